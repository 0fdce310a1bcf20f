"""An organisation's own words for a letter: text, and names in double braces. Nothing else.

There is no language in it: no tags, no filters, no dots. A name is one of a closed list or a fault.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum

PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
# What belongs to a template language, or to a placeholder that is not written as one.
BRACES = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|\{#[^\n]*?#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
WORDS = re.compile(r"\S+|\n+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class FaultKind(StrEnum):
    """What is wrong with a wording."""

    UNKNOWN = "unknown"  # a name that is not on the list
    NO_LANGUAGE = "no_language"  # braces that are no placeholder
    SUBJECT_LINE = "subject_line"  # a subject of more than one line
    SUBJECT_PASSAGE = "subject_passage"  # a whole passage in a subject
    CONTROL = "control"  # characters that nobody sees
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault: what was found, and the nearest name that there is."""

    kind: FaultKind
    found: str = ""
    nearest: str = ""


def names_in(text: str) -> list[str]:
    """The names of the placeholders, in their order, each once."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def faults_of(
    subject: str, body: str, *, values: Collection[str], passages: Collection[str]
) -> list[Fault]:
    """What is wrong with a wording of which these *values* and *passages* may be part."""
    found: list[Fault] = []
    for text in (subject, body):
        if not text.strip():
            found.append(Fault(kind=FaultKind.EMPTY))
        found += [
            Fault(kind=FaultKind.CONTROL, found=repr(each)[1:-1])
            for each in dict.fromkeys(CONTROL.findall(text.replace("\r\n", "\n")))
        ]
    if len(subject.strip().splitlines()) > 1 or "\n" in subject or "\r" in subject:
        found.append(Fault(kind=FaultKind.SUBJECT_LINE))
    found += _braces(subject, {*values, *passages})
    found += _braces(body, {*values, *passages})
    found += [
        Fault(kind=FaultKind.SUBJECT_PASSAGE, found=name)
        for name in names_in(subject)
        if name in passages and name not in values
    ]
    return list(dict.fromkeys(found))


def fill(text: str, value_of: Callable[[str], str]) -> str:
    """*text* with every placeholder filled, once: what a value holds is never read again."""
    return PLACEHOLDER.sub(lambda found: value_of(found[1]), text)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words that two texts share, or that only one of them has."""

    text: str
    mark: str = ""  # "added", "removed" or nothing


def compare_words(before: str, after: str) -> list[Piece]:
    """How *after* differs from *before*, word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(text=_joined(old[first:last])))
            continue
        if first < last:
            pieces.append(Piece(text=_joined(old[first:last]), mark="removed"))
        if start < end:
            pieces.append(Piece(text=_joined(new[start:end]), mark="added"))
    return pieces


def _braces(text: str, known: Collection[str]) -> list[Fault]:
    faults = []
    for found in BRACES.findall(text):
        name = PLACEHOLDER.fullmatch(found)
        if name is None:
            guess = re.sub(r"[^a-z0-9_]+", "_", found.lower()).strip("_")
            faults.append(
                Fault(kind=FaultKind.NO_LANGUAGE, found=found, nearest=_nearest(guess, known))
            )
        elif name[1] not in known:
            faults.append(
                Fault(kind=FaultKind.UNKNOWN, found=name[1], nearest=_nearest(name[1], known))
            )
    return faults


def _nearest(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.4)
    return close[0] if close else ""


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" \n", "\n").replace("\n ", "\n")
