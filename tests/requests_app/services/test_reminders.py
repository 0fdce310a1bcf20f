"""Who is reminded of what, on which local day, and never twice."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices_app.models import Notice
from registers_app.domain.actors import user_actor
from registers_app.domain.ladder import STANDARD
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.domain.reminders import (
    CONFIRM_DAYS_AFTER,
    QUESTION_DAYS_AFTER,
)
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    Channel,
    LinkPurpose,
    PersonLink,
    Reminder,
    ReminderKind,
)
from requests_app.services.assign import assign
from requests_app.services.close import reopen, withdraw
from requests_app.services.confirm_email import confirm_email
from requests_app.services.extend import extend
from requests_app.services.remind_persons import remind_persons
from requests_app.services.remind_staff import remind_staff
from requests_app.services.resume import resume
from requests_app.services.suspend import ask_clarification
from tests.cases import acting, ask_for_identity, make_received, settle
from tests.clock import Clock
from tests.factories import at_any_hour, make_controller, make_user

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DUE = date(2026, 4, 2)
STAFF_KINDS = ("staff_before", "staff_today", "staff_late")


@pytest.fixture
def office(clock: Clock) -> Controller:
    """An organisation in Helsinki with a handler and a supervisor."""
    controller = make_controller()
    make_user(controller)
    make_user(controller, role=Role.SUPERVISOR)
    return at_any_hour(controller)


def morning(clock: Clock, day: date) -> None:
    """Nine o'clock in Helsinki, in winter and (ten) in summer."""
    clock.set(datetime(day.year, day.month, day.day, 7, tzinfo=UTC))


def sent_on(clock: Clock, day: date, sweep: Callable[[], int] = remind_staff) -> list[str]:
    """The kinds of reminders that a sweep sends on a day."""
    morning(clock, day)
    known = set(Reminder.objects.values_list("pk", flat=True))
    sweep()
    return sorted(Reminder.objects.exclude(pk__in=known).values_list("kind", flat=True))


def staff_mails() -> Counter[str]:
    return Counter(Notice.objects.filter(kind__in=STAFF_KINDS).values_list("to_address", flat=True))


# --- Staff ------------------------------------------------------------------------------------


def test_staff_are_reminded_step_by_step_and_daily_when_late(
    office: Controller, clock: Clock
) -> None:
    make_received(office)
    sent: dict[date, list[str]] = {}
    day = RECEIVED
    while day < DUE + timedelta(days=4):
        if kinds := sent_on(clock, day):
            sent[day] = kinds
        day += timedelta(days=1)

    assert sent == {
        date(2026, 3, 19): ["before_14"],
        date(2026, 3, 26): ["before_7"],
        date(2026, 3, 30): ["before_3"],
        date(2026, 4, 1): ["before_1"],
        date(2026, 4, 2): ["on_the_day"],
        date(2026, 4, 3): ["late"],
        date(2026, 4, 4): ["late"],
        date(2026, 4, 5): ["late"],
    }


def test_the_ladder_is_the_one_that_is_written_down() -> None:
    kinds = {f"before_{days}" for days in STANDARD.staff_days}

    assert kinds == {kind for kind in ReminderKind.values if kind.startswith("before_")}
    assert (CONFIRM_DAYS_AFTER, QUESTION_DAYS_AFTER) == ((3, 10), (14,))


def test_a_second_sweep_on_the_same_day_sends_nothing(office: Controller, clock: Clock) -> None:
    make_received(office)
    morning(clock, date(2026, 3, 19))

    assert remind_staff() == 1
    told = Notice.objects.count()
    assert remind_staff() == 0
    clock.advance(hours=10)
    assert remind_staff() == 0
    assert Notice.objects.count() == told


def test_handlers_and_supervisors_are_reminded_and_nobody_else(
    office: Controller, clock: Clock
) -> None:
    make_user(office, role=Role.REGISTER_EDITOR)
    make_user(office, is_active=False)
    make_user(make_controller())
    make_received(office)
    sent_on(clock, date(2026, 3, 26))

    expected = office.memberships.filter(
        role__in=["handler", "supervisor"], user__is_active=True
    ).values_list("user__email", flat=True)
    assert staff_mails() == Counter(expected)


def test_whoever_has_the_case_is_reminded_instead_of_every_handler(
    office: Controller, clock: Clock
) -> None:
    mine = make_user(office)
    request = make_received(office)
    assign(request.pk, assignee=mine, actor=acting(office))
    sent_on(clock, date(2026, 3, 26))

    supervisor = office.memberships.get(role="supervisor").user
    assert staff_mails() == Counter([mine.email, supervisor.email])


