"""The blocks of a letter: of one text its mail in HTML and its paper are made, word for word."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

DASH = "– "
HEADING_MAX = 90
ENDS_A_SENTENCE = ".:!?"


class BlockKind(StrEnum):
    """What a block is to its reader, and to a screen reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEMS = "items"  # a list; its lines have lost their dashes
    LINK = "link"  # its lines are the link's words


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines that belong together; *address* is where a link leads."""

    kind: BlockKind
    lines: list[str]
    address: str = ""

    def plain(self) -> dict[str, Any]:
        """The block as JSON has it."""
        return asdict(self)


def blocks_of(text: str, *, links: Collection[str] = ()) -> list[Block]:
    """The blocks of *text*, parted by empty lines. Only the addresses in *links* become links."""
    paragraphs = text.strip().split("\n\n")
    return [_block(paragraphs, place, links) for place in range(len(paragraphs))]


def _block(paragraphs: list[str], place: int, links: Collection[str]) -> Block:
    lines = paragraphs[place].split("\n")
    if lines[-1] in links:
        words = [line.rstrip(":") for line in lines[:-1]] or [lines[-1]]
        return Block(kind=BlockKind.LINK, lines=words, address=lines[-1])
    if all(line.startswith(DASH) for line in lines):
        return Block(kind=BlockKind.ITEMS, lines=[line.removeprefix(DASH) for line in lines])
    kind = BlockKind.HEADING if _is_heading(paragraphs, place) else BlockKind.PARAGRAPH
    return Block(kind=kind, lines=lines)


def _is_heading(paragraphs: list[str], place: int) -> bool:
    """A short line of its own that is no sentence, with something under it.

    Not the greeting, and not what a sentence before it has announced with a colon.
    """
    if not 0 < place < len(paragraphs) - 1:
        return False
    line = paragraphs[place]
    return (
        "\n" not in line
        and len(line) <= HEADING_MAX
        and line[-1:] not in ENDS_A_SENTENCE
        and not line.startswith((DASH, "http"))
        and not paragraphs[place - 1].endswith(":")
    )
