"""A document as who looks it through sees it: some lines at a time, and what is hidden in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from requests_app.fulfilment.covering.document_words import HIDDEN
from requests_app.fulfilment.covering.documents import ShownSection
from requests_app.fulfilment.reading.text import Hidden, Reading
from requests_app.models import RedactionMark

LINES_AT_ONCE = 300
MOST_NAMED = 5
LONGEST_WORDS = 60
# What goes only with the file as it is: a covered copy is made without it.
NOT_IN_A_COPY = (Hidden.CACHES, Hidden.PROPERTIES, Hidden.PICTURES, Hidden.OTHERS)


@dataclass(frozen=True, kw_only=True)
class HiddenThing:
    """One kind of thing that is hidden in a document."""

    label: str
    count: int
    names: str
    is_in_copy: bool


def hidden_things(reading: Reading | None) -> list[HiddenThing]:
    """What would be given unseen, if the file went as it is."""
    if reading is None:
        return []
    return [
        HiddenThing(
            label=str(label),
            count=len(reading.hidden[kind]),
            names=_named(reading.hidden[kind]),
            is_in_copy=kind not in NOT_IN_A_COPY,
        )
        for kind, label in HIDDEN.items()
        if reading.hidden.get(kind)
    ]


def words_at(text: str | None, mark: RedactionMark) -> str:
    """The words that a mark covers, so that one knows it among others; a box covers none."""
    if text is None or mark.start is None or mark.end is None:
        return ""
    words = " ".join(text[mark.start : mark.end].split())
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]} …"


def _named(names: Sequence[str]) -> str:
    known = list(dict.fromkeys(name for name in names if name.strip()))
    more = [_("and more")] if len(known) > MOST_NAMED else []
    return ", ".join([*(name[:80] for name in known[:MOST_NAMED]), *more])


def some_of(sections: Sequence[ShownSection], *, first: int) -> Iterator[ShownSection]:
    """The sections with some lines, from the line *first*, counted from one."""
    at = 1
    for section in sections:
        begins = max(first - at, 0)
        ends = first + LINES_AT_ONCE - at
        lines = section.lines[begins : max(ends, 0)]
        is_here = bool(lines) or (not section.lines and first <= at < first + LINES_AT_ONCE)
        if is_here:
            yield replace(section, lines=lines)
        at += len(section.lines)
