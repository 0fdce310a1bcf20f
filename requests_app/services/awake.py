"""Where it is a good hour to remind somebody: by the organisation's clock, nights and holidays.

Only reminders wait for it. What a person is told by law, and what somebody asked for, never does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from config.clock import now
from registers_app.domain.ladder import STANDARD, STANDARD_AT_HOME, Ladder
from registers_app.models import Controller
from requests_app.domain.calendars import holiday_calendar


@dataclass(frozen=True, kw_only=True)
class Group:
    """Organisations where it is the same day, and which remind by the same ladder."""

    day: date
    # The last day before they are awake again: a Sunday, on a Friday.
    until: date
    ladder: Ladder
    controllers: tuple[int, ...]

    def steps_until(self, target_on: date) -> date:
        """The last day whose steps are told today: on the last working day before *target_on* also
        those of the days of rest between, so that no last day comes as news.
        """
        return self.until if target_on <= self.until + timedelta(days=1) else self.day


def awake_at_work() -> list[Group]:
    """Where staff and owners of data systems may be reminded now."""
    return _groups(at_work=True)


def awake_at_home() -> list[Group]:
    """Where persons may be reminded now: on any day, and not at night."""
    return _groups(at_work=False)


def _groups(*, at_work: bool) -> list[Group]:
    found: dict[tuple[date, date, Ladder], list[int]] = {}
    for key, pk in _awake(at_work=at_work):
        found.setdefault(key, []).append(pk)
    return [
        Group(day=day, until=until, ladder=ladder, controllers=tuple(controllers))
        for (day, until, ladder), controllers in found.items()
    ]


def _awake(*, at_work: bool) -> Iterator[tuple[tuple[date, date, Ladder], int]]:
    rows = Controller.objects.select_related("reminder_plan").order_by("pk")
    for row in rows.only("time_zone", "calendar", "reminder_plan"):
        plan = getattr(row, "reminder_plan", None)
        standard = STANDARD if at_work else STANDARD_AT_HOME
        ladder = plan.ladder if plan else standard
        at = now().astimezone(ZoneInfo(row.time_zone))
        rests = ladder.working_days_only and at_work
        calendar, day = holiday_calendar(row.calendar), at.date()
        if ladder.is_quiet(at) or (rests and not calendar.is_working_day(day)):
            continue
        until = calendar.next_working_day(day) - timedelta(days=1) if rests else day
        yield (day, until, ladder), row.pk
