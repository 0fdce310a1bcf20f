"""Each organisation's ladder, quiet hours and morning mail; each reminder still exactly once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.ladder import Ladder
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership, ReminderPlan, User
from requests_app.models import Reminder
from requests_app.services.assign import assign
from requests_app.services.collect import collect
from requests_app.services.morning_digest import mail_digests
from requests_app.services.remind_owners import remind_owners
from requests_app.services.remind_persons import remind_persons
from requests_app.services.remind_staff import remind_staff
from requests_app.tasks import remind
from tests.cases import acting, begin, handler_of, make_received
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.roles.desk import signed_in
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db

# Received on Monday 2 March 2026; due on Thursday 2 April.
TARGET = date(2026, 4, 2)
SATURDAY, SUNDAY, MONDAY = date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)


@pytest.fixture
def office(clock: Clock) -> Controller:
    """An organisation in Helsinki with a handler, a supervisor and a DPO."""
    controller = make_controller()
    for role in (Role.HANDLER, Role.SUPERVISOR, Role.DPO):
        make_user(controller, role=role)
    return controller


def plan(office: Controller, **columns: object) -> ReminderPlan:
    return ReminderPlan.objects.create(controller=office, **columns)


def told_on(clock: Clock, day: date, *, hour: int = 7) -> list[str]:
    """Who is mailed by a sweep on a day, at an hour of UTC: the roles."""
    clock.set(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
    known = set(Notice.objects.values_list("pk", flat=True))
    remind_staff()
    addresses = Notice.objects.exclude(pk__in=known).values_list("to_address", flat=True)
    users = User.objects.filter(email__in=addresses)
    return sorted(users.values_list("memberships__role", flat=True))


def before(days: int) -> date:
    return TARGET - timedelta(days=days)


def test_each_role_has_its_own_steps(office: Controller, clock: Clock) -> None:
    plan(
        office,
        handler_days=[10, 2],
        supervisor_days=[2],
        dpo_days=[1],
        working_days_only=False,
    )
    make_received(office)
    told = {days: told_on(clock, before(days)) for days in range(14, -2, -1)}
    assert {days: roles for days, roles in told.items() if roles} == {
        10: ["handler"],
        2: ["handler", "supervisor"],
        1: ["dpo"],
        0: ["dpo", "handler", "supervisor"],
        -1: ["dpo", "handler", "supervisor"],
    }


def test_after_downtime_each_role_hears_its_own_latest_step_once(
    office: Controller, clock: Clock
) -> None:
    plan(office, handler_days=[7, 3], supervisor_days=[7], dpo_days=[], working_days_only=False)
    make_received(office)
    assert told_on(clock, before(2)) == ["handler", "supervisor"]
    assert told_on(clock, before(2)) == []
    assert Reminder.objects.count() == 1


def test_without_a_plan_staff_are_reminded_on_working_days_from_eight_to_five(
    office: Controller, clock: Clock
) -> None:
    make_received(office)
    assert told_on(clock, before(14), hour=5) == []  # seven o'clock in Helsinki
    assert told_on(clock, before(14), hour=6) == ["handler", "supervisor"]
    assert told_on(clock, before(7), hour=15) == []
    assert told_on(clock, SATURDAY) == []
    assert told_on(clock, MONDAY) == ["handler", "supervisor"]


def test_without_a_plan_persons_are_left_alone_at_night(office: Controller, clock: Clock) -> None:
    make_received(office)
    clock.set(datetime(2026, 3, 7, 18, tzinfo=UTC))  # Saturday, eight in the evening in Helsinki
    assert remind_persons() == 0
    clock.set(datetime(2026, 3, 7, 17, tzinfo=UTC))
    assert remind_persons() == 1


def test_nobody_is_reminded_at_night_or_on_a_free_day(office: Controller, clock: Clock) -> None:
    plan(office, handler_days=[5], supervisor_days=[], quiet_from=time(20), quiet_until=time(8))
    make_received(office)
    assert told_on(clock, SATURDAY) == []  # the step of five days before
    assert told_on(clock, SUNDAY) == []
    assert told_on(clock, MONDAY, hour=4) == []  # seven o'clock in Helsinki
    assert told_on(clock, MONDAY, hour=5) == ["handler"]
    assert Reminder.objects.get().reminder_on == SATURDAY
    assert told_on(clock, MONDAY, hour=12) == []


@pytest.mark.parametrize(
    ("received_on", "eve", "target"),
    [
        (date(2026, 3, 13), date(2026, 4, 10), date(2026, 4, 13)),  # Friday, Monday
        (date(2026, 3, 7), date(2026, 4, 2), date(2026, 4, 7)),  # before and after Easter
    ],
)
def test_a_short_ladder_tells_on_the_last_working_day_before(
    office: Controller, clock: Clock, received_on: date, eve: date, target: date
) -> None:
    plan(office, handler_days=[2, 1], supervisor_days=[1], dpo_days=[], owner_days=[1, 0])
    clock.set(datetime.combine(received_on, time(8), tzinfo=UTC))
    case = begin(make_received(office, register=make_register(office)))
    collect(case.pk, actor=acting(office))
    assert case.target_on == target

    told, chased = {}, []
    for days in range(6, -1, -1):
        day = target - timedelta(days=days)
        if roles := told_on(clock, day):
            told[day] = roles
        if remind_owners() and Notice.objects.filter(kind="task_reminder").exists():
            chased.append(day)

    assert told == {eve: ["handler", "supervisor"], target: ["handler", "supervisor"]}
    assert chased == [eve, target]
    assert told_on(clock, eve) == []


def test_a_ladder_without_a_step_before_the_day_is_refused(office: Controller) -> None:
    row = ReminderPlan(controller=office, handler_days=[0], supervisor_days=[])
    with pytest.raises(ValidationError, match="before the day"):
        row.full_clean()


def test_persons_are_reminded_on_any_day_but_not_at_night(office: Controller, clock: Clock) -> None:
    plan(office)
    clock.set(datetime(2026, 3, 4, 8, tzinfo=UTC))
    make_received(office)
    clock.set(datetime(2026, 3, 7, 19, tzinfo=UTC))  # Saturday evening in Helsinki
    assert remind_persons() == 0
    clock.set(datetime(2026, 3, 8, 7, tzinfo=UTC))
    assert remind_persons() == 1


def test_what_a_person_is_told_by_law_waits_for_no_morning(
    office: Controller, clock: Clock
) -> None:
    plan(office)
    clock.set(datetime(2026, 3, 7, 23, tzinfo=UTC))
    make_received(office)
    notice = Notice.objects.get(kind="received_confirm")
    assert notice.due_at == notice.created_at


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "at", "is_quiet"),
    [
        (time(20), time(8), time(20), True),
        (time(20), time(8), time(7, 59), True),
        (time(20), time(8), time(8), False),
        (time(20), time(8), time(19, 59), False),
        (time(12), time(13), time(12, 30), True),
        (time(12), time(13), time(13), False),
        (None, None, time(3), False),
    ],
)
def test_a_night_begins_and_ends(
    quiet_from: time | None, quiet_until: time | None, at: time, is_quiet: bool
) -> None:
    ladder = Ladder(quiet_from=quiet_from, quiet_until=quiet_until)
    assert ladder.is_quiet(datetime.combine(MONDAY, at)) is is_quiet


def test_one_mail_a_morning_instead_of_single_reminders(office: Controller, clock: Clock) -> None:
    handler = handler_of(office)
    Membership.objects.filter(user=handler).update(morning_digest=True)
    cases = [make_received(office) for _ in range(3)]
    assign(cases[0].pk, assignee=handler, actor=acting(office))
    clock.set(datetime(2026, 3, 30, 7, tzinfo=UTC))
    remind()
    remind()
    mine = Notice.objects.filter(
        to_address=handler.email, created_at__gt=datetime(2026, 3, 29, tzinfo=UTC)
    )
    digest = mine.get()
    assert digest.kind == "staff_digest"
    assert "Due within 7 days: 3" in digest.text
    assert "3 days before the target date: 3" in digest.text
    assert "urgency=late" in digest.text
    others = Notice.objects.filter(kind="staff_before").exclude(to_address=handler.email)
    assert others.count() == 3  # the supervisor gets them one by one

    clock.set(datetime(2026, 3, 31, 7, tzinfo=UTC))
    assert mail_digests() == 1


def test_a_morning_with_nothing_to_tell_brings_no_mail(office: Controller, clock: Clock) -> None:
    Membership.objects.update(morning_digest=True)
    assert mail_digests() == 0


def test_an_administrator_saves_a_plan_and_changes_it(office: Controller, clock: Clock) -> None:
    browser = signed_in(make_user(office, role=Role.ADMINISTRATOR))
    address = reverse("admin:registers_app_controller_change", args=[office.pk])
    for days, quiet in (("9, 2", "21:00"), ("5", "")):
        typed = fields_of(browser.get(address).text, form="controller_form")
        hours = {"quiet_from": quiet, "quiet_until": quiet and "07:00"}
        changed = {"handler_days": days, **hours}
        typed |= {f"reminder_plan-0-{name}": value for name, value in changed.items()}
        saved = browser.post(address, typed)
        assert saved.status_code == 302, saved.text
        ladder = ReminderPlan.objects.get(controller=office).ladder
        assert ladder.handler_days == tuple(int(day) for day in days.split(", "))
        assert ladder.quiet_from == (time(21) if quiet else None)
