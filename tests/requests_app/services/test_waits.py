"""The clock waits for the person's answer, and never for our looking at it."""

from datetime import date

import pytest

from requests_app.domain.rights import Right
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    IdentityMethod,
    RightsRequest,
    Submission,
    Suspension,
)
from requests_app.services.errors import NotPossible
from requests_app.services.identity import fail_identity, settle_identity
from requests_app.services.remind_persons import remind_persons
from requests_app.services.remind_staff import remind_staff
from requests_app.services.resume import resume
from requests_app.services.suspend import ask_clarification
from tests.cases import acting, ask_for_identity, make_received
from tests.clock import Clock
from tests.eight import submitted
from tests.factories import make_controller
from tests.requests_app.services.proof import PROOF, send_proof

pytestmark = pytest.mark.django_db

# Received and asked on Monday 2 March 2026, due without any wait on Thursday 2 April.
ASKED_ON = date(2026, 3, 2)


@pytest.fixture
def request_(clock: Clock) -> AccessRequest:
    return make_received()


def again(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.get(pk=request.pk)


def settle(submission: Submission, *, answered_on: date | None = None) -> None:
    settle_identity(
        submission.identity_check.pk,
        method=IdentityMethod.EVIDENCE,
        reason="The name agrees.",
        answered_on=answered_on,
        actor=acting(submission.controller),
    )


def clarify(request: RightsRequest) -> Suspension:
    return ask_clarification(
        request.pk,
        question="Which years?",
        facts="Thirty years of records.",
        actor=acting(request.controller),
    )


def test_an_answer_that_lay_unread_ends_the_wait_on_the_day_it_came(
    request_: AccessRequest, clock: Clock
) -> None:
    suspension = clarify(request_)
    clock.advance(days=9)

    resumed = resume(suspension.pk, answered_on=date(2026, 3, 9), actor=acting(request_.controller))

    # Seven days from 2 to 9 March, and not nine.
    assert resumed.due_on == date(2026, 4, 9)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 12)])
def test_an_answer_came_neither_before_the_question_nor_tomorrow(
    request_: AccessRequest, clock: Clock, day: date
) -> None:
    suspension = clarify(request_)
    clock.advance(days=9)

    with pytest.raises(NotPossible, match="between the day of the question and today"):
        resume(suspension.pk, answered_on=day, actor=acting(request_.controller))
    assert again(request_).due_on is None


def test_an_answer_of_the_same_day_adds_nothing(request_: AccessRequest, clock: Clock) -> None:
    suspension = clarify(request_)
    clock.advance(days=3)

    resumed = resume(suspension.pk, answered_on=ASKED_ON, actor=acting(request_.controller))

    assert resumed.due_on == date(2026, 4, 2)


def test_the_clock_runs_again_when_proof_comes_and_not_when_it_is_looked_at(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    clock.advance(days=7)
    send_proof(request_.submission, PROOF)
    came = again(request_).due_on
    clock.advance(days=5)
    settle(request_.submission)

    assert came == again(request_).due_on == date(2026, 4, 9)
    redated = AuditEntry.objects.filter(event="clock.redated")
    assert [entry.facts["due_on"][1] for entry in redated.order_by("number")] == [
        None,
        "2026-04-09",
    ]


def test_proof_that_came_by_letter_counts_from_the_day_it_came(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    clock.advance(days=9)

    settle(request_.submission, answered_on=date(2026, 3, 9))

    assert again(request_).due_on == date(2026, 4, 9)


def test_proof_that_was_not_enough_did_not_end_the_wait(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    clock.advance(days=4)
    send_proof(request_.submission, PROOF)
    clock.advance(days=6)

    fail_identity(
        request_.submission.identity_check.pk,
        reason="It shows another name.",
        actor=acting(request_.controller),
    )

    # EDPB ex. 31: ten days, up to the decision, and not four.
    assert again(request_).due_on == date(2026, 4, 13)


def test_in_the_uk_the_month_begins_anew_on_the_day_the_proof_came(clock: Clock) -> None:
    controller = make_controller(
        regime="UK", country="GB", calendar="GB-ENG", time_zone="Europe/London"
    )
    submission = submitted(Right.ACCESS, controller=controller)
    request = submission.requests.get()
    ask_for_identity(AccessRequest.objects.get(pk=request.pk))
    clock.advance(days=8)
    send_proof(submission, PROOF)
    clock.advance(days=5)
    settle(submission)

    # U01: 10 March gives 10 April.
    assert again(request).due_on == date(2026, 4, 10)


def test_who_sent_proof_is_not_asked_for_it_again(request_: AccessRequest, clock: Clock) -> None:
    ask_for_identity(request_)
    clock.advance(days=3)
    send_proof(request_.submission, PROOF)
    clock.advance(days=11)
    remind_persons()

    kinds = set(request_.reminders.values_list("kind", flat=True))
    assert "person_identity" not in kinds


def test_staff_are_chased_for_proof_that_waits_to_be_looked_at(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    clock.advance(days=7)
    assert remind_staff() == 0
    send_proof(request_.submission, PROOF)
    clock.advance(days=21)  # 30 March, and due on 9 April

    assert remind_staff() == 1
    assert request_.reminders.filter(kind="before_14").exists()
