"""OpenDocument: texts and spreadsheets, with notes, comments and what was deleted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from requests_app.fulfilment.reading.packed import Packed
from requests_app.fulfilment.reading.properties import lying_in, properties_of
from requests_app.fulfilment.reading.text import (
    MOST_CELLS,
    Hidden,
    Line,
    Part,
    Reading,
    Section,
    Unreadable,
    paragraph,
    section,
)

_PARAGRAPHS = frozenset({"p", "h"})
_BREAKS = {"tab": "\t", "line-break": "\n"}
_COLLAPSED = ("collapse", "filter")


def read_odf(archive: Packed) -> Reading:
    """Read it. Raises Unreadable."""
    content = archive.tree("content.xml")
    body = None if content is None else content.find("body")
    if content is None or body is None:
        raise Unreadable
    return _Document(archive, content).reading(body)


class _Document:
    """What was found so far; comments and deleted text are put aside where they are met."""

    def __init__(self, archive: Packed, content: Element) -> None:
        self._archive = archive
        self._comments: list[str] = []
        self._deleted: list[str] = []
        self._tracked: list[str] = []
        self._hidden_sheets: list[str] = []
        self._hidden_lines: list[str] = []
        self._hiding = {
            style.get("name", "")
            for style in content.iter("style")
            for how in style.iter("table-properties")
            if how.get("display") == "false"
        }

    def reading(self, body: Element) -> Reading:
        """The whole document."""
        sheets = body.find("spreadsheet")
        if sheets is not None:
            sections = [self._sheet(table) for table in sheets.iterfind("table")]
        else:
            sections = [Section(part=Part.TEXT, lines=list(self._lines(body)))]
        sections += self._heads()
        sections += section(Part.COMMENTS, self._comments)
        sections += section(Part.DELETED, self._deleted)
        return Reading(sections=sections, is_table=sheets is not None, hidden=self._hidden())

    def _heads(self) -> Iterator[Section]:
        styles = self._archive.tree("styles.xml")
        for tag, part in (("header", Part.HEADER), ("footer", Part.FOOTER)):
            for each in styles.iter(tag) if styles is not None else ():
                yield from section(part, ["\t".join(line.cells) for line in self._lines(each)])

    def _sheet(self, table: Element) -> Section:
        name = table.get("name", "")
        is_hidden = table.get("style-name") in self._hiding
        if is_hidden:
            self._hidden_sheets.append(name)
        return Section(
            part=Part.HIDDEN_SHEET if is_hidden else Part.SHEET,
            name=name,
            lines=list(self._sheet_rows(table, name)),
        )

    def _sheet_rows(self, table: Element, name: str) -> Iterator[Line]:
        number, budget = 0, MOST_CELLS
        for row in table.iter("table-row"):
            times = _times(row, "number-rows-repeated")
            cells = self._cells(row)
            if cells and row.get("visibility") in _COLLAPSED:
                self._hidden_lines.append(f"{name} {number + 1}")
            if cells:
                budget -= times * len(cells)
                if budget < 0:
                    raise Unreadable
                for each in range(times):
                    yield Line(
                        cells=tuple(cells.values()), columns=tuple(cells), row=number + each + 1
                    )
            number += times

    def _cells(self, row: Element) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = 0
        for cell in row:
            if cell.tag not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated")
            text = self._joined(cell)
            if text:
                if times > MOST_CELLS:
                    raise Unreadable
                cells |= dict.fromkeys(range(column, column + times), text)
            column += times
        return cells

    def _lines(self, node: Element) -> Iterator[Line]:
        for child in node:
            if child.tag in _PARAGRAPHS:
                yield paragraph(self._words(child))
            elif child.tag == "table":
                for row in child.iter("table-row"):
                    texts = tuple(self._joined(cell) for cell in row.iterfind("table-cell"))
                    if texts:
                        yield Line(cells=texts, columns=tuple(range(len(texts))))
            elif child.tag == "tracked-changes":
                self._put_away(child)
            elif child.tag == "annotation":
                self._comment(child)
            else:
                yield from self._lines(child)

    def _words(self, node: Element) -> str:
        return "".join(self._pieces(node))

    def _pieces(self, node: Element) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            yield from self._piece(child)
            yield child.tail or ""

    def _piece(self, child: Element) -> Iterator[str]:
        if child.tag == "s":
            yield " " * _times(child, "c")
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == "annotation":
            self._comment(child)
        elif child.tag in ("note-body", "text-box"):
            yield f"\n{self._joined(child)}\n"
        else:
            yield from self._pieces(child)
            if child.tag == "a" and (link := child.get("href")):
                yield f" <{link}>"

    def _comment(self, node: Element) -> None:
        author = node.findtext("creator") or ""
        self._comments.append(f"{author}: {self._joined(node)}")

    def _put_away(self, node: Element) -> None:
        for region in node.iter("changed-region"):
            self._tracked.append(region.findtext(".//creator") or "")
            for deletion in region.iter("deletion"):
                self._deleted.append(self._joined(deletion))

    def _joined(self, node: Element) -> str:
        return "\n".join("\t".join(line.cells) for line in self._lines(node))

    def _hidden(self) -> dict[Hidden, list[str]]:
        found = lying_in(self._archive)
        found[Hidden.COMMENTS] = [comment.partition(":")[0] for comment in self._comments]
        found[Hidden.TRACKED] = self._tracked
        found[Hidden.SHEETS] = self._hidden_sheets
        found[Hidden.LINES] = self._hidden_lines
        found[Hidden.PROPERTIES] = properties_of(self._archive)
        return found


def _times(node: Element, name: str) -> int:
    text = node.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Unreadable
    return int(text)
