"""Bars for the deadline report: where they lie, in per cent of the drawing's width.

Only geometry is worked out here; the template writes SVG with presentation attributes, and the
style sheet gives the colours, so that the page needs no inline style.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.reports.queries import MAIN
from requests_app.reports.table import Row, Table

ROW_HEIGHT = 56
BAR_HEIGHT = 22
BAR_TOP = 24
# More than these stand in the table alone: a drawing of hundreds of bars shows nothing.
MOST_LINES = 40


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one bar stands for: ``kind`` names its colour."""

    kind: str
    label: str
    amount: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One part of a line; ``x`` and ``width`` are per cent."""

    kind: str
    label: str
    text: str
    x: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """The bars of one row; ``label_y`` and ``bar_y`` are pixels."""

    name: str
    total: str
    label_y: int
    bar_y: int
    bars: Sequence[Bar]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The whole drawing; ``left_out`` rows stand in the table alone."""

    height: int
    bar_height: int
    lines: Sequence[Line]
    legend: Sequence[Part]
    left_out: int


def chart_of(table: Table) -> Chart | None:
    """The drawing of a table that has one."""
    parts_of = _CHARTED.get(table.key)
    if parts_of is None or not table.rows:
        return None
    drawn = [(row, parts_of(row)) for row in table.rows[:MOST_LINES]]
    widest = max(sum(part.amount for part in parts) for _row, parts in drawn) or 1
    return Chart(
        height=ROW_HEIGHT * len(drawn),
        bar_height=BAR_HEIGHT,
        lines=[
            _line(row, parts, place=place, widest=widest)
            for place, (row, parts) in enumerate(drawn)
        ],
        legend=drawn[0][1],
        left_out=max(0, len(table.rows) - MOST_LINES),
    )


def _line(row: Row, parts: Sequence[Part], *, place: int, widest: float) -> Line:
    top = place * ROW_HEIGHT
    bars, before = [], 0.0
    for part in parts:
        if part.amount > 0:
            bars.append(
                Bar(
                    kind=part.kind,
                    label=part.label,
                    text=_number(part.amount),
                    x=_percent(before, widest),
                    width=_percent(part.amount, widest),
                )
            )
        before += part.amount
    return Line(
        name=row.name,
        total=_number(before),
        label_y=top + BAR_TOP - 8,
        bar_y=top + BAR_TOP,
        bars=bars,
    )


def _standing(row: Row) -> list[Part]:
    numbers = {code: _amount(row, place) for place, code in enumerate(MAIN)}
    return [
        Part(kind="on-time", label=_("answered on time"), amount=numbers["on_time"]),
        Part(kind="answered-late", label=_("answered late"), amount=numbers["answered_late"]),
        Part(kind="open", label=_("open, not late"), amount=numbers["open"] - numbers["late"]),
        Part(kind="late", label=_("open and late"), amount=numbers["late"]),
    ]


def _lateness(row: Row) -> list[Part]:
    return [
        Part(kind="late", label=_("open and late"), amount=_amount(row, 0)),
        Part(kind="answered-late", label=_("answered late"), amount=_amount(row, 1)),
    ]


def _ages(row: Row) -> list[Part]:
    return [Part(kind="open", label=_("open"), amount=_amount(row, 0))]


def _forecast(row: Row) -> list[Part]:
    return [Part(kind="open", label=_("fall due"), amount=_amount(row, 0))]


def _stages(row: Row) -> list[Part]:
    return [Part(kind="open", label=_("median"), amount=_amount(row, 1))]


def _load(row: Row) -> list[Part]:
    total, week, late, waiting = (_amount(row, place) for place in range(4))
    return [
        Part(kind="late", label=_("late"), amount=late),
        Part(kind="answered-late", label=_("due this week"), amount=week),
        Part(kind="open", label=_("open, due later"), amount=total - week - late - waiting),
        Part(kind="on-time", label=_("waiting for the person"), amount=waiting),
    ]


_CHARTED: dict[str, Callable[[Row], list[Part]]] = {
    "main": _standing,
    "load": _load,
    "lateness": _lateness,
    "ages": _ages,
    "stages": _stages,
    "forecast": _forecast,
}


def _amount(row: Row, place: int) -> float:
    value = row.cells[place].value
    return float(value) if isinstance(value, int | float) else 0


def _number(amount: float) -> str:
    return f"{amount:.0f}" if amount == int(amount) else f"{amount:.1f}"


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f}%"
