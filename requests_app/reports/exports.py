"""The deadline report as CSV: streamed, safe to open in a spreadsheet, nobody's data in it."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from registers_app.exchange.cells import BYTE_ORDER_MARK, Echo, guarded
from requests_app.reports.queries import Numbers, Report, Row


def csv_lines(report: Report, *, language: str) -> Iterator[str]:
    """The lines of the file, the first with the byte order mark that spreadsheets look for."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK
    # The response is sent after the request's own language has ended.
    with translation.override(language):
        table = list(_table(report))
    for cells in table:
        yield writer.writerow([guarded(cell) for cell in cells])


def _table(report: Report) -> Iterable[Sequence[object]]:
    yield [_("grouped by"), _("organisation"), _("name"), *columns()]
    for group, rows in (
        (_("organisation"), report.controllers),
        (_("register"), report.registers),
        (_("handler"), report.handlers),
    ):
        for row in rows:
            yield [group, row.controller.name, row.name, *_cells(row)]


def columns() -> list[str]:
    """The names of the numbers, in the order of the file."""
    return [
        _("received"),
        _("open"),
        _("due in 7 days"),
        _("due in 14 days"),
        _("late"),
        _("answered on time"),
        _("answered late"),
        _("withdrawn or forwarded"),
        _("on time, per cent"),
    ]


def _cells(row: Row) -> list[object]:
    numbers: Numbers = row.numbers
    return [
        numbers.received,
        numbers.open,
        numbers.due_in_7,
        numbers.due_in_14,
        numbers.late,
        numbers.on_time,
        numbers.answered_late,
        numbers.otherwise,
        "" if numbers.rate is None else f"{100 * numbers.rate:.1f}",
    ]
