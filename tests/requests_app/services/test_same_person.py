"""The same person, the same right: found by the desk, judged by a human, merged by nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.clock import now
from registers_app.domain.actors import SYSTEM, subject_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Register
from requests_app.domain.rights import Right
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    CaseLink,
    Channel,
    IdentityCheck,
    IdentityMethod,
    LinkKind,
    RightsRequest,
    Submission,
)
from requests_app.models.request_guards import both_from_one_person
from requests_app.services.close import close_not_new, close_unidentified, withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.identity import fail_identity, settle_identity
from requests_app.services.link import link_by_reference, link_found, unlink
from requests_app.services.redate import redate
from requests_app.services.submit import NewSubmission, submit
from requests_app.written import written
from tests.cases import acting, ask_for_identity, handler_of
from tests.factories import make_controller, make_register, make_user
from tests.raw_sql import refusal_of, triggers_off
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of

pytestmark = pytest.mark.django_db

QUEUE = "/admin/requests_app/rightsrequest/?urgency=twice"
MAIJA = {
    "person_name": "Maija Meikäläinen",
    "email": "maija@example.org",
    "phone": "+358 40 123 4567",
    "identifiers": "customer 10452",
}
NOBODY: dict[str, Any] = {"person_name": "Kalle", "email": "", "phone": "", "identifiers": ""}


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def register(controller: Controller) -> Register:
    return make_register(controller)


def asks(register: Register, *rights: Right, days_ago: int = 0, **person: Any) -> RightsRequest:
    """Somebody asks; their first request."""
    submission = submit(
        NewSubmission(
            **{
                "controller": register.controller,
                "register": register,
                "rights": rights or (Right.ACCESS,),
                "channel": Channel.EMAIL,
                "received_at": now() - timedelta(days=days_ago),
                "language": "en",
                **MAIJA,
                **person,
            }
        ),
        actor=acting(register.controller),
    )
    return submission.requests.order_by("pk")[0]


def twice(register: Register) -> tuple[RightsRequest, RightsRequest, CaseLink]:
    """An earlier and a later request of Maija's, and what was found."""
    earlier, later = asks(register, days_ago=10), asks(register)
    return earlier, later, CaseLink.objects.get()


