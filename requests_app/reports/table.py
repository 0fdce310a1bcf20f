"""What a table of a report is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from requests_app.reports.queries import Report


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number, or words; ``among`` is the code of the requests behind it."""

    value: int | float | str | None
    among: str = ""

    @property
    def text(self) -> str:
        """As it is read; a dash where there is nothing to say."""
        if self.value is None:
            return "–"
        if isinstance(self.value, float):
            return f"{self.value:.1f}"
        return str(self.value)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table. ``narrowed``: what of the queue its numbers are about."""

    name: str
    cells: Sequence[Cell]
    narrowed: Mapping[str, object] = field(default_factory=dict)
    address: str = ""  # the name of a list that the line itself leads to


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table; ``note`` says what it counts and how."""

    key: str
    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Row]
    total: Row | None = None
    names_people: bool = False

    @property
    def all_rows(self) -> list[Row]:
        """The rows, and the total under them."""
        return [*self.rows, self.total] if self.total else list(self.rows)


def counted(report: Report, name: str, *codes: str) -> Row:
    """A line of numbers that lead to their requests."""
    return Row(name=name, cells=[cell_of(report, code) for code in codes])


def cell_of(report: Report, code: str) -> Cell:
    """The number of a code."""
    return Cell(value=report.counts[code], among=code)


def not_empty(rows: Iterable[Row]) -> list[Row]:
    """The lines with anything in them."""
    return [row for row in rows if any(cell.value for cell in row.cells)]


def days_of(first: int, last: int | None) -> str:
    """A span of days in words."""
    return _("%(days)d and more") % {"days": first} if last is None else f"{first}–{last}"