def test_somebody_who_handles_and_supervises_is_reminded_once(clock: Clock) -> None:
    controller = make_controller()
    user = make_user(controller)
    controller.memberships.create(user=user, role=Role.SUPERVISOR.value)
    make_received(controller)
    sent_on(clock, date(2026, 3, 26))

    assert staff_mails() == Counter([user.email])


def test_a_reminder_says_how_many_days_are_left_or_over(office: Controller, clock: Clock) -> None:
    make_received(office)
    # Two days before the due day, after the step of three days was missed.
    sent_on(clock, date(2026, 3, 31))
    before = Notice.objects.filter(kind="staff_before").first()
    sent_on(clock, DUE + timedelta(days=12))
    late = Notice.objects.filter(kind="staff_late").first()

    assert before is not None
    assert late is not None
    assert before.subject.startswith("To be answered within 2 days: ")
    assert late.subject.startswith("12 days late: ")


def test_after_thirty_days_of_downtime_only_the_latest_step_is_sent(
    office: Controller, clock: Clock
) -> None:
    make_received(office)

    assert sent_on(clock, RECEIVED + timedelta(days=30)) == ["before_1"]
    assert sent_on(clock, DUE + timedelta(days=30)) == ["late"]
    (late,) = Reminder.objects.filter(kind="late")
    assert late.reminder_on == DUE + timedelta(days=30)


def test_nobody_is_chased_while_the_clock_waits_for_the_person(
    office: Controller, clock: Clock
) -> None:
    request = make_received(office)
    ask_for_identity(request)
    day = RECEIVED
    while day < DUE + timedelta(days=40):
        assert sent_on(clock, day) == []
        day += timedelta(days=5)


def test_the_ladder_begins_anew_from_the_new_target(office: Controller, clock: Clock) -> None:
    request = make_received(office)
    assert sent_on(clock, date(2026, 3, 19)) == ["before_14"]
    extend(request.pk, reason="Forty systems.", actor=acting(office))

    # Due on 2 June, so the house works to 1 June.
    assert sent_on(clock, DUE + timedelta(days=1)) == []
    assert sent_on(clock, date(2026, 5, 18)) == ["before_14"]
    assert sent_on(clock, date(2026, 6, 1)) == ["on_the_day"]
    assert sent_on(clock, date(2026, 6, 2)) == []
    assert sent_on(clock, date(2026, 6, 3)) == ["late"]


def test_nobody_is_chased_for_a_closed_request_and_again_when_it_is_reopened(
    office: Controller, clock: Clock
) -> None:
    request = make_received(office)
    withdraw(request.pk, statement="", actor=acting(office))
    assert sent_on(clock, DUE + timedelta(days=1)) == []

    supervisor = office.memberships.get(role="supervisor").user
    reopen(request.pk, reason="Complaint.", actor=user_actor(supervisor.pk))
    assert sent_on(clock, DUE + timedelta(days=1)) == ["late"]


def test_every_organisation_has_its_own_midnight(clock: Clock) -> None:
    helsinki = make_controller()
    stockholm = make_controller(country="SE", time_zone="Europe/Stockholm", calendar="SE")
    for controller in (helsinki, stockholm):
        at_any_hour(controller)
        make_user(controller)
        make_received(controller)

    # 00:30 on 19 March in Helsinki is 23:30 on the 18th in Stockholm.
    clock.set(datetime(2026, 3, 18, 22, 30, tzinfo=UTC))
    assert remind_staff() == 1
    assert Reminder.objects.get().request.controller == helsinki

    clock.set(datetime(2026, 3, 18, 23, 30, tzinfo=UTC))
    assert remind_staff() == 1
    assert Reminder.objects.filter(request__controller=stockholm).count() == 1
    assert set(Reminder.objects.values_list("reminder_on", flat=True)) == {date(2026, 3, 19)}


def test_a_reminder_stands_in_the_audit(office: Controller, clock: Clock) -> None:
    request = make_received(office)
    sent_on(clock, date(2026, 3, 19))
    entry = AuditEntry.objects.get(event="reminder.sent")

    assert (entry.request_id, entry.actor_kind) == (request.pk, "system")
    assert entry.facts == {"kind": "before_14", "on": "2026-03-19"}


