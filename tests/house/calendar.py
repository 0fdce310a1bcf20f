"""Days on which nobody has to argue about a due date."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import holidays

HELSINKI = ZoneInfo("Europe/Helsinki")
MORNING = time(9)
FRIDAY = 4
LATEST_NUMBER_IN_EVERY_MONTH = 28


@dataclass(frozen=True)
class Month:
    """A request's month: the due day has the receipt day's number, one month on."""

    received_on: date
    due_on: date

    @classmethod
    def beginning(cls, day: date) -> "Month":
        """The month of a request that came on *day*."""
        return cls(day, _months_on(day, 1))

    @property
    def is_plain(self) -> bool:
        """Whether both days are working days with the same number."""
        days = (self.received_on, self.due_on)
        return self.received_on.day == self.due_on.day and all(map(is_working_day, days))

    @property
    def extended_due_on(self) -> date:
        """Three months from the receipt, or the next working day."""
        return next_working_day(_months_on(self.received_on, 3))

    def due_after_waiting(self, days: int) -> date:
        """The due day when the clock stood still for so many days."""
        return next_working_day(self.due_on + timedelta(days=days))

    def before_due(self, days: int) -> date:
        """So many days before the due day."""
        return self.due_on - timedelta(days=days)

    def after_due(self, days: int) -> date:
        """So many days after the due day."""
        return self.due_on + timedelta(days=days)

    def after_receipt(self, days: int) -> date:
        """So many days after the receipt."""
        return self.received_on + timedelta(days=days)


def is_working_day(day: date) -> bool:
    """Whether it is neither a weekend nor a holiday in Finland."""
    return day.weekday() <= FRIDAY and day not in holidays.country_holidays("FI", years=day.year)


def next_working_day(day: date) -> date:
    """*day*, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def in_finnish(day: date) -> str:
    """The day as a Finnish page writes it."""
    return f"{day.day}.{day.month}.{day.year}"


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, LATEST_NUMBER_IN_EVERY_MONTH))
