"""An Excel file: every sheet, hidden ones too, with what its cells show, and its comments.

Of a formula the value is read that was kept with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from requests_app.fulfilment.reading.excel_dates import DateStyles, date_styles
from requests_app.fulfilment.reading.packed import Packed
from requests_app.fulfilment.reading.properties import lying_in, properties_of
from requests_app.fulfilment.reading.text import (
    Hidden,
    Line,
    Part,
    Reading,
    Section,
    Unreadable,
    section,
)

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COMMENTS = re.compile(r"xl/(threaded)?comments?/?\w*\.xml", re.IGNORECASE)
_DRAWN = re.compile(r"xl/(drawings|charts|diagrams)/[\w.]+\.xml", re.IGNORECASE)


def read_xlsx(archive: Packed) -> Reading:
    """Read it. Raises Unreadable."""
    return _Book(archive).reading()


@dataclass(frozen=True, kw_only=True)
class _Shared:
    """What the cells of all sheets point at."""

    strings: list[str]
    dates: DateStyles


class _Book:
    """What was found so far."""

    def __init__(self, archive: Packed) -> None:
        self._archive = archive
        self._main = archive.main_part()
        book = archive.tree(self._main)
        if book is None:
            raise Unreadable
        self._book = book
        folder = self._main.rpartition("/")[0]
        self._shared = _Shared(
            strings=_strings(archive.tree(f"{folder}/sharedStrings.xml")),
            dates=date_styles(archive.tree(f"{folder}/styles.xml"), book),
        )
        self._hidden_sheets: list[str] = []
        self._hidden_lines: list[str] = []

    def reading(self) -> Reading:
        """The whole file."""
        sections = [each for sheet in self._book.iter("sheet") for each in self._sheet(sheet)]
        comments = list(self._comments())
        sections += section(Part.COMMENTS, comments)
        sections += section(Part.DRAWN, list(self._drawn()))
        hidden = lying_in(self._archive)
        hidden[Hidden.SHEETS] = self._hidden_sheets
        hidden[Hidden.LINES] = self._hidden_lines
        hidden[Hidden.COMMENTS] = [_author(comment) for comment in comments]
        hidden[Hidden.PROPERTIES] = properties_of(self._archive)
        return Reading(sections=sections, is_table=True, hidden=hidden)

    def _sheet(self, sheet: Element) -> Iterator[Section]:
        name = sheet.get("name", "")
        is_hidden = sheet.get("state", "visible") != "visible"
        if is_hidden:
            self._hidden_sheets.append(name)
        path = self._archive.relations(self._main).get(sheet.get("id", ""), "")
        tree = self._archive.tree(path)
        if tree is None:
            raise Unreadable
        self._note_hidden_lines(tree, name)
        yield Section(
            part=Part.HIDDEN_SHEET if is_hidden else Part.SHEET,
            name=name,
            lines=list(_rows(tree, self._shared)),
        )
        marked = [each.text or "" for head in tree.iter("headerFooter") for each in head]
        yield from section(Part.HEADER, [re.sub(r"&[LCR]", " ", text) for text in marked])

    def _note_hidden_lines(self, tree: Element, name: str) -> None:
        for row in tree.iter("row"):
            if _is_on(row.get("hidden")):
                self._hidden_lines.append(f"{name} {row.get('r', '')}")
        for column in tree.iter("col"):
            if _is_on(column.get("hidden")):
                self._hidden_lines.append(f"{name} {letters(_number(column.get('min'), 1) - 1)}")

    def _comments(self) -> Iterator[str]:
        people = self._people()
        for name in sorted(self._archive.names):
            tree = self._archive.tree(name) if _COMMENTS.fullmatch(name) else None
            if tree is None:
                continue
            authors = [each.text or "" for each in tree.iter("author")]
            for each in (*tree.iter("comment"), *tree.iter("threadedComment")):
                who = people.get(each.get("personId", "")) or _nth(authors, each.get("authorId"))
                yield f"{each.get('ref', '')} {who}: {_said(each)}"

    def _people(self) -> dict[str, str]:
        trees = [
            self._archive.tree(name)
            for name in self._archive.names
            if name.casefold().startswith("xl/persons/") and name.endswith(".xml")
        ]
        return {
            person.get("id", ""): person.get("displayName", "")
            for tree in trees
            if tree is not None
            for person in tree.iter("person")
        }

    def _drawn(self) -> Iterator[str]:
        for name in sorted(self._archive.names):
            tree = self._archive.tree(name) if _DRAWN.fullmatch(name) else None
            for each in tree.iter() if tree is not None else ():
                if each.tag in ("t", "v") and (each.text or "").strip():
                    yield each.text or ""
                elif each.tag == "cNvPr" and each.get("descr"):
                    yield each.get("descr", "")


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The column, counted from 0, that *name* is the name of."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _rows(tree: Element, shared: _Shared) -> Iterator[Line]:
    number = 0
    for row in tree.iter("row"):
        number = _number(row.get("r"), number + 1)
        cells: dict[int, str] = {}
        column = -1
        for cell in row.iter("c"):
            place = _CELL.fullmatch(cell.get("r", ""))
            column = column_of(place[1]) if place else column + 1
            value = _value(cell, shared)
            if value:
                cells[column] = value
        if cells:
            columns = tuple(sorted(cells))
            yield Line(cells=tuple(cells[each] for each in columns), columns=columns, row=number)


def _value(cell: Element, shared: _Shared) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _said(cell)
    kept = _unescaped(cell.findtext("v") or "")
    if kind == "s":
        return _nth(shared.strings, kept)
    if kind == "n" and kept:
        return shared.dates.shown(kept, style=_number(cell.get("s"), 0))
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(kept, kept)
    return kept


def _strings(tree: Element | None) -> list[str]:
    return [] if tree is None else [_said(each) for each in tree.iter("si")]


def _said(node: Element) -> str:
    """The text of a string; how it is pronounced is no part of it."""
    texts: list[str] = []
    for child in node:
        if child.tag in ("t", "text") and len(child) == 0:
            texts.append(_unescaped(child.text or ""))
        elif child.tag not in ("rPh", "f"):
            texts.append(_said(child))
    return "".join(texts)


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold, or that somebody wrote so, are read as they are shown."""
    return _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)


def _character(code: int) -> str:
    char = chr(code)
    return char if char.isprintable() or char in "\t\n" else ""


def _nth(texts: list[str], number: str | None) -> str:
    place = _number(number, -1)
    return texts[place] if 0 <= place < len(texts) else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _author(comment: str) -> str:
    return comment.partition(":")[0].partition(" ")[2]


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")
