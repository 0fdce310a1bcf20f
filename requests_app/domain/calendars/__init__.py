"""Which days are working days, country by country.

The tables lie beside this file as data: frozen, versioned, one for each calendar. They are made
by ``python -m requests_app.domain.calendars.build``, which says what is corrected and why; no
holiday library is asked at run time, because such libraries move days between releases.

"Public holidays" are those of the Member State in which the action is to be taken, so the
calendar is the controller's, never the person's (Reg. 1182/71 Art. 2(1)). A name with ``+`` or a
subdivision (``FI+EVES``, ``DE-BY``) is a controller's own choice.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
ONE_DAY = timedelta(days=1)


class UnknownCalendar(ValueError):
    """There is no calendar of that name."""


class DateOutsideCalendar(ValueError):
    """The calendar's table does not reach the date, so nothing can be said of it."""


@dataclass(frozen=True, kw_only=True)
class HolidayCalendar:
    """One frozen table of public holidays, from *first_day* to *last_day*, both included.

    ``version`` changes exactly when a day of this calendar changes. All days are local dates.
    Every method raises :class:`DateOutsideCalendar` for a date that the table does not reach.
    """

    name: str
    version: str
    days: frozenset[date]
    first_day: date
    last_day: date

    def is_working_day(self, day: date) -> bool:
        """Whether *day* is neither Saturday, Sunday nor public holiday (Reg. 1182/71 Art. 2(2))."""
        if not self.first_day <= day <= self.last_day:
            raise DateOutsideCalendar(
                f"The calendar {self.name} reaches from {self.first_day} to {self.last_day}; "
                f"{day} lies outside it."
            )
        return day.weekday() < 5 and day not in self.days

    def next_working_day(self, day: date) -> date:
        """The first working day after *day*, *day* itself not included."""
        return self.roll_forward(day + ONE_DAY)

    def previous_working_day(self, day: date) -> date:
        """The last working day before *day*, *day* itself not included."""
        return self.roll_back(day - ONE_DAY)

    def roll_forward(self, day: date) -> date:
        """*day* if it is a working day, else the next one (Reg. 1182/71 Art. 3(4))."""
        return self._roll(day, lambda each: each + ONE_DAY)

    def roll_back(self, day: date) -> date:
        """*day* if it is a working day, else the last one before it."""
        return self._roll(day, lambda each: each - ONE_DAY)

    def _roll(self, day: date, step: Callable[[date], date]) -> date:
        while not self.is_working_day(day):
            day = step(day)
        return day


@cache
def calendar_names() -> tuple[str, ...]:
    """The names of all calendars, sorted."""
    return tuple(sorted(table.stem for table in TABLES.glob("*.json")))


@cache
def holiday_calendar(name: str) -> HolidayCalendar:
    """The calendar called *name*; raises :class:`UnknownCalendar`."""
    if name not in calendar_names():
        raise UnknownCalendar(f"There is no holiday calendar {name!r}.")
    table = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
    years = [int(year) for year in table["days"]]
    return HolidayCalendar(
        name=name,
        version=table["version"],
        days=frozenset(
            date.fromisoformat(f"{year}-{day}")
            for year, days in table["days"].items()
            for day in days
        ),
        first_day=date(min(years), 1, 1),
        last_day=date(max(years), 12, 31),
    )
