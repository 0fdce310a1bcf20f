"""What stops at once, what is weighed, and what may go on (GDPR Art. 21, 7(3))."""

from datetime import date

import pytest

from registers_app.domain.lawful_basis import LawfulBasis
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    IdentityCheck,
    Outcome,
    Reminder,
    Restriction,
    RestrictionGround,
    TaskKind,
)
from requests_app.services.assess import assess
from requests_app.services.cease import cease
from requests_app.services.decide import Ground, Item, decide
from requests_app.services.errors import NotPossible
from requests_app.services.remind_staff import remind_staff
from requests_app.services.weigh import weigh
from tests.cases import acting, handler_of
from tests.clock import Clock
from tests.eight import (
    again,
    answered,
    begun,
    decided,
    finish_all,
    items_for,
    received,
)
from tests.requests_app.admin.staff import signed_in, step_url, take, text_of
from tests.requests_app.services.rights.asked import asked_of, newest_letter, with_purpose

pytestmark = pytest.mark.django_db


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
