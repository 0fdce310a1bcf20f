"""What may be covered in a copy of a person's data, and where (GDPR Art. 15(4), 20(4), 23)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


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

# Soft hyphens, and what has no width.
_UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]*"

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
    """Where *words* stand in *text*, whatever their case and the spaces between them.

    And however their letters are written: whole or with their accents apart, as JSON escapes
    them, or with signs between them that nobody sees.
    """
    parts = [_UNSEEN.join(map(_letter, part)) for part in normalize("NFC", words).split()]
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)]


def _letter(char: str) -> str:
    if char.isascii():
        return re.escape(char)
    apart = normalize("NFD", char)
    escaped = [rf"\\u{ord(each):04x}" for each in {char.lower(), char.upper()} if len(each) == 1]
    return f"(?:{'|'.join([re.escape(apart), re.escape(char), *escaped])})"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a text as it is given: what stands there, or a block in its place."""

    text: str
    start: int | None  # where it stands in the whole text; None: a block


def covered(text: str, spans: Iterable[Span], *, labels: dict[Reason, str]) -> str:
    """*text* with a block of one length and a label for each span; where they meet, one.

    The block tells nothing of how long it was what stood there.
    """
    return "".join(piece.text for piece in pieces(text, merged(spans), labels=labels))


def pieces(
    text: str, spans: Sequence[Span], *, labels: dict[Reason, str], start: int = 0
) -> list[Piece]:
    """*text*, which begins at *start* of the whole, in the parts that are given.

    *spans* are merged. An empty text inside of a span gets a block too.
    """
    found: list[Piece] = []
    at = 0
    for span in _touching(spans, start, start + len(text)):
        begins = max(span.start - start, 0)
        if begins > at:
            found.append(Piece(text=text[at:begins], start=start + at))
        found.append(Piece(text=f"{BLOCK} [{labels[span.reason]}]", start=None))
        at = min(span.end - start, len(text))
    if at < len(text):
        found.append(Piece(text=text[at:], start=start + at))
    return found


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in their order, those that meet as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if joined and span.start <= joined[-1].end:
            last = joined.pop()
            span = Span(start=last.start, end=max(last.end, span.end), reason=last.reason)
        joined.append(span)
    return joined


def _touching(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    for place in range(bisect_right(spans, start, key=lambda span: span.end), len(spans)):
        span = spans[place]
        if span.start >= end and not (start == end and span.start < start):
            return
        yield span
