"""A document with parts covered: a new file that is made from nothing but the text that remains.

No property, picture, formula, change or comment of the document comes along but as text that the
reviewer saw. A text becomes a page for any browser, a spreadsheet a new spreadsheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import xlsxwriter
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.exchange.cells import shortened
from requests_app.domain.redaction import BLOCK, Piece, Reason, Span, merged, pieces
from requests_app.fulfilment.covering.document_words import heading
from requests_app.fulfilment.reading.text import Part, Placed, Reading
from requests_app.fulfilment.reading.xlsx import letters

HTML = "text/html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEETS = (Part.SHEET, Part.HIDDEN_SHEET)
_FORBIDDEN = "[]:*?/\\'"
LONGEST_SHEET_NAME = 31


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A line as it is given: each cell in its pieces, at its column."""

    cells: Sequence[Sequence[Piece]]
    columns: Sequence[int]
    row: int
    is_row: bool


@dataclass(frozen=True, kw_only=True)
class Block:
    """Paragraphs, or rows that make a table. ``columns`` are those that hold something."""

    is_table: bool
    lines: Sequence[ShownLine]
    columns: Sequence[int]

    def column_names(self) -> list[str]:
        """What the columns of a sheet are called; a table of a text has no names for them."""
        is_sheet = any(line.row for line in self.lines)
        return [letters(column) for column in self.columns] if is_sheet else []

    def rows(self) -> Iterator[tuple[int, list[Sequence[Piece]]]]:
        """Of a table: the number of each row, and a cell for every column."""
        for line in self.lines:
            cells = dict(zip(line.columns, line.cells, strict=True))
            yield line.row, [cells.get(column, ()) for column in self.columns]


@dataclass(frozen=True, kw_only=True)
class ShownSection:
    """A section as it is given."""

    part: Part
    heading: str
    name: Sequence[Piece]
    lines: Sequence[ShownLine]

    def blocks(self) -> Iterator[Block]:
        """The lines as they are laid out."""
        for is_table, lines in groupby(self.lines, key=lambda line: line.is_row):
            kept = list(lines)
            columns = sorted({column for line in kept for column in line.columns})
            yield Block(is_table=is_table, lines=kept, columns=columns)


def shown(
    reading: Reading, spans: Sequence[Span], *, labels: dict[Reason, str]
) -> list[ShownSection]:
    """The document as the person would read it."""
    joined = merged(spans)
    names: dict[int, Sequence[Piece]] = {}
    lines: dict[int, list[ShownLine]] = {}
    for placed in reading.placed():
        cells = [pieces(text, joined, labels=labels, start=at) for at, text in placed.cells]
        if placed.is_name:
            names[id(placed.section)] = cells[0]
        else:
            lines.setdefault(id(placed.section), []).append(_line(placed, cells))
    return [
        ShownSection(
            part=section.part,
            heading=heading(section.part),
            name=names.get(id(section), ()),
            lines=lines.get(id(section), []),
        )
        for section in reading.sections
    ]


def covered_document(
    reading: Reading, spans: Sequence[Span], *, labels: dict[Reason, str]
) -> tuple[str, str, bytes]:
    """Its suffix, type and bytes, in the language that is active."""
    sections = shown(reading, spans, labels=labels)
    if reading.is_table:
        return ".xlsx", XLSX, _workbook(sections)
    page = render_to_string(
        "package/covered.html", {"language": get_language(), "sections": sections}
    )
    return ".html", HTML, page.encode()


def _line(placed: Placed, cells: Sequence[Sequence[Piece]]) -> ShownLine:
    return ShownLine(
        cells=cells,
        columns=placed.columns,
        row=placed.row,
        is_row=placed.section.part in _SHEETS or len(cells) > 1,
    )


def _workbook(sections: Sequence[ShownSection]) -> bytes:
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    book.set_properties({"created": now()})
    taken: set[str] = set()
    for section in sections:
        sheet = book.add_worksheet(_sheet_name(section, taken))
        sheet.set_column(0, 50, 18)
        for number, line in enumerate(section.lines):
            row = line.row - 1 if line.row else number
            for column, cell in zip(line.columns, line.cells, strict=True):
                # A string is never run, whatever it begins with.
                sheet.write_string(row, column, str(shortened(_text(cell))))
    about = book.add_worksheet(_sheet_name_of(_("About this copy"), taken))
    about.set_column(0, 0, 100)
    for number, words in enumerate(_about(sections)):
        about.write_string(number, 0, words)
    book.close()
    return kept.getvalue()


def _about(sections: Sequence[ShownSection]) -> Iterator[str]:
    yield _("This is a copy of a spreadsheet in which parts are covered, each with its reason.")
    yield _("It holds the text of all cells; formulas are given as the values that they had.")
    for section in sections:
        if section.part is Part.HIDDEN_SHEET:
            yield _("This sheet was hidden: %(name)s.") % {"name": _text(section.name)}


def _sheet_name(section: ShownSection, taken: set[str]) -> str:
    if not section.name:
        return _sheet_name_of(section.heading, taken)
    is_covered = any(piece.start is None for piece in section.name)
    return _sheet_name_of(BLOCK if is_covered else _text(section.name), taken)


def _sheet_name_of(name: str, taken: set[str]) -> str:
    """At most 31 characters, none that a sheet's name must not have, and not twice."""
    plain = "".join(" " if sign in _FORBIDDEN else sign for sign in name).strip() or "-"
    found = plain[:LONGEST_SHEET_NAME]
    if found.casefold() in taken or found.casefold() == "history":
        found = f"{plain[:26]} {len(taken) + 1}"
    taken.add(found.casefold())
    return found


def _text(cell: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in cell)
