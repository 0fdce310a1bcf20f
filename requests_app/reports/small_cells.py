"""Numbers so small that they may be about one person whom a reader knows.

The page leads to the cases anyway and shows all. What is passed on (the document for the board,
the yearly report) may be read by anyone: there, lines that tell what persons asked, how, and what
became of it are shown only from LEAST requests on. Smaller ones stand together in one line, with
the next larger one where they would still be too few: so nothing can be found by subtraction.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from requests_app.reports.table import Cell, Row, Table

LEAST = 3
FEW = "1–2"
# The tables whose lines are about what persons did or got.
ABOUT_PERSONS = frozenset(
    {"main", "refusals", "identity", "channels", "languages", "bases", "outcomes", "fees"}
)
# Of these, lines with too few say too much of each: they are left out.
OF_TIMES = frozenset({"durations"})


def without_small_cells(table: Table) -> Table:
    """The table as it may be passed on."""
    if table.key in OF_TIMES:
        return replace(table, rows=[row for row in table.rows if _size(row) >= LEAST])
    if table.key not in ABOUT_PERSONS:
        return table
    return replace(table, rows=merged(table.rows))


def merged(rows: Sequence[Row]) -> list[Row]:
    """*rows* without empty ones, the too small together in a last line."""
    large = [row for row in rows if _size(row) >= LEAST]
    small = [row for row in rows if 0 < _size(row) < LEAST]
    if not small:
        return large
    if sum(map(_size, small)) < LEAST and large:
        smallest = min(large, key=_size)
        large.remove(smallest)
        small.append(smallest)
    return [*large, _together(small)]


def _size(row: Row) -> int:
    """How many requests a line is about: of the first table its first number, else the sum."""
    first = row.cells[0].value
    if isinstance(first, int) and first:
        return first
    return sum(cell.value for cell in row.cells if isinstance(cell.value, int))


def _together(rows: Sequence[Row]) -> Row:
    columns = list(zip(*(row.cells for row in rows), strict=True))
    is_few = sum(map(_size, rows)) < LEAST
    return Row(
        name=_("others"),
        cells=[_sum([cell.value for cell in column], is_few=is_few) for column in columns],
    )


def _sum(values: Sequence[object], *, is_few: bool) -> Cell:
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) < len(values):
        return Cell(value=None)  # a share or a median of several has no sum
    total = sum(numbers)
    return Cell(value=FEW if is_few and total else total)
