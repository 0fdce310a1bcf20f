"""What stands in a document: sections of lines, and one text in which places are marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

MOST_CELLS = 100_000
MOST_CHARACTERS = 5_000_000


# As many rows and columns as spreadsheets have.
LAST_ROW = 1_048_576
LAST_COLUMN = 16_383


class Unreadable(ValueError):
    """A document that cannot be read safely: broken, locked, or too large."""


class Part(StrEnum):
    """Which part of a document a section is."""

    TEXT = "text"
    SHEET = "sheet"
    HIDDEN_SHEET = "hidden_sheet"
    HEADER = "header"
    FOOTER = "footer"
    NOTES = "notes"
    COMMENTS = "comments"
    DELETED = "deleted"
    HIDDEN_TEXT = "hidden_text"
    DRAWN = "drawn"
    ATTACHED = "attached"


class Hidden(StrEnum):
    """What a document holds that who opens it may not see: given as it is, it would go along."""

    COMMENTS = "comments"
    TRACKED = "tracked"
    TEXT = "text"
    SHEETS = "sheets"
    LINES = "lines"
    CACHES = "caches"
    PROPERTIES = "properties"
    PICTURES = "pictures"
    OTHERS = "others"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph, or a row of a table with the cells that hold something."""

    cells: tuple[str, ...]
    columns: tuple[int, ...] = (0,)
    row: int = 0  # its number in a sheet; 0: not of a sheet


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part. The name of a sheet is text too: it may name somebody."""

    part: Part
    lines: Sequence[Line]
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A line, or the name of a section, with where each of its cells begins in the text."""

    section: Section
    cells: tuple[tuple[int, str], ...]
    columns: tuple[int, ...] = (0,)
    row: int = 0
    is_name: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A document as it was read. Only what stands in its sections gets into a covered copy."""

    sections: Sequence[Section]
    is_table: bool = False
    hidden: Mapping[Hidden, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = [line for section in self.sections for line in section.lines]
        if any(line.row > LAST_ROW or line.columns[-1] > LAST_COLUMN for line in lines):
            raise Unreadable
        cells = sum(len(line.cells) for line in lines)
        letters = sum(len(cell) for line in lines for cell in line.cells)
        if cells > MOST_CELLS or letters > MOST_CHARACTERS:
            raise Unreadable

    @cached_property
    def text(self) -> str:
        """Everything in one text, cell by cell and line by line: marks are places in it."""
        return "\n".join(
            "\t".join(text for _start, text in placed.cells) for placed in self.placed()
        )

    def placed(self) -> Iterator[Placed]:
        """The lines in their order, each cell with its place in :attr:`text`."""
        at = 0
        for section in self.sections:
            if section.name:
                yield Placed(section=section, cells=((at, section.name),), is_name=True)
                at += len(section.name) + 1
            for line in section.lines:
                cells = []
                for cell in line.cells:
                    cells.append((at, cell))
                    at += len(cell) + 1
                yield Placed(
                    section=section, cells=tuple(cells), columns=line.columns, row=line.row
                )


def paragraph(text: str) -> Line:
    """A line of one cell."""
    return Line(cells=(text,))


def section(part: Part, texts: Sequence[str]) -> Iterator[Section]:
    """A section of paragraphs, if there are any."""
    lines = [paragraph(text) for text in texts if text.strip()]
    if lines:
        yield Section(part=part, lines=lines)
