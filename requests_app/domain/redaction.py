"""What may be covered in a copy of a person's data, and where (GDPR Art. 15(4), 20(4), 23)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something is covered; a closed list, for a copy is given whole by default."""

    OTHERS = "others"  # Art. 15(4), 20(4): the rights and freedoms of others
    BUSINESS = "business"  # Art. 15(4), recital 63: trade secrets, intellectual property
    LAW = "law"  # Art. 23: a law keeps it from the person
    NOT_THEIRS = "not_theirs"  # Art. 15(3): it is no data about the person at all


ARTICLES = {
    Reason.OTHERS: "15(4)",
    Reason.BUSINESS: "15(4)",
    Reason.LAW: "23",
    Reason.NOT_THEIRS: "15(3)",
}

BLOCK = "█████"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A part of a page, in shares of its width and height from the upper left corner."""

    page: int  # from 0
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Span:
    """A part of a text, in characters: from *start*, up to but not with *end*."""

    start: int
    end: int
    reason: Reason


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where *words* stand in *text*, whatever their case and the spaces between them."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)]


def covered(text: str, spans: Iterable[Span], *, labels: dict[Reason, str]) -> str:
    """*text* with a block of one length and a label for each span; where they meet, one.

    The block tells nothing of how long it was what stood there.
    """
    kept: list[str] = []
    at = 0
    for span in _merged(sorted(spans, key=lambda each: (each.start, each.end))):
        kept += [text[at : span.start], f"{BLOCK} [{labels[span.reason]}]"]
        at = span.end
    return "".join([*kept, text[at:]])


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            last = merged.pop()
            span = Span(start=last.start, end=max(last.end, span.end), reason=last.reason)
        merged.append(span)
    return merged