def test_more_requests_than_a_batch_are_all_reminded_of(
    office: Controller, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests_app.services.remind_staff.BATCH", 2)
    for _ in range(5):
        make_received(office)
    morning(clock, date(2026, 3, 19))

    assert remind_staff() == 5
    assert Reminder.objects.count() == 5


@pytest.mark.parametrize("sweep", [remind_staff, remind_persons])
def test_finding_what_is_missing_costs_the_same_however_many_there_are(
    sweep: Callable[[], int], office: Controller, clock: Clock
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert sweep() == 0
        return len(captured)

    make_received(office)
    few = statements()
    for _ in range(4):
        controller = at_any_hour(make_controller())
        make_received(controller)
        make_received(controller)

    assert statements() == few


# --- Persons ----------------------------------------------------------------------------------


def unconfirmed(clock: Clock, day: int) -> list[str]:
    return sent_on(clock, RECEIVED + timedelta(days=day), remind_persons)


def test_an_unconfirmed_address_is_asked_about_on_two_days(
    office: Controller, clock: Clock
) -> None:
    request = make_received(office)
    sent = {day: kinds for day in range(30) if (kinds := unconfirmed(clock, day))}

    assert sent == {3: ["person_confirm"], 10: ["person_confirm"]}
    mails = Notice.objects.filter(kind="confirm_reminder")
    assert {mail.to_address for mail in mails} == {request.submission.email}
    # Each has a link of its own, since the first may have been lost.
    assert PersonLink.objects.filter(purpose=LinkPurpose.CONFIRM).count() == 3


def test_of_two_missed_reminders_to_confirm_the_later_is_sent(
    office: Controller, clock: Clock
) -> None:
    make_received(office)

    assert unconfirmed(clock, 20) == ["person_confirm"]
    assert Reminder.objects.get().reminder_on == RECEIVED + timedelta(days=10)
    assert unconfirmed(clock, 21) == []


def test_whoever_confirmed_is_left_alone(office: Controller, clock: Clock) -> None:
    make_received(office)
    assert unconfirmed(clock, 3) == ["person_confirm"]
    link = PersonLink.objects.filter(purpose=LinkPurpose.CONFIRM).first()
    assert link is not None
    confirm_email(link)

    assert unconfirmed(clock, 10) == []


def test_who_wrote_a_letter_is_not_asked_to_confirm(office: Controller, clock: Clock) -> None:
    make_received(office, channel=Channel.LETTER)

    assert unconfirmed(clock, 10) == []


def test_a_closed_case_asks_the_person_nothing(office: Controller, clock: Clock) -> None:
    request = make_received(office)
    ask_for_identity(request)
    withdraw(request.pk, statement="", actor=acting(office))

    assert unconfirmed(clock, 14) == []


def test_a_question_is_asked_again_after_fourteen_days(office: Controller, clock: Clock) -> None:
    request = make_received(office, channel=Channel.EMAIL)
    clock.advance(days=1)
    ask_for_identity(request)

    sent = {day: kinds for day in range(2, 40) if (kinds := unconfirmed(clock, day))}
    assert sent == {15: ["person_identity"]}
    assert Notice.objects.filter(kind="identity_reminder").count() == 1


def test_a_clarification_is_asked_for_again_and_not_after_the_answer(
    office: Controller, clock: Clock
) -> None:
    waiting, answered = (make_received(office, channel=Channel.EMAIL) for _ in range(2))
    questions = [
        ask_clarification(
            request.pk, question="Which years?", facts="Thirty years.", actor=acting(office)
        )
        for request in (waiting, answered)
    ]
    clock.advance(days=5)
    resume(questions[1].pk, actor=acting(office))

    assert unconfirmed(clock, 14) == ["person_clarify"]
    assert Reminder.objects.get().request == waiting


def test_a_second_sweep_asks_the_person_nothing_again(office: Controller, clock: Clock) -> None:
    ask_for_identity(make_received(office))
    morning(clock, RECEIVED + timedelta(days=14))

    assert remind_persons() == 2
    assert remind_persons() == 0


def test_a_person_is_asked_on_the_organisations_own_day(clock: Clock) -> None:
    swedish = make_controller(country="SE", time_zone="Europe/Stockholm", calendar="SE")
    for controller in (make_controller(), swedish):
        make_received(at_any_hour(controller))

    clock.set(datetime(2026, 3, 4, 22, 30, tzinfo=UTC))
    assert remind_persons() == 1
    clock.set(datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    assert remind_persons() == 1


def test_a_question_that_was_answered_is_not_asked_again(office: Controller, clock: Clock) -> None:
    request: AccessRequest = make_received(office, channel=Channel.EMAIL)
    ask_for_identity(request)
    clock.advance(days=2)
    settle(request)

    assert unconfirmed(clock, 14) == []


def test_a_mail_to_a_person_tells_nothing_but_name_and_reference(
    office: Controller, clock: Clock
) -> None:
    ask_for_identity(make_received(office, identifiers="Customer 4711", about="My son Matti"))
    unconfirmed(clock, 14)
    texts: list[Any] = list(
        Notice.objects.filter(kind__endswith="_reminder").values_list("text", "html", "subject")
    )

    assert len(texts) == 2
    assert "4711" not in str(texts)
    assert "Matti" not in str(texts)
    assert "not the one we hold" not in str(texts)
