"""The record as a file: a spreadsheet with all of it, or one table as CSV."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from config.clock import today
from registers_app.exchange.cells import BYTE_ORDER_MARK, Echo, guarded, shortened
from registers_app.exchange.record.controller import controller_columns
from registers_app.exchange.record.details import detail_sheets
from registers_app.exchange.record.entries import Entry, clients_of, entries_of, purposes_of
from registers_app.exchange.record.lines import officer, who
from registers_app.exchange.record.processor import processor_columns
from registers_app.exchange.record.shared import Column
from registers_app.models import Controller, OurRole

# So many lines stand in a cell of the spreadsheet; the others are on a sheet of their own.
MOST_LINES = 50
HEADING_ROW = 4


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose record, in which language, with drafts or without, and who asks for it."""

    controller: Controller
    language: str
    with_drafts: bool
    made_by: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Columns, and the rows that they are read from."""

    title: str
    columns: Sequence[Column[Any]]
    rows: Iterable[Any]

    def cells(self) -> Iterator[list[object]]:
        """The cells of each row."""
        for row in self.rows:
            yield [guarded(column.read(row)) for column in self.columns]


def csv_record(wanted: Wanted, *, role: OurRole) -> Iterator[str]:
    """The record by one role as CSV, row by row, every line of every cell in it."""
    writer = csv.writer(Echo())
    # What is sent later is told in the language of the record all the same.
    with translation.override(wanted.language):
        table = _table(_entries(wanted, most=None), role)
        headings = [column.heading for column in table.columns]
    yield BYTE_ORDER_MARK + writer.writerow([guarded(heading) for heading in headings])
    rows = table.cells()
    while True:
        with translation.override(wanted.language):
            cells = next(rows, None)
        if cells is None:
            return
        yield writer.writerow(cells)


def xlsx_record(wanted: Wanted) -> IO[bytes]:
    """The whole record as a spreadsheet, in a temporary file that goes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    # Row by row to the disk: a large record needs no more memory than a small one.
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_urls": False})
    with translation.override(wanted.language):
        book.set_properties({"title": _title(), "author": wanted.made_by})
        _write_cover(book, wanted)
        entries = _entries(wanted, most=MOST_LINES)
        for table in _tables(entries):
            _write_table(book, wanted, table)
        book.close()
    file.seek(0, io.SEEK_SET)
    return file


def _entries(wanted: Wanted, *, most: int | None) -> list[Entry]:
    return entries_of(
        wanted.controller,
        language=wanted.language,
        with_drafts=wanted.with_drafts,
        most=most,
    )


def _tables(entries: list[Entry]) -> Iterator[Table]:
    for role in OurRole:
        if any(entry.register.our_role == role for entry in entries):
            yield _table(entries, role)
    for sheet in detail_sheets():
        title = capfirst(str(sheet.title))
        yield Table(title=title, columns=sheet.columns, rows=sheet.rows(entries))


def _table(entries: list[Entry], role: OurRole) -> Table:
    own = [entry for entry in entries if entry.register.our_role == role]
    if role == OurRole.PROCESSOR:
        clients = (row for entry in own for row in clients_of(entry))
        return Table(title="Art. 30(2)", columns=processor_columns(), rows=clients)
    purposes = (row for entry in own for row in purposes_of(entry))
    return Table(title="Art. 30(1)", columns=controller_columns(), rows=purposes)


def _write_cover(book: Any, wanted: Wanted) -> None:
    sheet = book.add_worksheet(_("Record"))
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 80)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, _title(), book.add_format({"bold": True, "font_size": 16}))
    for number, (name, value) in enumerate(_about(wanted), start=2):
        sheet.write_string(number, 0, capfirst(name), bold)
        sheet.write_string(number, 1, str(guarded(value)), wrapped)


def _about(wanted: Wanted) -> Iterator[tuple[str, str]]:
    controller = wanted.controller
    yield _("organisation"), who(controller)
    yield _("representative"), controller.representative
    yield _("data protection officer"), officer(controller)
    yield _("made on"), _today(wanted)
    yield _("made by"), wanted.made_by
    yield _("versions"), _which(wanted)
    others = controller.joint_registers.select_related("controller").order_by("slug")
    kept = [f"{row.name_in(wanted.language)} ({row.controller})" for row in others]
    yield _("registers that others keep and decide on jointly with us"), "\n".join(kept)


def _write_table(book: Any, wanted: Wanted, table: Table) -> None:
    sheet = book.add_worksheet(table.title[:31])
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "border": 1}
    )
    article = book.add_format({"italic": True, "font_color": "#555555"})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_string(0, 0, f"{_title()}: {table.title}", book.add_format({"bold": True}))
    sheet.write_string(1, 0, str(guarded(f"{wanted.controller.name}, {_today(wanted)}")))
    sheet.write_string(2, 0, _which(wanted))
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        if column.article:
            sheet.write_string(HEADING_ROW - 1, number, f"GDPR {column.article}", article)
    for number, column in enumerate(table.columns):
        sheet.write_string(HEADING_ROW, number, column.heading, heading)
    last = HEADING_ROW
    for last, cells in enumerate(table.cells(), start=HEADING_ROW + 1):
        for number, cell in enumerate(cells):
            sheet.write_string(last, number, str(shortened(cell)), body)
    sheet.autofilter(HEADING_ROW, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    _set_up_print(sheet)


def _set_up_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer("&C&A &P / &N")


def _title() -> str:
    return _("Record of processing activities (GDPR Article 30)")


def _today(wanted: Wanted) -> str:
    return date_format(today(wanted.controller.time_zone))


def _which(wanted: Wanted) -> str:
    return _("in force, and drafts") if wanted.with_drafts else _("in force")
