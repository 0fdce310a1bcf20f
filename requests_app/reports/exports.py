"""The deadline report as files: safe to open in a spreadsheet, nobody's data in them."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any

import xlsxwriter
from django.utils import translation
from django.utils.text import capfirst

from registers_app.exchange.cells import BYTE_ORDER_MARK, Echo, guarded
from requests_app.reports.queries import Report
from requests_app.reports.table import Row, Table
from requests_app.reports.tables import tables_of


def csv_lines(report: Report, *, language: str) -> Iterator[str]:
    """Every table one after the other, the first line with the mark that spreadsheets look for.

    Each line begins with the name of its table, so that one of them can be filtered out.
    """
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK
    # The response is sent after the request's own language has ended.
    with translation.override(language):
        tables = tables_of(report)
    for table in tables:
        yield _written(writer, [table.title, *table.columns])
        for row in table.all_rows:
            yield _written(writer, [table.title, *_cells(row)])


def _written(writer: Any, cells: Sequence[object]) -> str:
    line: str = writer.writerow([guarded(cell) for cell in cells])
    return line


def _cells(row: Row) -> list[object]:
    return [row.name, *("" if cell.value is None else cell.value for cell in row.cells)]


def xlsx_file(report: Report, *, title: str) -> IO[bytes]:
    """A spreadsheet with a sheet for each table; it goes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_urls": False})
    book.set_properties({"title": title})
    taken: set[str] = set()
    for table in tables_of(report):
        _write(book, table, name=_sheet_name(table.title, taken))
    book.close()
    file.seek(0)
    return file


def _sheet_name(title: str, taken: set[str]) -> str:
    """At most 31 characters, none that a sheet's name must not have, and not twice."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31].strip()
    name = plain if plain.casefold() not in taken else f"{plain[:28]} {len(taken)}"
    taken.add(name.casefold())
    return name


def _write(book: Any, table: Table, *, name: str) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    sheet.set_column(0, 0, 45)
    sheet.set_column(1, max(1, len(table.columns) - 1), 14)
    sheet.write_string(0, 0, str(guarded(table.title)), bold)
    sheet.write_string(1, 0, table.note)
    for place, column in enumerate(table.columns):
        sheet.write_string(3, place, capfirst(column), wrapped)
    for line, row in enumerate(table.all_rows, start=4):
        for place, cell in enumerate(_cells(row)):
            if isinstance(cell, int | float):
                sheet.write_number(line, place, cell)
            else:
                sheet.write_string(line, place, str(guarded(cell)))
    sheet.freeze_panes(4, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
