"""What stops the clock, starts it again and extends it, and which dates follow."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import Actor, subject_actor, user_actor
from registers_app.domain.roles import Role
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    AuditPayload,
    CaseLetter,
    Extension,
    IdentityCheck,
    IdentityMethod,
    RightsRequest,
    Suspension,
)
from requests_app.services.close import close_unidentified, reopen, withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.extend import extend
from requests_app.services.identity import ask_identity, fail_identity, settle_identity
from requests_app.services.perform import perform
from requests_app.services.redate import dates_of
from requests_app.services.resume import resume, void_suspension
from requests_app.services.suspend import ask_clarification, is_late, prompt_until
from tests.cases import acting, ask_for_identity, begin, handler_of, make_received, settle
from tests.clock import Clock
from tests.factories import make_controller, make_user
from tests.requests_app.admin.staff import case_url, signed_in, step_url, text_of

pytestmark = pytest.mark.django_db

DUE = date(2026, 4, 2)


@pytest.fixture
def request_(clock: Clock) -> AccessRequest:
    """Received on Monday 2 March, due on Thursday 2 April."""
    return make_received()


def again(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.get(pk=request.pk)


def staff(request: RightsRequest) -> Actor:
    return acting(request.controller)


def clarify(request: RightsRequest) -> Suspension:
    return ask_clarification(
        request.pk,
        question="Which years do you mean?",
        facts="Thirty years of records.",
        actor=staff(request),
    )


def stranger() -> Actor:
    return user_actor(make_user(make_controller()).pk)


def test_asking_for_proof_stops_the_clock(request_: AccessRequest, clock: Clock) -> None:
    clock.advance(days=1)
    ask_for_identity(request_)
    (suspension,) = request_.suspensions.all()
    waiting = again(request_)

    assert (suspension.ground, suspension.facts) == (
        "identity",
        "The address is not the one we hold.",
    )
    assert suspension.is_open
    assert (waiting.due_on, waiting.target_on) == (None, None)
    assert (waiting.safe_on, waiting.refuse_by) == (DUE, DUE)
    assert CaseLetter.objects.filter(request=request_, kind="identity_asked").count() == 1
    assert Notice.objects.filter(kind="identity_asked").count() == 1


def test_settling_identity_starts_the_clock_and_adds_the_days(
    request_: AccessRequest, clock: Clock
) -> None:
    clock.advance(days=1)
    ask_for_identity(request_)
    clock.advance(days=12)
    settle(request_)
    running = again(request_)

    assert not Suspension.objects.get(request=request_).is_open
    # Twelve days more than 2 April; the house's day is the working day before.
    assert (running.due_on, running.target_on) == (date(2026, 4, 14), date(2026, 4, 13))
    assert running.safe_on == DUE
    assert running.submission.identity_check.state == "settled"


def test_identity_that_is_not_in_doubt_moves_nothing(request_: AccessRequest) -> None:
    settle(request_)
    check = IdentityCheck.objects.get(submission=request_.submission)

    assert (check.state, check.method) == ("settled", "not_in_doubt")
    assert check.decided_by_id == staff(request_).id
    assert again(request_).due_on == DUE
    assert not Suspension.objects.exists()


def test_every_move_of_a_date_stands_in_the_audit(request_: AccessRequest, clock: Clock) -> None:
    ask_for_identity(request_)
    clock.advance(days=5)
    settle(request_)
    moves = AuditEntry.objects.filter(event="clock.redated").order_by("number")

    assert [entry.facts["due_on"] for entry in moves] == [
        ["2026-04-02", None],
        [None, "2026-04-07"],
    ]


def test_proof_that_was_not_enough_makes_the_time_ours_again(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    clock.advance(days=20)
    fail_identity(
        request_.submission.identity_check.pk, reason="Nothing came.", actor=staff(request_)
    )

    assert IdentityCheck.objects.get().state == "failed"
    # 2 April and the twenty days in which the question was open.
    assert again(request_).due_on == date(2026, 4, 22)
    assert close_unidentified(request_.pk, actor=staff(request_)).state == "unidentified"
    assert CaseLetter.objects.filter(request=request_, kind="unidentified").count() == 1


def test_proof_that_comes_after_all_settles_a_check_that_failed(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    check = request_.submission.identity_check.pk
    fail_identity(check, reason="Nothing came.", actor=staff(request_))
    clock.advance(days=3)
    settle(request_)

    assert IdentityCheck.objects.get().state == "settled"
    assert again(request_).due_on is not None


def test_nobody_is_closed_as_unidentified_before_proof_was_asked_for(
    request_: AccessRequest,
) -> None:
    with pytest.raises(NotPossible, match="has not failed"):
        close_unidentified(request_.pk, actor=staff(request_))
    with pytest.raises(NotPossible):
        fail_identity(request_.submission.identity_check.pk, reason="No.", actor=staff(request_))

    ask_for_identity(request_)
    with pytest.raises(NotPossible, match="has not failed"):
        close_unidentified(request_.pk, actor=staff(request_))


def test_proof_is_not_asked_for_in_a_closed_case(request_: AccessRequest) -> None:
    withdraw(request_.pk, statement="", actor=staff(request_))

    with pytest.raises(NotPossible):
        ask_for_identity(request_)
    assert IdentityCheck.objects.get().state == "open"


def test_identity_settled_while_a_case_is_closed_leaves_no_clock_standing_still(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    withdraw(request_.pk, statement="Never mind.", actor=staff(request_))
    clock.advance(days=2)
    settle(request_)
    supervisor = make_user(request_.controller, role=Role.SUPERVISOR)
    reopen(request_.pk, reason="The person came back.", actor=user_actor(supervisor.pk))

    assert not Suspension.objects.filter(ended_at=None).exists()
    assert again(request_).due_on == date(2026, 4, 7)


def test_a_doubt_that_comes_up_again_is_asked_anew(request_: AccessRequest, clock: Clock) -> None:
    settle(ask_for_identity(request_))
    check = request_.submission.identity_check.pk
    perform(IdentityCheck, check, "doubt_again", actor=staff(request_))
    ask_for_identity(request_)

    assert Suspension.objects.filter(request=request_).count() == 2
    assert Suspension.objects.filter(request=request_, ended_at=None).count() == 1


def test_a_clarification_stops_the_clock_until_the_answer(
    request_: AccessRequest, clock: Clock
) -> None:
    suspension = clarify(request_)
    assert again(request_).due_on is None

    clock.advance(days=7)
    resumed = resume(suspension.pk, actor=staff(request_))
    assert resumed.due_on == date(2026, 4, 9)
    with pytest.raises(NotPossible, match="runs already"):
        resume(suspension.pk, actor=staff(request_))


def test_two_waits_at_once_count_once(request_: AccessRequest, clock: Clock) -> None:
    suspension = clarify(request_)
    clock.advance(days=2)
    ask_for_identity(request_)
    clock.advance(days=3)
    assert resume(suspension.pk, actor=staff(request_)).due_on is None

    clock.advance(days=2)
    settle(request_)
    assert again(request_).due_on == date(2026, 4, 9)


def test_the_clock_does_not_wait_twice_for_the_same(request_: AccessRequest) -> None:
    clarify(request_)

    with pytest.raises(NotPossible, match="waits for this already"):
        clarify(request_)
    assert Suspension.objects.count() == 1


def test_a_voided_suspension_counts_for_nothing_and_stays(
    request_: AccessRequest, clock: Clock
) -> None:
    suspension = clarify(request_)
    clock.advance(days=7)
    voided = void_suspension(suspension.pk, reason="Only ten pages.", actor=staff(request_))
    suspension.refresh_from_db()

    assert voided.due_on == DUE
    assert (suspension.void_reason, suspension.is_open) == ("Only ten pages.", False)
    with pytest.raises(NotPossible, match="void already"):
        void_suspension(suspension.pk, reason="Again.", actor=staff(request_))
    with pytest.raises(NotPossible, match="runs already"):
        resume(suspension.pk, actor=staff(request_))


def test_a_suspension_that_ended_may_still_be_voided(request_: AccessRequest, clock: Clock) -> None:
    suspension = clarify(request_)
    clock.advance(days=7)
    resume(suspension.pk, actor=staff(request_))

    assert (
        void_suspension(suspension.pk, reason="Only ten pages.", actor=staff(request_)).due_on
        == DUE
    )


def test_a_closed_request_waits_for_nothing(request_: AccessRequest) -> None:
    withdraw(request_.pk, statement="", actor=staff(request_))

    with pytest.raises(NotPossible, match="closed"):
        clarify(request_)


def test_an_extension_gives_two_further_months_and_is_told(request_: AccessRequest) -> None:
    extend(request_.pk, reason="Forty systems.", actor=staff(request_))
    extended = again(request_)

    assert (extended.due_on, extended.target_on) == (date(2026, 6, 2), date(2026, 6, 1))
    # A refusal has its own month, which nothing extends (GDPR Art. 12(4)).
    assert (extended.refuse_by, extended.safe_on) == (DUE, DUE)
    (letter,) = CaseLetter.objects.filter(request=request_, kind="extended")
    assert "Forty systems." in letter.text
    assert Notice.objects.filter(kind="extended").count() == 1


def test_a_shorter_extension_is_promised_and_worked_to_and_the_lawful_day_stays(
    request_: AccessRequest,
) -> None:
    client = signed_in(handler_of(request_.controller))
    url = step_url(request_, "extend")
    fields = {"reason": "Forty systems.", "cause": "scattered"}
    for day in ("2026-04-02", "2026-06-03"):
        refused = client.post(url, {**fields, "promised_on": day})
        assert "lies after the first month, and within three" in text_of(refused)

    client.post(url, {**fields, "promised_on": "2026-04-26"})

    extended = again(request_)
    # 26 April is a Sunday: the house works to the Friday before it.
    assert (extended.due_on, extended.target_on) == (date(2026, 6, 2), date(2026, 4, 24))
    (letter,) = CaseLetter.objects.filter(request=request_, kind="extended")
    assert "by 26 April 2026. The law gives us until 2 June 2026" in letter.text
    assert "We will answer by 26 April 2026." in Notice.objects.get(kind="extended").text
    page = text_of(client.get(case_url(request_)))
    assert "An answer was promised by 26 April 2026." in page
    assert "an answer was promised by 26 April 2026, earlier than the law demands" in page


def test_an_extension_is_given_once(request_: AccessRequest) -> None:
    extend(request_.pk, reason="Forty systems.", actor=staff(request_))

    with pytest.raises(NotPossible, match="only once"):
        extend(request_.pk, reason="Forty more.", actor=staff(request_))
    assert Extension.objects.count() == 1


def test_an_extension_is_told_on_the_last_day_at_the_latest(
    request_: AccessRequest, clock: Clock
) -> None:
    # 23:30 in Helsinki on the due day, and then the first minute after it.
    clock.set(datetime(2026, 4, 2, 20, 30, tzinfo=UTC))
    other = make_received(request_.controller, received_at=request_.submission.received_at)
    extend(request_.pk, reason="Forty systems.", actor=staff(request_))
    assert again(request_).due_on == date(2026, 6, 2)

    clock.set(datetime(2026, 4, 2, 21, 1, tzinfo=UTC))
    with pytest.raises(NotPossible, match="first month is over"):
        extend(other.pk, reason="Forty systems.", actor=staff(other))
    assert again(other).due_on == DUE


def test_while_the_clock_stands_still_an_extension_is_in_time(
    request_: AccessRequest, clock: Clock
) -> None:
    ask_for_identity(request_)
    clock.advance(days=60)
    extend(request_.pk, reason="Forty systems.", actor=staff(request_))
    assert again(request_).due_on is None

    clock.advance(days=1)
    settle(request_)
    # 2 June and the 61 days that the clock stood still; 2 August is a Sunday.
    assert again(request_).due_on == date(2026, 8, 3)


def test_a_closed_request_is_not_extended(request_: AccessRequest) -> None:
    withdraw(request_.pk, statement="", actor=staff(request_))

    with pytest.raises(NotPossible, match="closed"):
        extend(request_.pk, reason="Forty systems.", actor=staff(request_))


@pytest.mark.parametrize(
    "act",
    [
        lambda request, actor: ask_identity(
            request.submission.identity_check.pk, doubt="x", what_is_asked="x", actor=actor
        ),
        lambda request, actor: settle_identity(
            request.submission.identity_check.pk,
            method=IdentityMethod.NOT_IN_DOUBT,
            reason="x",
            actor=actor,
        ),
        lambda request, actor: ask_clarification(request.pk, question="x", facts="x", actor=actor),
        lambda request, actor: extend(request.pk, reason="x", actor=actor),
        lambda request, actor: resume(request.suspensions.get().pk, actor=actor),
        lambda request, actor: void_suspension(
            request.suspensions.get().pk, reason="x", actor=actor
        ),
    ],
)
def test_only_those_who_handle_requests_touch_the_clock(act: Any, request_: AccessRequest) -> None:
    clarify(begin(request_))
    before = again(request_).due_on

    for actor in (stranger(), subject_actor(request_.submission_id)):
        with pytest.raises(NotPermitted):
            act(request_, actor)
    assert again(request_).due_on == before


LATE = {"why_late": "Her letter lay in a branch office; it was found today."}


def test_a_question_is_prompt_for_five_working_days(request_: AccessRequest, clock: Clock) -> None:
    assert prompt_until(request_) == date(2026, 3, 9)
    clock.set(datetime(2026, 3, 9, 20, tzinfo=UTC))
    assert not is_late(request_)
    clock.set(datetime(2026, 3, 9, 22, 30, tzinfo=UTC))  # Tuesday half past midnight here
    assert is_late(request_)


@pytest.mark.parametrize("why_late", ["", "  \n"])
def test_a_late_question_without_a_reason_in_writing_stops_nothing(
    request_: AccessRequest, clock: Clock, why_late: str
) -> None:
    clock.set(datetime(2026, 3, 10, 9, tzinfo=UTC))
    check = IdentityCheck.objects.get(submission=request_.submission_id)
    actor = staff(request_)
    with pytest.raises(NotPossible, match="comes late"):
        ask_identity(
            check.pk, doubt="Another address.", what_is_asked="x", why_late=why_late, actor=actor
        )
    with pytest.raises(NotPossible, match="comes late"):
        ask_clarification(request_.pk, question="x", facts="x", why_late=why_late, actor=actor)
    assert not Suspension.objects.exists()
    assert again(request_).due_on == DUE
    check.refresh_from_db(fields=["doubt"])
    assert check.doubt == ""


def test_a_late_question_with_its_reason_stops_the_clock_and_both_dates_stay_known(
    request_: AccessRequest, clock: Clock
) -> None:
    clock.set(datetime(2026, 3, 10, 9, tzinfo=UTC))
    suspension = ask_clarification(
        request_.pk, question="x", facts="x", actor=staff(request_), **LATE
    )
    clock.set(datetime(2026, 3, 17, 9, tzinfo=UTC))
    resume(suspension.pk, actor=staff(request_))
    dates = dates_of(again(request_))
    assert suspension.why_late == LATE["why_late"]
    assert (dates.due_on, dates.due_without_suspension) == (date(2026, 4, 9), DUE)
    assert any(step.rule == "asked_late" for step in dates.steps)
    assert AuditPayload.objects.filter(content__why_late=LATE["why_late"]).exists()


def test_in_the_united_kingdom_a_late_question_needs_no_reason(clock: Clock) -> None:
    controller = make_controller(
        country="GB", regime="UK", time_zone="Europe/London", calendar="GB-ENG"
    )
    request = make_received(controller)
    clock.set(datetime(2026, 3, 20, 9, tzinfo=UTC))
    assert prompt_until(request) is None
    assert ask_clarification(request.pk, question="x", facts="x", actor=staff(request))


def test_the_page_asks_for_the_reason_only_when_the_question_is_late(
    request_: AccessRequest, clock: Clock
) -> None:
    client = signed_in(handler_of(request_.controller))
    address = step_url(request_, "ask-clarification")
    page = text_of(client.get(address))
    assert "Why do you ask only now?" not in page
    assert "9 March 2026" in page
    clock.set(datetime(2026, 3, 10, 9, tzinfo=UTC))
    page = text_of(client.get(address))
    assert "Why do you ask only now?" in page
    assert "2 April 2026" in page
    typed = {"question": "Which years?", "quantity": "Thirty years."}
    kept = text_of(client.post(address, typed))
    assert "Which years?" in kept
    assert not Suspension.objects.exists()
    client.post(address, {**typed, **LATE})
    assert Suspension.objects.get().why_late == LATE["why_late"]
    assert LATE["why_late"] in text_of(client.get(case_url(request_)))


def test_what_is_typed_into_the_reason_while_the_question_is_prompt_is_not_kept(
    request_: AccessRequest,
) -> None:
    client = signed_in(handler_of(request_.controller))
    client.post(
        step_url(request_, "ask-clarification"),
        {"question": "Which years?", "quantity": "Thirty years.", **LATE},
    )
    assert Suspension.objects.get().why_late == ""


def test_an_extension_between_the_safe_and_the_last_day_is_possible_and_warned_of(
    clock: Clock,
) -> None:
    clock.set(datetime(2026, 1, 15, 9, tzinfo=UTC))
    request = make_received()  # safe until Friday 13, due on Monday 16 February
    client = signed_in(handler_of(request.controller))
    clock.set(datetime(2026, 2, 13, 9, tzinfo=UTC))
    assert "This may be disputed" not in text_of(client.get(step_url(request, "extend")))
    clock.set(datetime(2026, 2, 16, 9, tzinfo=UTC))
    page = text_of(signed_in(handler_of(request.controller)).get(step_url(request, "extend")))
    assert "This may be disputed" in page
    assert extend(request.pk, reason="Forty systems.", actor=staff(request))
