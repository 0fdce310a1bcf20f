"""What the other rights demand before a step is taken."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from registers_app.domain.lawful_basis import LawfulBasis
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    CaseLetter,
    IdentityCheck,
    Outcome,
    Restriction,
    RestrictionGround,
    TaskKind,
)
from requests_app.services.answer import answer
from requests_app.services.collect import collect
from requests_app.services.correct import Change, correct
from requests_app.services.decide import Item
from requests_app.services.errors import NotPossible
from requests_app.services.human_review import start_review
from requests_app.services.inform import (
    add_recipient,
    excuse_recipient,
    inform,
    tell_recipient,
)
from requests_app.services.lift_restriction import announce_lifting, lift
from requests_app.services.prepare_transfer import prepare_transfer
from requests_app.services.release import release
from requests_app.services.restrict import restrict
from tests.cases import acting, look_all_through
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
from tests.requests_app.services.rights.asked import asked_of, newest_letter, with_purpose
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db


# --- Rectification -----------------------------------------------------------------------------


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


# --- Restriction -------------------------------------------------------------------------------


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


# --- Portability -------------------------------------------------------------------------------


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


# --- Automated decisions -----------------------------------------------------------------------


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


# --- Secrets, files ----------------------------------------------------------------------------


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
