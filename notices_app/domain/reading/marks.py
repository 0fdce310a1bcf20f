"""What a reading consists of: marks in the text, and what they come to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from notices_app.domain.reading.identifiers import Identifier
from notices_app.domain.reading.rulebook import RightRule, Rule
from registers_app.domain.rights import Right


class Kind(StrEnum):
    """What a mail is, by its own words."""

    REQUEST = "request"
    REMINDER = "reminder"
    NOT_A_REQUEST = "not_a_request"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Words that led to the reading: the rule and its place in the text."""

    code: str
    start: int
    end: int
    right: Right | None = None

    @classmethod
    def of(cls, rule: Rule, match: re.Match[str]) -> "Mark":
        """The mark that *rule* leaves."""
        right = rule.right if isinstance(rule, RightRule) else None
        return cls(code=rule.code, start=match.start(), end=match.end(), right=right)


@dataclass(kw_only=True)
class Found:
    """All marks of a text, by what they say."""

    demands: list[Mark] = field(default_factory=list)
    # Those demands that tell of what was asked for before.
    earlier: list[Mark] = field(default_factory=list)
    # Those of them that stand where "I have asked you to" is said.
    repeated: list[Mark] = field(default_factory=list)
    # What is only spoken of: "news of erasing data", "thanks for handling my access request".
    idle: list[Mark] = field(default_factory=list)
    topics: list[Mark] = field(default_factory=list)
    reminders: list[Mark] = field(default_factory=list)
    other: list[Mark] = field(default_factory=list)
    bulk: list[Mark] = field(default_factory=list)
    data_words: list[Mark] = field(default_factory=list)
    # Where a right is not even named, but its weak demands are meant.
    contexts: list[Mark] = field(default_factory=list)
    # The writer speaks of data of their own, or asks for themselves …
    is_own: bool = False
    # … or does both in one sentence.
    is_personal: bool = False
    # A word is about data where neither thanks nor content is told.
    is_open: bool = False

    def all(self) -> list[Mark]:
        """Each rule's first words for each right, in the order of the text."""
        asked = {mark.right for mark in self.demands}
        first: dict[tuple[str, Right | None], Mark] = {}
        groups = (
            self.demands,
            self.topics,
            self.reminders,
            self.other,
            self.bulk,
            self.data_words,
            [mark for mark in self.contexts if mark.right in asked],
        )
        for mark in (mark for group in groups for mark in group):
            first.setdefault((mark.code, mark.right), mark)
        return sorted(first.values(), key=lambda mark: (mark.start, mark.end))


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a text was read as. *rights* were asked for; *perhaps* were only named."""

    kind: Kind
    language: str
    rights: tuple[Right, ...]
    perhaps: tuple[Right, ...]
    marks: tuple[Mark, ...]
    identifiers: tuple[Identifier, ...]


def words_of(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Mark, str]]:
    """Each mark with its words."""
    for mark in marks:
        yield mark, " ".join(text[mark.start : mark.end].split())
