"""Counting in working days, forwards and back."""

from datetime import date, timedelta

from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.working_days import last_day_before, working_days_after
from tests.looped import for_each

FIRST = date(2026, 1, 1)


@for_each("calendar", ["FI", "SE", "DE"])
@for_each("days", [1, 2, 5, 10])
def test_back_is_the_last_day_from_which_forwards_has_arrived(calendar: str, days: int) -> None:
    table = holiday_calendar(calendar)
    for number in range(40, 400):
        day = FIRST + timedelta(days=number)
        found = last_day_before(day, days=days, calendar=table)
        after = found + timedelta(days=1)
        assert working_days_after(found, days=days, calendar=table) <= day
        assert working_days_after(after, days=days, calendar=table) > day
