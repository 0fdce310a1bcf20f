"""What is told waits some minutes: it can be undone, and until then nothing has happened."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.domain.roles import Role
from requests_app.admin.pending import take, take_pending_steps
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    Extension,
    IdentityCheck,
    PendingStep,
    RightsRequest,
    StepEnd,
)
from requests_app.services.close import withdraw
from requests_app.services.turn_back import turnable
from tests.cases import begin, collect_all, handler_of, make_received, settle
from tests.clock import Clock
from tests.factories import make_user
from tests.requests_app.admin.staff import case_url, signed_in, step_url, text_of

pytestmark = pytest.mark.django_db
WORDS = "Neljä järjestelmää on käytävä läpi."
FORM = {"reason": WORDS, "cause": "scattered"}
NOON = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _steps_wait(clock: Clock) -> Iterator[None]:
    clock.set(NOON)
    with override_settings(UNDO_MINUTES=10):
        yield


@pytest.fixture
def case() -> RightsRequest:
    return begin(make_received(received_at=NOON - timedelta(days=5)))


@pytest.fixture
def me(case: RightsRequest) -> Client:
    return signed_in(handler_of(case.controller))


def extended(case: RightsRequest) -> bool:
    return Extension.objects.filter(request=case).exists()


def press(client: Client, case: RightsRequest, button: str) -> str:
    pending = PendingStep.objects.latest("pk")
    url = reverse("admin:case_pending", args=[case.pk, pending.pk])
    return text_of(client.post(url, {button: "1"}, follow=True))


def test_a_step_that_tells_the_person_waits_and_is_shown_with_its_time(
    case: RightsRequest, me: Client
) -> None:
    assert "At 12:10. Until then you can undo it" in text_of(me.get(step_url(case, "extend")))
    page = text_of(me.post(step_url(case, "extend"), FORM, follow=True))
    assert "It waits until 12:10." in page
    assert "“Extend the time” waits until 3 March 2026 at 12:10" in page.replace("\xa0", " ")
    assert not extended(case)
    assert not Notice.objects.filter(kind="extended").exists()
    assert not CaseLetter.objects.filter(kind="extended").exists()


def test_what_is_undone_never_happened_and_its_words_come_back(
    case: RightsRequest, me: Client
) -> None:
    me.post(step_url(case, "extend"), FORM)
    page = press(me, case, "undo")
    assert "Undone: nothing was done, and nobody was told." in page
    assert WORDS in page
    assert f'action="{step_url(case, "extend")}"' in page
    pending = PendingStep.objects.get()
    assert (pending.end, bytes(pending.sealed_form)) == (StepEnd.UNDONE, b"")
    take_pending_steps()
    assert not extended(case)
    events = AuditEntry.objects.filter(request_id=case.pk).values_list("event", flat=True)
    assert {"step.waits", "step.undone"} <= set(events)
    assert "undid a step before anybody was told: Extend the time" in text_of(
        me.get(case_url(case))
    )


def test_a_worker_takes_it_when_its_time_has_come_and_the_clock_counts_from_then(
    case: RightsRequest, me: Client, clock: Clock
) -> None:
    me.post(step_url(case, "extend"), FORM)
    clock.set(NOON + timedelta(minutes=9))
    take_pending_steps()
    assert not extended(case)
    clock.set(NOON + timedelta(minutes=11))
    take_pending_steps()
    take_pending_steps()
    assert Extension.objects.get(request=case).notified_at >= NOON + timedelta(minutes=11)
    entry = AuditEntry.objects.get(event="clock.extended")
    assert entry.actor_id == handler_of(case.controller).pk
    assert Notice.objects.filter(kind="extended").count() == 1
    assert "cannot be undone any more" in press(me, case, "undo")
    assert extended(case)


def test_nobody_has_to_wait(case: RightsRequest, me: Client) -> None:
    me.post(step_url(case, "extend"), FORM)
    assert "The time was extended and the person was told." in press(me, case, "now")
    assert extended(case)
    assert "was not possible any more" in press(me, case, "now")
    hurried = AuditEntry.objects.get(event="step.hurried")
    assert hurried.actor_id == handler_of(case.controller).pk


def test_what_became_impossible_is_not_done_and_whoever_took_it_is_told(
    case: RightsRequest, me: Client, clock: Clock
) -> None:
    me.post(step_url(case, "extend"), FORM)
    withdraw(case.pk, statement="En tarvitse.", actor=subject_actor(case.submission_id))
    clock.set(NOON + timedelta(minutes=11))
    take_pending_steps()
    assert not extended(case)
    assert PendingStep.objects.get().end == StepEnd.REFUSED
    told = Notice.objects.get(kind="staff_step_refused")
    assert told.to_address == handler_of(case.controller).email
    assert "was not taken" in text_of(me.get(case_url(case)))


def test_what_would_be_refused_is_refused_at_once(case: RightsRequest, me: Client) -> None:
    page = text_of(me.post(step_url(case, "extend"), {**FORM, "promised_on": "2026-03-04"}))
    assert "The day that is promised lies after the first month" in page
    assert WORDS in page
    assert not PendingStep.objects.exists()


@pytest.mark.parametrize(
    ("received_days", "taken_at"),
    [
        (28, NOON + timedelta(hours=1)),  # the last day of the month of the law
        (5, datetime(2026, 3, 3, 21, 55, tzinfo=UTC)),  # 23.55 in Helsinki
    ],
)
def test_on_a_last_day_and_before_midnight_nothing_waits(
    clock: Clock, received_days: int, taken_at: datetime
) -> None:
    case = begin(make_received(received_at=NOON - timedelta(days=received_days)))
    me = signed_in(handler_of(case.controller))
    clock.set(taken_at)
    assert "At once: it cannot be undone." in text_of(me.get(step_url(case, "extend")))
    me.post(step_url(case, "extend"), FORM)
    assert extended(case)
    assert not PendingStep.objects.exists()


def test_what_tells_nobody_and_what_protects_the_person_waits_for_nothing(me: Client) -> None:
    case = make_received(controller=RightsRequest.objects.get().controller)
    me.post(step_url(case, "assess"))
    assert RightsRequest.objects.get(pk=case.pk).state == "assessing"
    assert not PendingStep.objects.exists()


def test_one_step_waits_at_a_time_and_a_double_click_makes_one(
    case: RightsRequest, me: Client
) -> None:
    for _ in range(2):
        page = text_of(me.post(step_url(case, "extend"), FORM, follow=True))
    assert "Another step of this request waits" in page
    assert PendingStep.objects.count() == 1


def test_a_colleague_may_undo_it_and_who_only_reads_may_not(
    case: RightsRequest, me: Client
) -> None:
    me.post(step_url(case, "extend"), FORM)
    dpo = signed_in(make_user(case.controller, role=Role.DPO))
    press(dpo, case, "undo")
    assert PendingStep.objects.get().ended_at is None
    assert "Undone" in press(signed_in(make_user(case.controller)), case, "undo")


def test_a_taker_whose_account_was_closed_takes_nothing(case: RightsRequest, me: Client) -> None:
    me.post(step_url(case, "extend"), FORM)
    handler = handler_of(case.controller)
    handler.is_active = False
    handler.save()
    assert take(PendingStep.objects.get().pk) == ""
    assert not extended(case)


def test_the_form_is_kept_sealed(case: RightsRequest, me: Client) -> None:
    me.post(step_url(case, "extend"), FORM)
    pending = PendingStep.objects.get()
    assert WORDS.encode() not in bytes(pending.sealed_form)
    assert pending.leaves_at > now()


def test_what_destroys_or_sets_others_to_work_waits_though_the_person_is_told_nothing(
    case: RightsRequest, me: Client, clock: Clock
) -> None:
    assert "At 12:10. Until then you can undo it" in text_of(me.get(step_url(case, "collect")))
    page = text_of(me.post(step_url(case, "collect"), follow=True))
    assert "It waits until 12:10." in page
    assert not case.tasks.exists()
    press(me, case, "undo")
    assert RightsRequest.objects.get(pk=case.pk).state == "assessing"
    settled = {"method": "known_channel", "reason": "The address that we have held for years."}
    me.post(step_url(case, "settle-identity"), settled)
    assert IdentityCheck.objects.get(submission=case.submission_id).state == "open"
    clock.set(NOON + timedelta(minutes=11))
    take_pending_steps()
    assert IdentityCheck.objects.get(submission=case.submission_id).state == "settled"


def undo_last(client: Client, case: RightsRequest) -> str:
    found = turnable(RightsRequest.objects.get(pk=case.pk))
    number = found.number if found else 0
    url = reverse("admin:case_turn_back", args=[case.pk])
    return text_of(client.post(url, {"number": number}, follow=True))


def test_another_handler_is_taken_back_until_somebody_does_more(
    case: RightsRequest, me: Client
) -> None:
    other = make_user(case.controller)
    before = RightsRequest.objects.get(pk=case.pk).assignee_id
    assert "You can undo it on the case page" in text_of(me.get(step_url(case, "assign")))
    page = text_of(me.post(step_url(case, "assign"), {"handler": other.pk}, follow=True))
    assert "Done: “Choose the handler”" in page
    assert "Taken back: Choose the handler." in undo_last(me, case)
    assert RightsRequest.objects.get(pk=case.pk).assignee_id == before
    assert AuditEntry.objects.filter(event="step.turned_back").count() == 1
    assert "cannot be undone any more" in undo_last(me, case)

    me.post(step_url(case, "assign"), {"handler": other.pk})
    me.post(step_url(case, "write-note"), {"text": "She called."})
    assert "cannot be undone any more" in undo_last(me, case)
    assert RightsRequest.objects.get(pk=case.pk).assignee_id == other.pk


def test_reviewing_and_collecting_are_turned_back_within_ten_minutes(
    case: RightsRequest, me: Client, clock: Clock
) -> None:
    def state() -> str:
        return str(RightsRequest.objects.get(pk=case.pk).state)

    missing = {"reason": "One system is missing."}
    collect_all(settle(case))  # type: ignore[arg-type]
    assert "Taken back" in undo_last(me, case)
    assert state() == "collecting"
    me.post(step_url(case, "review"))
    me.post(step_url(case, "collect-more"), missing)
    assert "Taken back" in undo_last(me, case)
    assert state() == "reviewing"
    me.post(step_url(case, "collect-more"), missing)
    clock.set(NOON + timedelta(minutes=11))
    assert "cannot be undone any more" in undo_last(me, case)
    assert state() == "collecting"


def test_who_only_reads_turns_nothing_back(case: RightsRequest, me: Client) -> None:
    other = make_user(case.controller)
    me.post(step_url(case, "assign"), {"handler": other.pk})
    dpo = signed_in(make_user(case.controller, role=Role.DPO))
    assert "Done: “" not in text_of(dpo.get(case_url(case)))
    undo_last(dpo, case)
    assert RightsRequest.objects.get(pk=case.pk).assignee_id == other.pk


def test_a_step_says_beforehand_whether_it_can_be_undone(case: RightsRequest, me: Client) -> None:
    for step, words in (
        ("refuse", "At 12:10. Until then you can undo it on the case page."),
        ("write-note", "At once. A note is never changed; another can put it right."),
        ("protect-identity", "At once: it cannot be undone."),
    ):
        assert words in text_of(me.get(step_url(case, step))), step
