"""Bars for the deadline report: where they lie, in per cent of the drawing's width.

Only geometry is worked out here; the template writes SVG with presentation attributes, and the
style sheet gives the colours, so that the page needs no inline style.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.reports.queries import Numbers, Row

ROW_HEIGHT = 56
BAR_HEIGHT = 22
BAR_TOP = 24


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One part of a line: ``kind`` names its colour, ``x`` and ``width`` are per cent."""

    kind: str
    label: str
    count: int
    x: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """The bars of one controller; ``label_y`` and ``bar_y`` are pixels."""

    name: str
    total: int
    label_y: int
    bar_y: int
    bars: Sequence[Bar]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The whole drawing."""

    height: int
    bar_height: int
    lines: Sequence[Line]


def chart_of(rows: Sequence[Row]) -> Chart:
    """One line for each controller, on a common scale."""
    widest = max((_total(row.numbers) for row in rows), default=0) or 1
    return Chart(
        height=ROW_HEIGHT * len(rows),
        bar_height=BAR_HEIGHT,
        lines=[_line(row, place=place, widest=widest) for place, row in enumerate(rows)],
    )


def _line(row: Row, *, place: int, widest: int) -> Line:
    top = place * ROW_HEIGHT
    return Line(
        name=row.name,
        total=_total(row.numbers),
        label_y=top + BAR_TOP - 8,
        bar_y=top + BAR_TOP,
        bars=_bars(row.numbers, widest=widest),
    )


def _bars(numbers: Numbers, *, widest: int) -> list[Bar]:
    bars, before = [], 0
    for kind, label, count in _parts(numbers):
        if count:
            bars.append(
                Bar(
                    kind=kind,
                    label=label,
                    count=count,
                    x=_percent(before, widest),
                    width=_percent(count, widest),
                )
            )
        before += count
    return bars


def _parts(numbers: Numbers) -> list[tuple[str, str, int]]:
    return [
        ("on-time", _("answered on time"), numbers.on_time),
        ("answered-late", _("answered late"), numbers.answered_late),
        ("open", _("open, not late"), numbers.open - numbers.late),
        ("late", _("open and late"), numbers.late),
    ]


def _total(numbers: Numbers) -> int:
    return sum(count for _kind, _label, count in _parts(numbers))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
