"""The rules, loaded and compiled once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from notices_app.domain.reading.fold import fold
from notices_app.domain.reading.phrases import one_of
from registers_app.domain.rights import Right

LANGUAGES = ("fi", "sv", "en", "de")
FOLDER = Path(__file__).parent / "rules"
_SIMPLE = (
    "asks",
    "told",
    "mine",
    "not_asked",
    "not_meant",
    "asked_before",
    "reminders",
    "other",
    "bulk",
    "data_words",
)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Phrases of one meaning, under the code that a reading gives as its reason."""

    code: str
    finds: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class RightRule(Rule):
    """A rule for one right: a *demand* asks for it, a topic only names it.

    A *context* does neither: beside it a weak demand counts ("I take it back").
    """

    right: Right
    is_demand: bool
    is_context: bool


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """All rules of one language."""

    common_words: frozenset[str]
    asks: tuple[Rule, ...]
    told: tuple[Rule, ...]
    mine: tuple[Rule, ...]
    not_asked: tuple[Rule, ...]
    not_meant: tuple[Rule, ...]
    asked_before: tuple[Rule, ...]
    rights: tuple[RightRule, ...]
    reminders: tuple[Rule, ...]
    other: tuple[Rule, ...]
    bulk: tuple[Rule, ...]
    data_words: tuple[Rule, ...]


def load(name: str) -> Any:
    """A table of rules; every scalar is text, also ``no`` and ``on``."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506


@cache
def rulebook(language: str) -> Rulebook:
    """The rules of *language*. Raises ValueError for a phrase that cannot be read."""
    table = _as_spoken(_with_words(load(language)))
    simple = {name: tuple(_rules(table[name], f"{language}.{name}")) for name in _SIMPLE}
    return Rulebook(
        common_words=frozenset(map(fold, table["common_words"])),
        rights=tuple(_right_rules(table["rights"], language)),
        **simple,
    )


def _with_words(table: dict[str, Any]) -> dict[str, Any]:
    """*table* with the words that each ``<name>`` of its ``words`` stands for."""

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: filled(value) for key, value in part.items()}
        if isinstance(part, list):
            return [filled(each) for each in part]
        for name, words in table["words"].items():
            part = part.replace(f"<{name}>", words)
        return part

    return {key: filled(value) for key, value in table.items() if key != "words"}


def _as_spoken(table: dict[str, Any]) -> dict[str, Any]:
    """*table* where a word may also be written as it is ``spoken`` ("u" for "you")."""
    spoken = table["spoken"]

    def heard(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: heard(value) for key, value in part.items()}
        if isinstance(part, list):
            return [heard(each) for each in part]
        return " ".join(map(spellings, part.split()))

    def spellings(token: str) -> str:
        if token.startswith("["):
            return f"[{spellings(token.strip('[]'))}]"
        return "|".join(dict.fromkeys(all_ways(token)))

    def all_ways(token: str) -> Iterator[str]:
        for choice in token.split("|"):
            ways = ([word, *spoken.get(word, "").split()] for word in choice.split("_"))
            yield from map("_".join, product(*ways))

    written = ("spoken", "common_words")
    return {key: heard(value) for key, value in table.items() if key not in written} | {
        "common_words": table["common_words"]
    }


def _rules(table: dict[str, list[str]], prefix: str) -> Iterator[Rule]:
    for name, phrases in table.items():
        yield Rule(code=f"{prefix}.{name}", finds=one_of(phrases))


def _right_rules(table: dict[str, Any], language: str) -> Iterator[RightRule]:
    for right, kinds in table.items():
        for kind, rules in kinds.items():
            for rule in _rules(rules, f"{language}.{right}.{kind}"):
                yield RightRule(
                    code=rule.code,
                    finds=rule.finds,
                    right=Right(right),
                    is_demand=kind == "demand",
                    is_context=kind == "context",
                )
