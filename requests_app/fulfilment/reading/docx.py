"""A Word document: paragraphs and tables, headers, notes, comments, and what was deleted.

A tracked deletion, hidden text and a comment stand in the file as much as the rest, and an opinion
about a person is their data too (CJEU C-434/16 Nowak): each is read, in a section of its own.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from requests_app.fulfilment.reading.packed import Packed
from requests_app.fulfilment.reading.properties import lying_in, properties_of
from requests_app.fulfilment.reading.text import (
    Hidden,
    Line,
    Part,
    Reading,
    Section,
    Unreadable,
    paragraph,
    section,
)

_BESIDE: tuple[tuple[str, Part], ...] = (
    (r"word/header\d*\.xml", Part.HEADER),
    (r"word/footer\d*\.xml", Part.FOOTER),
    (r"word/(footnotes|endnotes)\d*\.xml", Part.NOTES),
    (r"word/comments\d*\.xml", Part.COMMENTS),
    (r"word/(diagrams/data|charts/chart)\w*\.xml", Part.DRAWN),
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PASSED_OVER = frozenset({"pPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback", "instrText"})
_REMOVED = frozenset({"del", "moveFrom"})
_TEXTS = frozenset({"t", "delText", "v"})


def read_docx(archive: Packed) -> Reading:
    """Read it. Raises Unreadable."""
    return _Document(archive).reading()


class _Document:
    """What was found so far; deleted and hidden text is put aside where it is met."""

    def __init__(self, archive: Packed) -> None:
        self._archive = archive
        self._deleted: list[str] = []
        self._concealed: list[str] = []
        self._tracked: list[str] = []
        self._commenters: list[str] = []
        self._links: dict[str, str] = {}

    def reading(self) -> Reading:
        """The whole document."""
        main = self._archive.main_part()
        tree = self._archive.tree(main)
        if tree is None:
            raise Unreadable
        self._links = self._archive.links(main)
        sections = [Section(part=Part.TEXT, lines=list(self._lines(tree)))]
        for pattern, part in _BESIDE:
            for name in sorted(self._archive.names):
                if re.fullmatch(pattern, name, re.IGNORECASE):
                    sections += self._beside(name, part)
        sections += section(Part.DELETED, self._deleted)
        sections += section(Part.HIDDEN_TEXT, self._concealed)
        return Reading(sections=sections, hidden=self._hidden())

    def _beside(self, name: str, part: Part) -> Iterator[Section]:
        tree = self._archive.tree(name)
        assert tree is not None, "it is named by the archive"
        self._links = self._archive.links(name)
        if part is Part.DRAWN:
            yield from section(part, [each.text or "" for each in tree.iter() if _is_said(each)])
        elif part is Part.COMMENTS:
            yield from section(part, [self._comment(each) for each in tree])
        else:
            lines = [line for line in self._lines(tree) if any(map(str.strip, line.cells))]
            if lines:
                yield Section(part=part, lines=lines)

    def _comment(self, node: Element) -> str:
        author = node.get("author", "")
        self._commenters.append(author)
        return f"{author}: {_joined(self._lines(node))}"

    def _lines(self, node: Element) -> Iterator[Line]:
        for child in node:
            if child.tag == "p":
                yield paragraph(self._words(child))
            elif child.tag == "tbl":
                yield from self._rows(child)
            elif child.tag in _REMOVED:
                self._put_away(child)
            elif child.tag not in _PASSED_OVER:
                yield from self._lines(child)

    def _rows(self, table: Element) -> Iterator[Line]:
        for row in _within(table, "tr"):
            cells = tuple(_joined(self._lines(cell)) for cell in _within(row, "tc"))
            if cells:
                yield Line(cells=cells, columns=tuple(range(len(cells))))

    def _words(self, node: Element) -> str:
        return "".join(self._pieces(node))

    def _pieces(self, node: Element) -> Iterator[str]:
        for child in node:
            if child.tag in _PASSED_OVER:
                continue
            if child.tag in _TEXTS:
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag in _REMOVED:
                self._put_away(child)
            elif child.tag == "r" and _is_concealed(child):
                self._concealed.append(self._words(child))
            else:
                yield from self._inside(child)

    def _inside(self, child: Element) -> Iterator[str]:
        if child.tag == "ins":
            self._tracked.append(child.get("author", ""))
        if child.tag == "txbxContent":
            yield f"\n{_joined(self._lines(child))}\n"
            return
        yield from self._pieces(child)
        if child.tag == "hyperlink" and (link := self._links.get(child.get("id", ""))):
            yield f" <{link}>"
        if child.tag == "docPr" and (words := child.get("descr")):
            yield f"[{words}]"

    def _put_away(self, node: Element) -> None:
        self._tracked.append(node.get("author", ""))
        self._deleted.append(self._words(node) or _joined(self._lines(node)))

    def _hidden(self) -> dict[Hidden, list[str]]:
        found = lying_in(self._archive)
        found[Hidden.COMMENTS] = self._commenters
        found[Hidden.TRACKED] = self._tracked
        found[Hidden.TEXT] = self._concealed
        found[Hidden.PROPERTIES] = properties_of(self._archive)
        return found


def _within(node: Element, tag: str) -> Iterator[Element]:
    """The nearest *tag*s, whatever wraps them: controls, changes, custom XML."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _PASSED_OVER and child.tag not in ("p", "tbl"):
            yield from _within(child, tag)


def _joined(lines: Iterator[Line]) -> str:
    return "\n".join("\t".join(line.cells) for line in lines)


def _is_concealed(run: Element) -> bool:
    marks = run.findall("rPr/vanish")
    return any(mark.get("val", "1") not in ("0", "false", "off") for mark in marks)


def _is_said(node: Element) -> bool:
    return node.tag in _TEXTS and bool((node.text or "").strip())
