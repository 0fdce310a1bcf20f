"""What is erased, what is kept and why, and who approves it (GDPR Art. 17, 19)."""

import pytest

from registers_app.domain.lawful_basis import LawfulBasis
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import Right
from requests_app.models import (
    Outcome,
    TaskKind,
)
from requests_app.services.answer import answer
from requests_app.services.assess import assess
from requests_app.services.decide import Item, decide
from requests_app.services.erase import erase
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.finish_task import finish_task
from requests_app.services.inform import (
    add_recipient,
    inform,
    tell_recipient,
)
from requests_app.services.refuse import approve_answer, ask_approval
from requests_app.services.search import search
from tests.cases import acting, handler_of
from tests.eight import (
    answered,
    begun,
    decided,
    finish_all,
    items_for,
    received,
)
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import signed_in, step_url, take
from tests.requests_app.services.rights.asked import asked_of, newest_letter, with_purpose
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db


def test_nothing_is_erased_before_a_dry_run_and_while_identity_is_open() -> None:
    request = received(Right.ERASURE)
    actor = acting(request.controller)
    assess(request.pk, actor=actor)
    decided(request)
    with pytest.raises(NotPossible) as refusal:
        erase(request.pk, actor=actor)

    assert any("identity is not settled" in reason for reason in refusal.value.reasons)
    assert any("has been searched" in reason for reason in refusal.value.reasons)


def test_what_the_law_obliges_to_keep_is_kept_and_named_in_the_answer() -> None:
    register = with_purpose(LawfulBasis.LEGAL_OBLIGATION)
    request = begun(asked_of(register, Right.ERASURE))
    actor = acting(request.controller)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request, Outcome.PARTIAL)
    erase(request.pk, actor=actor)
    finish_all(request, TaskKind.ERASE)
    inform(request.pk, actor=actor)
    for notice in request.recipient_notices.all():
        tell_recipient(notice.pk, how="By e-mail.", actor=actor)
    answer(request.pk, actor=actor)

    letter = newest_letter(request)
    assert letter.kind == "erasure_partial"
    assert "Bookkeeping" in letter.text
    assert "Invoices of 2025." in letter.text


def test_a_purpose_that_the_law_obliges_to_keep_is_not_erased_without_saying_why() -> None:
    register = with_purpose(LawfulBasis.LEGAL_OBLIGATION)
    request = begun(asked_of(register, Right.ERASURE))
    actor = acting(request.controller)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request, wish=ItemResult.MET)
    with pytest.raises(NotPossible, match="purpose"):
        erase(request.pk, actor=actor)

    items = [
        Item(purpose_id=item.purpose_id, result=item.result, note="The period ended in 2024.")
        for item in items_for(request, wish=ItemResult.MET)[0]
    ]
    decide(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=(),
        items=items,
        actor=actor,
    )
    assert erase(request.pk, actor=actor).state == "erasing"


def test_only_systems_in_which_something_was_found_are_asked_to_erase() -> None:
    request = begun(received(Right.ERASURE))
    actor = acting(request.controller)
    search(request.pk, actor=actor)
    found, empty = request.tasks.order_by("pk")
    finish_task(found.pk, step="finish", result="Orders.", actor=actor)
    finish_task(empty.pk, step="find_nothing", result="", actor=actor)
    decided(request)
    erase(request.pk, actor=actor)

    assert request.tasks.get(kind="erase").data_system_id == found.data_system_id


def test_no_data_held_is_answered_only_after_every_system_was_searched() -> None:
    request = begun(received(Right.ERASURE))
    actor = acting(request.controller)
    decided(request, Outcome.NO_DATA)
    with pytest.raises(NotPossible, match="searched"):
        answer(request.pk, actor=actor)

    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH, step="find_nothing")
    assert answer(request.pk, actor=actor).state == "answered"
    assert newest_letter(request).kind == "erasure_no_data"


def test_a_second_person_approves_what_is_kept_before_anything_is_erased() -> None:
    controller = make_controller(second_person_approves=True)
    request = begun(
        asked_of(with_purpose(LawfulBasis.LEGAL_OBLIGATION, controller=controller), Right.ERASURE)
    )
    actor = acting(controller)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request, Outcome.PARTIAL)
    with pytest.raises(NotPossible, match="second person"):
        erase(request.pk, actor=actor)

    ask_approval(request.pk, actor=actor)
    assert approve_answer(request.pk, actor=supervisor_of(controller)).state == "assessing"
    assert erase(request.pk, actor=actor).state == "erasing"


def test_a_second_person_approves_every_erasure_where_the_organisation_asks_for_it() -> None:
    controller = make_controller(second_person_erases=True)
    request = begun(
        asked_of(with_purpose(LawfulBasis.CONSENT, controller=controller), Right.ERASURE)
    )
    actor = acting(controller)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request, Outcome.GRANTED)
    with pytest.raises(NotPossible, match="second person"):
        erase(request.pk, actor=actor)

    ask_approval(request.pk, actor=actor)
    with pytest.raises(NotPermitted):
        approve_answer(request.pk, actor=actor)
    approve_answer(request.pk, actor=supervisor_of(controller))
    assert erase(request.pk, actor=actor).state == "erasing"


def test_a_decision_that_replaces_an_approved_erasure_is_approved_anew() -> None:
    controller = make_controller(second_person_erases=True)
    request = begun(
        asked_of(with_purpose(LawfulBasis.CONSENT, controller=controller), Right.ERASURE)
    )
    actor = acting(controller)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request, Outcome.GRANTED)
    ask_approval(request.pk, actor=actor)
    approve_answer(request.pk, actor=supervisor_of(controller))
    decided(request, Outcome.GRANTED)
    with pytest.raises(NotPossible, match="second person"):
        erase(request.pk, actor=actor)


@pytest.mark.parametrize("right", [Right.RECTIFICATION, Right.RESTRICTION])
def test_only_an_erasure_waits_for_the_second_person_who_erases(right: Right) -> None:
    controller = make_controller(second_person_erases=True)
    register = make_register(controller)
    assert answered(received(right, controller=controller, register=register)).state == "answered"


def test_who_processes_what_was_made_public_is_told_of_an_erasure_and_of_nothing_else() -> None:
    request = received(Right.ERASURE)
    actor = acting(request.controller)
    begun(request)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request)
    erase(request.pk, actor=actor)
    finish_all(request, TaskKind.ERASE)
    client = signed_in(handler_of(request.controller))
    take(client, request, "inform")

    take(client, request, "add-publisher", recipient="Search Engine Inc.")

    row = request.recipient_notices.get(made_public=True)
    assert client.post(step_url(request, "answer")).status_code == 200
    for each in request.recipient_notices.all():
        take(client, request, "tell-recipient", about=each.pk, how="By their form.")
    take(client, request, "answer")
    letter = newest_letter(request).text
    assert f"(Article 17(2)):\n\n– {row.name}" in letter

    correction = received(Right.RECTIFICATION)
    with pytest.raises(NotPossible):
        add_recipient(
            correction.pk, name="A site", made_public=True, actor=acting(correction.controller)
        )
