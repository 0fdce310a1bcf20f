"""Periods that are counted in working days. All days are local dates of the controller."""

from datetime import date, timedelta

from requests_app.domain.calendars import HolidayCalendar

ONE_DAY = timedelta(days=1)


def working_days_after(day: date, *, days: int, calendar: HolidayCalendar) -> date:
    """The working day that comes *days* working days after *day*, which is not counted itself."""
    for _ in range(days):
        day = calendar.next_working_day(day)
    return day


def last_day_before(day: date, *, days: int, calendar: HolidayCalendar) -> date:
    """The latest day after which at least *days* working days have begun by *day*, included."""
    found = calendar.roll_back(day)
    for _ in range(days - 1):
        found = calendar.previous_working_day(found)
    return found - ONE_DAY
