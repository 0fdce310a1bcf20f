"""Days on which nobody has to argue about a due date."""

import calendar
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
        first = day.replace(day=1)
        days = calendar.monthrange(first.year, first.month)[1]
        following = first + timedelta(days=days)
        return cls(day, following.replace(day=min(day.day, LATEST_NUMBER_IN_EVERY_MONTH)))

    @property
    def is_plain(self) -> bool:
        """Whether both days are working days with the same number."""
        return self.received_on.day == self.due_on.day and all(
            day.weekday() <= FRIDAY and day not in holidays.country_holidays("FI", years=day.year)
            for day in (self.received_on, self.due_on)
        )

    def before_due(self, days: int) -> date:
        """So many days before the due day."""
        return self.due_on - timedelta(days=days)

    def after_due(self, days: int) -> date:
        """So many days after the due day."""
        return self.due_on + timedelta(days=days)

    def after_receipt(self, days: int) -> date:
        """So many days after the receipt."""
        return self.received_on + timedelta(days=days)