def again(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.get(pk=request.pk)


# Found


@pytest.mark.parametrize(
    ("person", "mark"),
    [
        ({"email": "MAIJA@example.org"}, "email"),
        ({"phone": "0401234567"}, "phone"),
        ({"person_name": "Meikalainen Maija"}, "name"),
        ({"identifiers": "my number is 10452"}, "identifier"),
    ],
)
def test_each_mark_finds_an_earlier_request(
    register: Register, person: dict[str, Any], mark: str
) -> None:
    earlier = asks(register, days_ago=3)
    later = asks(register, **{**NOBODY, **person})

    link = CaseLink.objects.get()
    assert (link.request, link.other, link.found_by, link.kind) == (later, earlier, [mark], "")
    assert again(later).state == "received"


def test_another_right_another_organisation_or_another_person_is_not_found(
    register: Register,
) -> None:
    asks(register, Right.ERASURE)
    asks(make_register(make_controller()))
    asks(register, **NOBODY)
    asks(register)
    assert not CaseLink.objects.exists()


def test_a_name_alone_in_another_register_is_another_matter(
    controller: Controller, register: Register
) -> None:
    other = make_register(controller, slug="staff")
    asks(register)
    asks(other, **{**NOBODY, "person_name": MAIJA["person_name"]})
    assert not CaseLink.objects.exists()
    asks(other, **{**NOBODY, "email": MAIJA["email"]})
    assert CaseLink.objects.count() == 1


def test_what_was_closed_more_than_a_year_ago_is_not_found(register: Register) -> None:
    old = asks(register)
    withdraw(old.pk, statement="", actor=subject_actor(old.submission_id))
    with time_machine.travel(now() + timedelta(days=366), tick=False):
        asks(register)
    assert not CaseLink.objects.exists()


def test_finding_costs_the_same_however_many_there_are(register: Register) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            asks(register, **{**NOBODY, "email": "one@example.org"})
        asked = [query["sql"] for query in queries if "match_keys" in query["sql"]]
        return sum("&&" in sql for sql in asked)

    few = cost()
    for number in range(5):
        asks(register, **{**NOBODY, "email": f"{number}@example.org"})
    assert cost() == few == 1


def test_a_mailbox_that_many_share_finds_no_more_than_twenty(register: Register) -> None:
    for _ in range(22):
        asks(register, **{**NOBODY, "email": "desk@example.org"})
    newest = RightsRequest.objects.latest("pk")
    assert newest.links_to_earlier.count() == 20


def test_the_queue_and_the_case_show_what_nobody_has_looked_at(register: Register) -> None:
    earlier, later, link = twice(register)
    client = signed_in(handler_of(register.controller))
    assert case_url(later) in text_of(client.get(QUEUE))
    assert case_url(earlier) not in text_of(client.get(QUEUE))
    for case, other in ((earlier, later), (later, earlier)):
        page = text_of(client.get(case_url(case)))
        assert "Perhaps the same: nobody has looked yet." in page
        assert case_url(other) in page
        assert "same e-mail address" in page

    take(client, later, "link", about=link.pk, kind="duplicate", reason="The same text.")

    assert case_url(later) not in text_of(client.get(QUEUE))
    for case in (earlier, later):
        page = text_of(client.get(case_url(case)))
        assert "the same request, sent once more" in page
        assert "The same text." in page


def test_a_case_page_with_many_links_asks_no_more_of_the_database(register: Register) -> None:
    asks(register)
    client = signed_in(handler_of(register.controller))

    def cost(case: RightsRequest) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(case_url(case)).status_code == 200
        return len(queries)

    one = cost(asks(register))
    for _ in range(4):
        asks(register)
    assert cost(asks(register)) == one


# Linked by a human


@pytest.mark.parametrize("kind", [LinkKind.DUPLICATE, LinkKind.DIFFERENT, LinkKind.REMINDER])
def test_nothing_ends_by_a_link_and_both_cases_say_who_made_it(
    register: Register, kind: LinkKind
) -> None:
    earlier, later, link = twice(register)
    letters = CaseLetter.objects.count()
    link_found(link.pk, kind=kind, reason="She says so.", actor=acting(register.controller))

    assert (again(earlier).state, again(later).state) == ("received", "received")
    assert CaseLetter.objects.count() == letters
    for case in (earlier, later):
        entry = AuditEntry.objects.get(event="link.made", request_id=case.pk)
        assert entry.actor_kind == "user"
        assert entry.payload.content["reason"] == "She says so."


def test_a_reminder_is_worked_to_the_day_of_the_request_it_reminds_of(register: Register) -> None:
    earlier, later, link = twice(register)
    before = again(later).target_on
    assert before is not None
    assert before > earlier.safe_on
    client = signed_in(handler_of(register.controller))

    take(client, later, "link", about=link.pk, kind="reminder", reason="She asks where it is.")

    assert again(later).target_on == earlier.safe_on
    assert again(earlier).target_on == earlier.target_on
    assert again(later).due_on == later.due_on
    assert "work to the day of the earlier one" in text_of(client.get(case_url(later)))
    redate(again(later))
    assert again(later).target_on == earlier.safe_on

    take(client, later, "unlink", about=link.pk, reason="She asks for other years.")

    assert again(later).target_on == before
    page = text_of(client.get(case_url(later)))
    assert "She asks for other years." in page
    assert "work to the day of the earlier one" not in page
    assert AuditEntry.objects.filter(event="link.ended").count() == 2


def test_a_reminder_never_makes_the_time_longer(register: Register) -> None:
    earlier, later, link = twice(register)
    RightsRequest.objects.filter(pk=later.pk).update(target_on=earlier.safe_on - timedelta(days=5))
    link_found(link.pk, kind=LinkKind.REMINDER, reason="x", actor=acting(register.controller))
    assert again(later).target_on is not None
    assert again(later).target_on <= earlier.safe_on  # type: ignore[operator]


def test_what_was_answered_is_not_reminded_of_and_what_was_not_is_not_repeated(
    register: Register,
) -> None:
    actor = acting(register.controller)
    _earlier, _later, link = twice(register)
    with pytest.raises(NotPossible, match="still open"):
        link_found(link.pk, kind=LinkKind.REPEAT, reason="x", actor=actor)
    closed = asks(register, Right.ERASURE)
    withdraw(closed.pk, statement="", actor=subject_actor(closed.submission_id))
    asks(register, Right.ERASURE)
    link = CaseLink.objects.get(other=closed)
    with pytest.raises(NotPossible, match="its own time"):
        link_found(link.pk, kind=LinkKind.REMINDER, reason="x", actor=actor)
    assert link_found(link.pk, kind=LinkKind.REPEAT, reason="x", actor=actor).is_standing


def test_a_pair_is_judged_once_and_taken_away_once(register: Register) -> None:
    _earlier, _later, link = twice(register)
    actor = acting(register.controller)
    with pytest.raises(NotPossible, match="not linked"):
        unlink(link.pk, reason="x", actor=actor)
    link_found(link.pk, kind=LinkKind.DUPLICATE, reason="x", actor=actor)
    with pytest.raises(NotPossible, match="already"):
        link_found(link.pk, kind=LinkKind.DIFFERENT, reason="x", actor=actor)
    unlink(link.pk, reason="x", actor=actor)
    with pytest.raises(NotPossible, match="not linked"):
        unlink(link.pk, reason="x", actor=actor)


def test_nobody_links_without_a_reason_or_without_the_role(register: Register) -> None:
    _earlier, later, link = twice(register)
    with pytest.raises(NotPossible):
        link_found(link.pk, kind=LinkKind.DUPLICATE, reason=" ", actor=acting(register.controller))
    for actor in (SYSTEM, subject_actor(later.submission_id), acting(make_controller())):
        with pytest.raises(NotPermitted):
            link_found(link.pk, kind=LinkKind.DUPLICATE, reason="x", actor=actor)
    assert CaseLink.objects.get().is_found


def test_a_case_that_was_not_found_is_linked_by_its_reference(register: Register) -> None:
    earlier = asks(register, days_ago=10, **NOBODY)
    later = asks(register)
    client = signed_in(handler_of(register.controller))
    # From the earlier one's page too: the order follows from the receipt.
    take(
        client,
        earlier,
        "link-other",
        reference=later.submission.reference.lower(),
        kind="reminder",
        reason="She called.",
    )
    link = CaseLink.objects.get()
    assert (link.request, link.other, link.found_by) == (later, earlier, [])
    page = text_of(
        client.post(
            step_url(later, "link-other"),
            {"reference": earlier.submission.reference, "kind": "duplicate", "reason": "Again."},
        )
    )
    assert "stand in the list already" in page
    assert "Again." in page


@pytest.mark.parametrize("whose", ["unknown", "another_right", "stranger", "itself"])
def test_a_reference_leads_to_no_other_right_and_to_nobody_else(
    register: Register, whose: str
) -> None:
    case = asks(register)
    others: dict[str, Callable[[], RightsRequest]] = {
        "another_right": lambda: asks(register, Right.ERASURE),
        "stranger": lambda: asks(make_register(make_controller())),
        "itself": lambda: case,
    }
    other = others[whose]().submission.reference if whose in others else "RD-0000-0000"
    with pytest.raises(NotPossible, match="no other request for the same right"):
        link_by_reference(
            case.pk,
            reference=other,
            kind=LinkKind.DUPLICATE,
            reason="x",
            actor=acting(register.controller),
        )


def test_a_stranger_s_link_is_no_step_of_this_case(register: Register) -> None:
    _earlier, _later, link = twice(register)
    stranger = asks(register, Right.ERASURE)
    client = signed_in(handler_of(register.controller))
    assert client.get(step_url(stranger, "link", link.pk)).status_code == 404


# Sent twice, answered once


def sent_twice(register: Register, **later: Any) -> tuple[RightsRequest, RightsRequest]:
    """The same request ten days apart, as a human has seen."""
    first, second = asks(register, days_ago=10), asks(register, **later)
    link = CaseLink.objects.get(request=second, other=first)
    actor = acting(register.controller)
    link_found(link.pk, kind=LinkKind.DUPLICATE, reason="Word for word.", actor=actor)
    return again(first), again(second)


def test_what_was_sent_twice_is_closed_and_answered_with_the_first(register: Register) -> None:
    first, second = sent_twice(register)
    client = signed_in(handler_of(register.controller))
    assert second.target_on == first.safe_on
    assert step_url(second, "close-not-new") in text_of(client.get(case_url(second)))
    assert client.get(step_url(first, "close-not-new")).status_code != 200

    take(client, second, "close-not-new")

    assert (again(first).state, again(second).state) == ("received", "not_new")
    letter = CaseLetter.objects.get(request=second, kind="not_new").text
    for said in (first.submission.reference, written(first.received_on), written(first.due_on)):
        assert said in letter
    assert "Article 77" in letter
    assert f"as {first.submission.reference}" in text_of(client.get(case_url(second)))
    link = CaseLink.objects.get(request=second)
    with pytest.raises(NotPossible, match="reopen that one first"):
        unlink(link.pk, reason="x", actor=acting(register.controller))

    supervisor = signed_in(make_user(register.controller, role=Role.SUPERVISOR))
    take(supervisor, second, "reopen", reason="She meant another year.")
    unlink(link.pk, reason="Another year.", actor=acting(register.controller))

    assert again(second).state == "assessing"
    assert again(second).target_on == again(second).safe_on


def test_no_stranger_learns_of_a_request_by_sending_it_again(register: Register) -> None:
    _first, second = sent_twice(register, email="somebody@example.net")
    client = signed_in(handler_of(register.controller))

    refused = client.post(step_url(second, "close-not-new"))

    assert "Settle identity first" in text_of(refused)
    assert not CaseLetter.objects.filter(kind="not_new").exists()
    settle_identity(
        second.submission.identity_check.pk,
        method=IdentityMethod.SEEN_IN_PERSON,
        reason="She came by.",
        actor=acting(register.controller),
    )
    take(client, second, "close-not-new")
    assert again(second).state == "not_new"


def test_an_address_of_the_form_that_nobody_confirmed_shows_nothing(register: Register) -> None:
    _first, second = sent_twice(register)
    Submission.objects.filter(pk=second.submission_id).update(email_confirmed_at=now())
    assert both_from_one_person(again(second))

    with triggers_off(Submission):
        Submission.objects.filter(pk=second.submission_id).update(
            channel=Channel.PORTAL, email_confirmed_at=None
        )

    assert not both_from_one_person(again(second))


def test_what_was_answered_before_is_asked_anew(register: Register) -> None:
    earlier = asks(register, days_ago=10)
    withdraw(earlier.pk, statement="", actor=subject_actor(earlier.submission_id))
    later = asks(register)
    link = CaseLink.objects.get(request=later)
    actor = acting(register.controller)
    with pytest.raises(NotPossible, match="its own time"):
        link_found(link.pk, kind=LinkKind.DUPLICATE, reason="x", actor=actor)
    link_found(link.pk, kind=LinkKind.REPEAT, reason="x", actor=actor)
    with pytest.raises(NotPossible, match="not linked as the same"):
        close_not_new(later.pk, actor=actor)


def test_the_first_does_not_end_unanswered_while_the_second_waits_for_it(
    register: Register,
) -> None:
    first, second = sent_twice(register)
    actor = acting(register.controller)
    close_not_new(second.pk, actor=actor)
    ask_for_identity(first)  # type: ignore[arg-type]
    fail_identity(first.submission.identity_check.pk, reason="Nothing came.", actor=actor)
    with pytest.raises(NotPossible, match="have a supervisor reopen"):
        close_unidentified(first.pk, actor=actor)


# Identity is never taken over


def test_a_duplicate_keeps_its_own_identity_check_whatever_is_settled_in_the_other(
    register: Register,
) -> None:
    earlier, later, link = twice(register)
    actor = acting(register.controller)
    settle_identity(
        earlier.submission.identity_check.pk,
        method=IdentityMethod.NOT_IN_DOUBT,
        reason="Known.",
        actor=actor,
    )
    client = signed_in(handler_of(register.controller))
    take(client, later, "link", about=link.pk, kind="duplicate", reason="The same text.")

    checks = IdentityCheck.objects.filter(submission=later.submission_id)
    assert [check.state for check in checks] == ["open"]
    take(client, later, "assess")
    for step in ("collect", "review", "prepare-answer", "answer"):
        client.post(step_url(later, step), {})
    assert again(later).state in ("assessing", "collecting")


def test_the_database_lends_no_check_of_one_case_to_the_other(register: Register) -> None:
    earlier, later, _link = twice(register)
    check = earlier.submission.identity_check.pk
    IdentityCheck.objects.get(submission=later.submission_id)
    moved = refusal_of(
        "UPDATE requests_app_identitycheck SET submission_id = %(later)s WHERE id = %(check)s",
        {"later": later.submission_id, "check": check},
    )
    assert moved == "identity_keeps_submission"
    settled = refusal_of(
        "UPDATE requests_app_identitycheck SET state = 'settled' WHERE submission_id = %(later)s",
        {"later": later.submission_id},
    )
    assert settled == "identity_settled_at_its_level"


def test_the_person_reads_nothing_of_what_was_found(register: Register, client: Client) -> None:
    _earlier, later, _link = twice(register)
    assert not CaseLetter.objects.filter(
        request=later, text__contains=RightsRequest.objects.earliest("pk").submission.reference
    ).exists()
