"""A doubt that comes late stops what is under way: nothing is changed, told or given out."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, CaseLink, LinkKind, RightsRequest, TaskKind
from requests_app.services.close import reopen
from requests_app.services.correct import Change, correct
from requests_app.services.erase import erase
from requests_app.services.errors import NotPossible
from requests_app.services.fetch import fetchable_packages
from requests_app.services.inform import inform, tell_recipient
from requests_app.services.link import link_found
from requests_app.services.search import search
from tests.cases import acting, handler_of
from tests.eight import again, answered, begun, decided, finish_all, received
from tests.factories import make_user
from tests.looped import crossed
from tests.raw_sql import run
from tests.requests_app.admin.staff import case_url, signed_in, state_of, step_url, take, text_of
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db

IN_DOUBT = "identity is in doubt: this work waits"


def erasing() -> RightsRequest:
    request = begun(received(Right.ERASURE))
    actor = acting(request.controller)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request)
    erase(request.pk, actor=actor)
    return again(request)


def correcting() -> RightsRequest:
    request = decided(begun(received(Right.RECTIFICATION)))
    change = Change(what="Address", old_value="Vanhakatu 1", new_value="Uusikatu 2")
    correct(request.pk, changes=[change], actor=acting(request.controller))
    return again(request)


def staff_of(request: RightsRequest) -> Client:
    return signed_in(handler_of(request.controller))


def doubt(request: RightsRequest, client: Client, *, ask: bool = True) -> None:
    take(client, request, "doubt-identity", reason="Her daughter says it was not her.")
    if ask:
        take(
            client,
            request,
            "ask-identity",
            doubt="Your daughter says that you did not write to us.",
            what_is_asked="Call us from the number that we hold.",
        )


@pytest.mark.parametrize(
    ("make", "ask", "step"),
    crossed([erasing, correcting], [True, False], ["finish-task", "find-nothing"]),
)
def test_open_work_cannot_be_finished_until_identity_is_settled_anew(
    make: object, ask: bool, step: str
) -> None:
    request = make()  # type: ignore[operator]
    client = staff_of(request)
    doubt(request, client, ask=ask)
    task = request.tasks.filter(state="open").first()
    assert task is not None

    refused = client.post(step_url(request, step, task.pk), {"result": "Gone."})

    assert refused.status_code == 200
    assert IN_DOUBT in text_of(refused)
    assert request.tasks.get(pk=task.pk).state == "open"
    take(client, request, "settle-identity", method="not_in_doubt", reason="She called us.")
    take(client, request, step, about=task.pk, result="Gone.")


def test_a_system_that_holds_nothing_of_hers_may_be_excused_meanwhile() -> None:
    request = erasing()
    client = staff_of(request)
    doubt(request, client)
    task = request.tasks.filter(state="open").first()
    assert task is not None

    take(client, request, "cancel-task", about=task.pk, result="Never held her data.")


def test_data_are_not_put_together_for_a_person_who_was_asked_for_proof() -> None:
    request = begun(received(Right.ACCESS))
    client = staff_of(request)
    take(client, request, "collect")
    doubt(request, client)
    task = request.tasks.filter(state="open").first()
    assert task is not None

    refused = client.post(step_url(request, "finish-task", task.pk), {"result": "Orders."})

    assert refused.status_code == 200
    assert IN_DOUBT in text_of(refused)


def test_no_recipient_is_told_of_a_change_while_identity_is_in_doubt() -> None:
    request = erasing()
    finish_all(request, TaskKind.ERASE)
    inform(request.pk, actor=acting(request.controller))
    client = staff_of(request)
    doubt(request, client, ask=False)
    notice = request.recipient_notices.first()
    assert notice is not None

    refused = client.post(step_url(request, "tell-recipient", notice.pk), {"how": "By e-mail."})

    assert refused.status_code == 200
    assert "identity is not settled yet" in text_of(refused)
    with pytest.raises(NotPossible):
        tell_recipient(notice.pk, how="By e-mail.", actor=acting(request.controller))
    assert again(request).recipient_notices.get(pk=notice.pk).told_at is None


def reopened(request: RightsRequest) -> RightsRequest:
    supervisor = make_user(request.controller, role=Role.SUPERVISOR)
    reopen(request.pk, reason="She wrote again.", actor=user_actor(supervisor.pk))
    return again(request)


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_a_download_link_stops_while_identity_is_doubted_again_and_works_once_it_is_settled(
    right: Right,
) -> None:
    request = answered(received(right))
    (package,) = fetchable_packages(request.submission)
    person = Person()
    person.open_request(request.submission)
    assert person.get("package", pk=package.pk).status_code == 200
    client = staff_of(request)

    doubt(request, client, ask=False)

    downloads = AuditEntry.objects.filter(event="package.downloaded").count()
    assert person.get("answer").status_code == 410
    assert person.get("package", pk=package.pk).status_code == 410
    assert "Maija" not in text_of(person.get("package", pk=package.pk))
    for stored in package.files.all():
        assert person.get("file", pk=stored.pk).status_code == 302
    if right is Right.PORTABILITY:
        assert person.get("data", pk=package.pk).status_code == 302
    assert AuditEntry.objects.filter(event="package.downloaded").count() == downloads
    take(client, request, "settle-identity", method="not_in_doubt", reason="She called us.")
    assert person.get("package", pk=package.pk).status_code == 200


@pytest.mark.parametrize(
    "right",
    [Right.ACCESS, Right.PORTABILITY, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION],
)
def test_a_letter_that_tells_the_answer_waits_while_identity_is_in_doubt(right: Right) -> None:
    request = answered(received(right))
    letter = request.letters.get(kind=f"{right.value}_granted")
    person = Person()
    person.open_request(request.submission)
    assert person.get("letter", pk=letter.pk).status_code == 200

    doubt(request, staff_of(request), ask=False)

    waits = person.get("letter", pk=letter.pk)
    assert waits.status_code == 403
    assert "This letter waits" in text_of(waits)
    assert letter.text[:60] not in text_of(waits)
    receipt = request.letters.exclude(pk=letter.pk).earliest("pk")
    assert person.get("letter", pk=receipt.pk).status_code == 200


def test_a_reopened_request_discloses_nothing_while_its_identity_is_in_doubt() -> None:
    request = reopened(answered(received(Right.ACCESS)))
    client = staff_of(request)
    doubt(request, client, ask=False)
    state = state_of(request)

    refused = client.post(step_url(request, "answer"), {})

    assert refused.status_code in (200, 404)
    assert state_of(request) == state
    assert "identity" in text_of(client.get(case_url(request)))
    assert fetchable_packages(type(request.submission).objects.get(pk=request.submission_id)) == []


def collected(request: RightsRequest, client: Client) -> None:
    """All of an access request but who asks: the answer is ready."""
    take(client, request, "assess")
    take(client, request, "collect")
    finish_all(request, TaskKind.SEARCH)
    take(client, request, "review")
    take(client, request, "prepare-answer", outcome="granted")


def stays_shut(request: RightsRequest, client: Client) -> None:
    """The answer does not go out, by the button or by raw SQL."""
    refused = client.post(step_url(request, "answer"), {})
    assert refused.status_code == 200
    assert "identity is not settled yet" in text_of(refused)
    assert state_of(request) == "ready"
    with pytest.raises(DatabaseError, match="identity is not settled"), transaction.atomic():
        run(
            "UPDATE requests_app_rightsrequest SET state = 'answered', closed_at = now(),"
            " closed_on = CURRENT_DATE WHERE id = %(id)s",
            {"id": request.pk},
        )
    person = Person()
    person.open_request(request.submission)
    assert person.get("answer").status_code == 410


def test_a_repeated_request_does_not_inherit_the_identity_of_the_one_before() -> None:
    first = answered(received(Right.ACCESS))
    later = received(Right.ACCESS, controller=first.controller, register=first.submission.register)
    client = staff_of(later)
    link_found(
        CaseLink.objects.get(request=later).pk,
        kind=LinkKind.REPEAT,
        reason="The same name and address.",
        actor=acting(later.controller),
    )
    collected(later, client)

    assert again(first).submission.identity_check.state == "settled"
    assert again(later).submission.identity_check.state == "open"
    stays_shut(later, client)


def test_a_request_reopened_after_nobody_could_be_identified_waits_for_identity() -> None:
    request = received(Right.ACCESS)
    client = staff_of(request)
    take(client, request, "ask-identity", doubt="Another address.", what_is_asked="Call us.")
    take(client, request, "fail-identity", reason="Nobody called.")
    take(client, request, "close-unidentified", explanation="We cannot tell who asks.")
    reopened(request)
    take(client, request, "collect")
    task = request.tasks.filter(state="open").first()
    assert task is not None

    refused = client.post(step_url(request, "finish-task", task.pk), {"result": "Orders."})

    assert IN_DOUBT in text_of(refused)
    take(client, request, "settle-identity", method="known_channel", reason="She called.")
    take(client, request, "finish-task", about=task.pk, result="Orders.")
