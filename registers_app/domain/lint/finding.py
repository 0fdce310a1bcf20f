"""What a rule of the linter is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from registers_app.domain.lint.facts import VersionFacts


class Severity(StrEnum):
    """What a finding does to publishing."""

    ERROR = "error"  # it blocks
    WARNING = "warning"  # it needs a reason in writing
    NOTE = "note"  # it is only said


class Record(StrEnum):
    """Whose record a rule is about."""

    CONTROLLER = "controller"  # GDPR Art. 30(1), and the notice that follows from it
    PROCESSOR = "processor"  # GDPR Art. 30(2)
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where something is found: a path, "" for the whole; ``words`` are what was read there."""

    place: str = ""
    words: tuple[str, ...] = ()


Check = Callable[[VersionFacts], Iterable[Spot]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: its code is also that of its sentence.

    ``articles`` are of the GDPR; ``beside`` are judgments, guidelines and other acts.
    """

    code: str
    severity: Severity
    articles: str
    beside: str
    record: Record
    check: Check

    def concerns(self, facts: VersionFacts) -> bool:
        """Whether the rule is about such a record."""
        mine = Record.PROCESSOR if facts.register.is_processor else Record.CONTROLLER
        return self.record in (mine, Record.BOTH)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule finds at one place."""

    rule: Rule
    place: str
    words: tuple[str, ...]

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def __str__(self) -> str:
        return f"{self.code} {self.place}".strip()


def at(places: Iterable[str]) -> Iterator[Spot]:
    """A spot at each place."""
    return (Spot(place=place) for place in places)


def whole(is_found: bool) -> Iterator[Spot]:
    """The whole version, if the rule finds what it looks for."""
    if is_found:
        yield Spot()
