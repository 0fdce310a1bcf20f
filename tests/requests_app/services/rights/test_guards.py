"""What each right demands before a step is taken."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, Purpose, PurposeBasis, Register
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    CaseLetter,
    IdentityCheck,
    Outcome,
    Reminder,
    Restriction,
    RestrictionGround,
    RightsRequest,
    TaskKind,
)
from requests_app.services.answer import answer
from requests_app.services.assess import assess
from requests_app.services.cease import cease
from requests_app.services.collect import collect
from requests_app.services.correct import Change, correct
from requests_app.services.decide import Ground, Item, decide
from requests_app.services.erase import erase
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.finish_task import finish_task
from requests_app.services.human_review import start_review
from requests_app.services.inform import (
    add_recipient,
    excuse_recipient,
    inform,
    tell_recipient,
)
from requests_app.services.lift_restriction import announce_lifting, lift
from requests_app.services.prepare_transfer import prepare_transfer
from requests_app.services.refuse import approve_answer, ask_approval
from requests_app.services.release import release
from requests_app.services.remind_staff import remind_staff
from requests_app.services.restrict import restrict
from requests_app.services.search import search
from requests_app.services.weigh import weigh
from tests.cases import acting, handler_of, look_all_through
from tests.clock import Clock
from tests.eight import (
    again,
    answered,
    begun,
    decided,
    finish_all,
    items_for,
    received,
    submitted,
)
from tests.factories import make_controller, make_register, texts
from tests.requests_app.admin.staff import signed_in, step_url, take, text_of
from tests.requests_app.services.steps import supervisor_of
from tests.rewritten import rewriting

pytestmark = pytest.mark.django_db


@rewriting()
def with_purpose(
    basis: LawfulBasis, *, controller: Controller | None = None, **columns: object
) -> Register:
    """A register with one more purpose, on that basis."""
    register = make_register(controller or make_controller())
    purpose = Purpose.objects.create(
        version=register.versions.get(), names=texts("Bookkeeping"), position=1, **columns
    )
    PurposeBasis.objects.create(
        purpose=purpose, basis=basis.value, legal_acts=texts("Accounting Act")
    )
    return register


def asked_of(register: Register, right: Right, **more: object) -> RightsRequest:
    return received(right, controller=register.controller, register=register, **more)


def newest_letter(request: RightsRequest) -> CaseLetter:
    return CaseLetter.objects.filter(request=request).order_by("-pk")[0]


# --- Rectification ----------------------------------------------------------------------------


def test_nothing_is_corrected_without_saying_what() -> None:
    request = decided(begun(received(Right.RECTIFICATION)))
    with pytest.raises(NotPossible, match="old and the new value"):
        correct(request.pk, changes=(), actor=acting(request.controller))
    with pytest.raises(NotPossible, match="for each correction"):
        correct(request.pk, changes=[Change(what="Address")], actor=acting(request.controller))


def test_an_opinion_gets_a_statement_beside_it() -> None:
    request = decided(begun(received(Right.RECTIFICATION)))
    change = Change(what="Note of 3 May", statement="She disagrees: the parcel came late.")
    correct(request.pk, changes=[change], actor=acting(request.controller))

    assert again(request).state == "correcting"
    assert request.corrections.get().statement.startswith("She disagrees")


def test_every_recipient_is_told_or_excused_before_the_answer() -> None:
    request = decided(begun(received(Right.RECTIFICATION)))
    actor = acting(request.controller)
    correct(request.pk, changes=[Change(what="Name", new_value="Maija")], actor=actor)
    with pytest.raises(NotPossible, match="not answered yet"):
        inform(request.pk, actor=actor)
    finish_all(request, TaskKind.CORRECT)
    inform(request.pk, actor=actor)
    with pytest.raises(NotPossible, match="neither been told nor excused"):
        answer(request.pk, actor=actor)

    tell_recipient(request.recipient_notices.get().pk, how="By e-mail.", actor=actor)
    extra = add_recipient(request.pk, name="Sample Courier Ltd", actor=actor)
    excuse_recipient(extra.pk, excuse="It no longer exists.", actor=actor)
    answer(request.pk, actor=actor)

    text = newest_letter(request).text
    assert "Posti Oy" in text
    assert "Sample Courier Ltd" in text
    assert "It no longer exists." in text


# --- Erasure ----------------------------------------------------------------------------------


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


# --- Restriction ------------------------------------------------------------------------------


def test_a_restriction_is_lifted_only_after_the_person_was_told(clock: Clock) -> None:
    request = answered(received(Right.RESTRICTION))
    actor = acting(request.controller)
    row = Restriction.objects.get()
    with pytest.raises(NotPossible, match="told first"):
        lift(row.pk, actor=actor)
    with pytest.raises(NotPossible, match="later day"):
        announce_lifting(row.pk, lifts_on=date(2026, 3, 2), reason="Checked.", actor=actor)

    announce_lifting(row.pk, lifts_on=date(2026, 3, 16), reason="It was right.", actor=actor)
    assert newest_letter(request).kind == "restriction_to_be_lifted"
    with pytest.raises(NotPossible, match="not come yet"):
        lift(row.pk, actor=actor)
    clock.advance(days=14)
    assert lift(row.pk, actor=actor).lifted_at is not None


# --- Objection --------------------------------------------------------------------------------


def test_marketing_stops_at_receipt_without_anybody_deciding(clock: Clock) -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.MARKETING)

    assert request.state == "ceasing"
    assert {task.kind for task in request.tasks.all()} == {"stop_marketing"}
    assert request.tasks.count() == 2
    assert request.stop_by is not None
    assert (request.stop_by - request.submission.received_at).total_seconds() == 24 * 3600
    assert request.target_on == date(2026, 3, 3)
    assert request.due_on == date(2026, 4, 2)


def test_the_house_works_to_the_confirmation_once_marketing_has_stopped(clock: Clock) -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    finish_all(request, TaskKind.STOP_MARKETING)

    assert again(request).target_on == date(2026, 4, 2)


def test_a_stop_that_came_today_is_not_reminded_of_today_but_on_its_day(clock: Clock) -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    assert remind_staff() == 0
    clock.advance(days=1)
    assert remind_staff() == 1
    assert Reminder.objects.get(request=request).kind == "on_the_day"


def test_an_objection_to_everything_stops_marketing_and_weighs_the_rest() -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.ALL)
    assert request.state == "received"
    assert {task.kind for task in request.tasks.all()} == {"stop_marketing"}

    actor = acting(request.controller)
    assess(request.pk, actor=actor)
    weigh(request.pk, facts="She is a teacher.", actor=actor)
    assert again(request).state == "weighing"
    assert Restriction.objects.get().ground == RestrictionGround.OBJECTION
    assert newest_letter(request).kind == "objection_restricted"


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


def test_an_objection_where_nothing_is_held_is_answered_from_the_weighing() -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.OTHER)
    actor = acting(request.controller)
    begun(request)
    weigh(request.pk, facts="She is a teacher.", actor=actor)
    decided(request, Outcome.NO_DATA)
    client = signed_in(handler_of(request.controller))
    refused = client.post(step_url(request, "answer"))
    assert "Not every data system has answered that it holds nothing" in text_of(refused)

    finish_all(request, TaskKind.RESTRICT, step="find_nothing")
    take(client, request, "answer")

    assert again(request).state == "answered"
    assert newest_letter(request).kind == "objection_no_data"


def test_there_is_nothing_to_weigh_in_an_objection_to_marketing() -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    with pytest.raises(NotPossible):
        weigh(request.pk, facts="We like to send.", actor=acting(request.controller))


def test_marketing_may_not_be_kept_by_a_decision() -> None:
    register = with_purpose(LawfulBasis.LEGITIMATE_INTEREST, is_direct_marketing=True)
    request = begun(asked_of(register, Right.OBJECTION, scope=ObjectionScope.ALL))
    actor = acting(request.controller)
    weigh(request.pk, facts="She is a teacher.", actor=actor)
    items = [
        Item(purpose_id=item.purpose_id, result=ItemResult.KEPT) for item in items_for(request)[0]
    ]
    grounds = [
        Ground(
            code=RefusalGround.ART21_COMPELLING_GROUNDS, facts="Sales.", purpose_id=item.purpose_id
        )
        for item in items
    ]
    decide(
        request.pk,
        outcome=Outcome.PARTIAL,
        reasoning="We sell.",
        grounds=grounds,
        items=items,
        actor=actor,
    )
    with pytest.raises(NotPossible, match="purpose by purpose"):
        cease(request.pk, actor=actor)


def test_what_ceases_need_not_be_restricted_any_more() -> None:
    request = begun(received(Right.OBJECTION))
    actor = acting(request.controller)
    weigh(request.pk, facts="She is a teacher.", actor=actor)
    decided(request)
    cease(request.pk, actor=actor)

    states = {task.kind: task.state for task in request.tasks.all()}
    assert states == {"restrict": "cancelled", "cease": "open"}


# --- Consent ----------------------------------------------------------------------------------


def test_consent_that_is_withdrawn_stops_and_the_rest_is_named_with_its_basis() -> None:
    register = with_purpose(LawfulBasis.CONSENT)
    request = answered(asked_of(register, Right.CONSENT_WITHDRAWAL))

    letter = newest_letter(request)
    assert letter.kind == "consent_withdrawal_granted"
    assert "Bookkeeping" in letter.text
    assert "Delivering what was ordered" in letter.text
    assert "contract" in letter.text


def test_no_proof_and_no_extension_for_a_withdrawal_of_consent() -> None:
    request = received(Right.CONSENT_WITHDRAWAL)
    from requests_app.services.extend import extend
    from requests_app.services.identity import ask_identity

    actor = acting(request.controller)
    with pytest.raises(NotPossible, match="no further proof"):
        ask_identity(
            request.submission.identity_check.pk, doubt="Who?", what_is_asked="ID", actor=actor
        )
    with pytest.raises(NotPossible, match="no extension"):
        extend(request.pk, reason="Busy.", actor=actor)
    assert IdentityCheck.objects.get().state == "open"


# --- Portability ------------------------------------------------------------------------------


def test_a_file_that_no_machine_can_read_is_not_moved() -> None:
    request = begun(received(Right.PORTABILITY))
    actor = acting(request.controller)
    collect(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH, file="scan.pdf")
    items, grounds = items_for(request)
    with pytest.raises(NotPossible, match=r"scan\.pdf"):
        prepare_transfer(
            request.pk,
            outcome=Outcome.GRANTED,
            reasoning="",
            grounds=grounds,
            items=items,
            actor=actor,
        )


def test_only_what_rests_on_consent_or_a_contract_is_moved() -> None:
    register = with_purpose(LawfulBasis.LEGAL_OBLIGATION)
    request = begun(asked_of(register, Right.PORTABILITY))
    actor = acting(request.controller)
    collect(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH, file="orders.csv")
    look_all_through(request)
    items = [
        Item(purpose_id=item.purpose_id, result=ItemResult.MET) for item in items_for(request)[0]
    ]
    with pytest.raises(NotPossible, match="purpose"):
        prepare_transfer(
            request.pk,
            outcome=Outcome.GRANTED,
            reasoning="",
            grounds=(),
            items=items,
            actor=actor,
        )


def test_data_go_straight_to_another_controller_when_the_person_asks() -> None:
    request = begun(received(Right.PORTABILITY))
    actor = acting(request.controller)
    collect(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH, file="orders.json")
    look_all_through(request)
    items, grounds = items_for(request)
    prepare_transfer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=grounds,
        items=items,
        sent_to="Southwind AB",
        actor=actor,
    )
    answer(request.pk, actor=actor)

    assert "Southwind AB" in newest_letter(request).text


@pytest.mark.parametrize("withhold_files", [False, True])
def test_what_is_moved_was_looked_through_and_the_database_holds_that_too(
    monkeypatch: pytest.MonkeyPatch, withhold_files: bool
) -> None:
    request = begun(received(Right.PORTABILITY))
    actor = acting(request.controller)
    collect(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH, file="orders.json")
    items, grounds = items_for(request)
    stay = [file.pk for file in request.files.all()] if withhold_files else []

    def move() -> None:
        prepare_transfer(
            request.pk,
            outcome=Outcome.GRANTED,
            reasoning="",
            grounds=grounds,
            items=items,
            withheld_file_ids=stay,
            actor=actor,
        )

    with pytest.raises(NotPossible, match="Look this through"):
        move()
    gate = "requests_app.services.prepare_transfer.require_looked_through"
    monkeypatch.setattr(gate, lambda *_, **__: None)
    with pytest.raises(DatabaseError, match="was not looked through"), transaction.atomic():
        move()


# --- Automated decisions ----------------------------------------------------------------------


def test_a_human_with_authority_is_named_and_decides_before_the_answer() -> None:
    request = begun(received(Right.AUTOMATED_DECISION))
    actor = acting(request.controller)
    with pytest.raises(NotPossible, match="Write the reason"):
        start_review(request.pk, reviewer="Rauha", authority=" ", meanwhile="Held.", actor=actor)
    with pytest.raises(NotPossible):
        start_review(request.pk, reviewer="Rauha", authority="head", meanwhile=" ", actor=actor)
    start_review(request.pk, reviewer="Rauha", authority="head", meanwhile="Held.", actor=actor)
    with pytest.raises(NotPossible, match="no decision"):
        answer(request.pk, actor=actor)


# --- Secrets, files ---------------------------------------------------------------------------


def test_what_may_be_secret_by_law_waits_for_a_lawyer() -> None:
    register = with_purpose(LawfulBasis.LEGAL_OBLIGATION, needs_legal_release=True)
    request = asked_of(register, Right.ACCESS)
    with pytest.raises(NotPossible, match="lawyer"):
        answered(request)

    release(
        request.pk,
        lawyer="Laila Laki",
        opinion="Everything but the reports of suspicion may be given.",
        actor=supervisor_of(request.controller),
    )
    from requests_app.services.prepare_answer import prepare_answer

    actor = acting(request.controller)
    look_all_through(request)
    prepare_answer(request.pk, outcome=Outcome.GRANTED, reasoning="", grounds=(), actor=actor)
    assert answer(request.pk, actor=actor).state == "answered"


def test_a_restriction_needs_a_decision_first() -> None:
    request = begun(received(Right.RESTRICTION))
    with pytest.raises(NotPossible, match="no decision"):
        restrict(
            request.pk,
            ground=RestrictionGround.CLAIMS,
            facts="She sues.",
            actor=acting(request.controller),
        )
    assert not Restriction.objects.exists()


def test_several_rights_have_one_check_one_letter_and_their_own_dates(clock: Clock) -> None:
    submission = submitted(
        Right.ACCESS, Right.ERASURE, Right.OBJECTION, scope=ObjectionScope.MARKETING
    )
    requests = {row.right: row for row in submission.requests.all()}

    assert IdentityCheck.objects.count() == 1
    letter = CaseLetter.objects.get(kind="received")
    for row in requests.values():
        assert str(row.get_right_display()) in letter.text
    assert requests["access"].target_on == requests["erasure"].target_on == date(2026, 4, 2)
    assert requests["objection"].target_on == date(2026, 3, 3)
