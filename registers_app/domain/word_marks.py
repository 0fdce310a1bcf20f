"""Which words of a text were added, and which removed."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Comparing takes time with the product of the two: beyond this the whole text is replaced.
MOST_PAIRS = 4_000_000


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some words on end with the same mark."""

    mark: Mark
    text: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; those not removed make *after*."""
    if before == after:
        return _pieces((Mark.KEPT, after))
    old, new = WORDS.findall(before), WORDS.findall(after)
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return _pieces((Mark.REMOVED, before), (Mark.ADDED, after))
    found: list[tuple[Mark, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            found.append((Mark.KEPT, "".join(old[start:end])))
        else:
            found.append((Mark.REMOVED, "".join(old[start:end])))
            found.append((Mark.ADDED, "".join(new[new_start:new_end])))
    return _pieces(*found)


def _pieces(*found: tuple[Mark, str]) -> tuple[Piece, ...]:
    return tuple(Piece(mark=mark, text=text) for mark, text in found if text)
