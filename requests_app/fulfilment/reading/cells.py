"""Which cells of a spreadsheet are meant, written as spreadsheets write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.fulfilment.reading.text import Placed, Reading
from requests_app.fulfilment.reading.xlsx import column_of

_PLACE = re.compile(
    r"(?:'(?P<quoted>[^']+)'!|(?P<sheet>[^!]+)!)?"
    r"(?P<c1>[A-Z]{1,3})?(?P<r1>[0-9]{1,7})?(?::(?P<c2>[A-Z]{1,3})?(?P<r2>[0-9]{1,7})?)?",
    re.IGNORECASE,
)
_LAST = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Cells:
    """A rectangle of cells, whole columns or whole rows; columns count from 0, rows from 1."""

    sheet: str  # empty: the first
    columns: range
    rows: range


def cells_at(place: str) -> Cells:
    """``B3``, ``B2:D9``, ``C`` or ``C:D``, ``7`` or ``2:40``, ``Sheet2!B3``. Raises ValueError."""
    found = _PLACE.fullmatch(place.strip())
    if found is None or not (found["c1"] or found["r1"]):
        raise ValueError(place)
    c1, r1 = found["c1"], found["r1"]
    c2, r2 = (found["c2"], found["r2"]) if ":" in found[0].rpartition("!")[2] else (c1, r1)
    if bool(c1) != bool(c2) or bool(r1) != bool(r2):
        raise ValueError(place)
    left, right = sorted((column_of(c1), column_of(c2))) if c1 else (0, _LAST)
    top, bottom = sorted((int(r1), int(r2))) if r1 else (1, _LAST)
    return Cells(
        sheet=(found["quoted"] or found["sheet"] or "").strip(),
        columns=range(left, right + 1),
        rows=range(top, bottom + 1),
    )


def stretches_of(reading: Reading, cells: Cells) -> Iterator[tuple[int, int]]:
    """The stretches of the text that the cells stand for; rows that follow each other are one."""
    open_at: tuple[int, int] | None = None
    for placed in _of_sheet(reading, cells.sheet):
        inside = _inside(placed, cells)
        if open_at and inside and inside[0] == open_at[1] + 1:
            open_at = (open_at[0], inside[1])
            continue
        if open_at:
            yield open_at
        open_at = inside
    if open_at:
        yield open_at


def _inside(placed: Placed, cells: Cells) -> tuple[int, int] | None:
    """From the first to the last of the cells that are meant: they stand side by side."""
    if placed.row not in cells.rows:
        return None
    chosen = [
        cell
        for cell, column in zip(placed.cells, placed.columns, strict=True)
        if column in cells.columns
    ]
    if not chosen:
        return None
    (first, _text), (last, text) = chosen[0], chosen[-1]
    return first, last + len(text)


def _of_sheet(reading: Reading, name: str) -> Iterator[Placed]:
    sheets = [section for section in reading.sections if section.name]
    wanted = [each for each in sheets if not name or each.name.casefold() == name.casefold()]
    for placed in reading.placed():
        if wanted and placed.section is wanted[0] and placed.row:
            yield placed
