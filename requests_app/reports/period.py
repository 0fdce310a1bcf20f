"""The period of a report: from one local day to another, both included."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q


class Basis(StrEnum):
    """Which day of a request has to lie in the period."""

    RECEIVED = "received"
    CLOSED = "closed"


class Preset(StrEnum):
    """Periods that are asked for most; each ends with the day itself or with its own end."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    YEAR = "year"
    TWELVE_MONTHS = "twelve_months"


@dataclass(frozen=True, kw_only=True)
class Period:
    """Local days of receipt, or of closing."""

    first: date
    last: date
    basis: Basis = Basis.RECEIVED

    @property
    def column(self) -> str:
        """The day that has to lie in the period."""
        return f"{self.basis}_on"

    def condition(self) -> Q:
        """The requests of the period."""
        return Q(**{f"{self.column}__gte": self.first, f"{self.column}__lte": self.last})

    def parameters(self) -> dict[str, date]:
        """The same for the address of the queue."""
        return {f"{self.column}__gte": self.first, f"{self.column}__lte": self.last}


def year_of(day: date) -> Period:
    """The calendar year of *day*."""
    return whole_year(day.year)


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(first=date(year, 1, 1), last=date(year, 12, 31))


def preset(name: Preset, *, day: date) -> tuple[date, date]:
    """The first and the last day of a period as *day* sees it."""
    month = day.replace(day=1)
    if name is Preset.MONTH:
        return month, _end_of_month(month)
    if name is Preset.LAST_MONTH:
        last = month - timedelta(days=1)
        return last.replace(day=1), last
    if name is Preset.QUARTER:
        first = month.replace(month=3 * ((day.month - 1) // 3) + 1)
        return first, _end_of_month(first.replace(month=first.month + 2))
    if name is Preset.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    # The eleven months before this one, and this one as far as it has come.
    return _months_before(month, 11), day


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _months_before(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
