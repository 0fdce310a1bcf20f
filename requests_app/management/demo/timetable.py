"""When things happen in the demo: in the past and in office hours, on whatever day it is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zlib import crc32
from zoneinfo import ZoneInfo

from config.clock import now
from registers_app.models import Controller
from requests_app.domain.calendars import HolidayCalendar, holiday_calendar
from requests_app.domain.clock_facts import ClockFacts, Regime
from requests_app.domain.deadline import compute
from requests_app.management.demo.case import Case
from requests_app.models import Channel

# People write when it suits them; staff work from nine to half past three.
PERSONS_DAY = (time(7), 15 * 60)
OFFICE_DAY = (time(9), 6 * 60 + 30)
BETWEEN_STEPS = timedelta(minutes=25)
JUST_NOW = timedelta(minutes=10)
MOMENT = timedelta(seconds=20)
# A due day is never further away than this: a month, moved off Easter or Christmas.
LONGEST_MONTH = 40


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """The instants of a case: received, entered into the desk, and each of its steps."""

    received_at: datetime
    entered_at: datetime
    steps: tuple[datetime, ...]


def timetable(case: Case, controllers: Sequence[Controller]) -> Timetable:
    """When the case happens. *controllers*: whose clocks run for it, the one turned to first."""
    office = _Office(
        person=case.person,
        zone=ZoneInfo(controllers[0].time_zone),
        calendar=holiday_calendar(controllers[0].calendar),
        latest=now() - JUST_NOW,
    )
    sent_on = office.today - timedelta(days=_days_ago(case, controllers))
    if case.channel is Channel.PORTAL:
        entered_at = received_at = min(office.moment(0, sent_on, PERSONS_DAY), office.latest)
    else:  # somebody was there to open the mail, take the call and enter it
        received_at = office.has_come(0, sent_on)
        entered_at = received_at + BETWEEN_STEPS
    instants = [entered_at]
    for number, (days, _) in enumerate(case.steps, start=1):
        planned = office.open_after(number, received_at, days) if days else received_at
        instants.append(max(planned, instants[-1] + BETWEEN_STEPS))
    entered_at, *steps = _not_after(now() - MOMENT, instants)
    return Timetable(received_at=received_at, entered_at=entered_at, steps=tuple(steps))


@dataclass(frozen=True, kw_only=True)
class _Office:
    """Where a person's case is worked on. Every person and step has its own minute of the day."""

    person: str
    zone: ZoneInfo
    calendar: HolidayCalendar
    latest: datetime

    @property
    def today(self) -> date:
        return now().astimezone(self.zone).date()

    def moment(self, number: int, day: date, hours: tuple[time, int] = OFFICE_DAY) -> datetime:
        """The minute of a step in that day's *hours* (from, minutes)."""
        opens, minutes = hours
        minute = crc32(f"{self.person} {number}".encode()) % minutes
        return datetime.combine(day, opens, tzinfo=self.zone) + timedelta(minutes=minute)

    def open_after(self, number: int, received_at: datetime, days: int) -> datetime:
        """So many days after receipt, or on the next working day if that has come."""
        day = received_at.astimezone(self.zone).date() + timedelta(days=days)
        moment = self.moment(number, self.calendar.roll_forward(day))
        return moment if moment <= self.latest else self.has_come(number, day)

    def has_come(self, number: int, day: date) -> datetime:
        """On *day*, or on the last working day before it that leaves time to work."""
        day = self.calendar.roll_back(day)
        moment = self.moment(number, day)
        if moment + BETWEEN_STEPS <= self.latest:
            return moment
        return self.moment(number, self.calendar.previous_working_day(day))


def _days_ago(case: Case, controllers: Sequence[Controller]) -> int:
    """The days since receipt; where the case says what it is due in, counted back from there."""
    if case.due_in is None:
        return case.days_ago
    today = now().astimezone(ZoneInfo(controllers[0].time_zone)).date()
    wanted = today + timedelta(days=case.due_in)
    ways_back = count(LONGEST_MONTH, -1)
    return next(
        days for days in ways_back if _due_on(today - timedelta(days=days), controllers) >= wanted
    )


def _due_on(received_on: date, controllers: Sequence[Controller]) -> date:
    noon = datetime.combine(received_on, time(12), tzinfo=ZoneInfo(controllers[0].time_zone))
    return min(
        compute(
            ClockFacts(
                received_at=noon,
                time_zone=each.time_zone,
                calendar=each.calendar,
                regime=Regime(each.regime),
            )
        ).base_due_on
        for each in controllers
    )


def _not_after(latest: datetime, instants: Sequence[datetime]) -> list[datetime]:
    """The same instants in the same order, those that had not come yet moved up to *latest*."""
    moved = []
    for instant in reversed(instants):
        moved.append(min(instant, latest))
        latest = moved[-1] - MOMENT
    return moved[::-1]
