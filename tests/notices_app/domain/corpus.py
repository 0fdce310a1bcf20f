"""The mails of tests/data/mails, what they should be read as, and how well they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from notices_app.domain.mail.parse import parse
from notices_app.domain.reading.marks import Kind, Reading
from notices_app.domain.reading.read import read, text_to_read
from registers_app.domain.rights import Right

FOLDER = Path("tests/data/mails")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One mail, and what a lawyer would read in it."""

    name: str
    reading: Kind
    language: str
    rights: frozenset[Right]

    @property
    def raw(self) -> bytes:
        return (FOLDER / f"{self.name}.eml").read_bytes()


@dataclass(kw_only=True)
class Score:
    """How many rights were asked for, found, and found rightly."""

    asked: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.asked if self.asked else 1.0

    def add(self, *, asked: bool, found: bool) -> None:
        self.asked += asked
        self.found += found
        self.right += asked and found


@dataclass(kw_only=True)
class Result:
    """The reading of the whole corpus."""

    by_right: dict[tuple[str, Right], Score] = field(default_factory=dict)
    kinds: Counter[tuple[str, Kind, Kind]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def language(self, language: str) -> Score:
        total = Score()
        for (spoken, _right), score in self.by_right.items():
            if spoken == language:
                total.asked += score.asked
                total.found += score.found
                total.right += score.right
        return total


@cache
def corpus() -> tuple[Expected, ...]:
    table: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))
    return tuple(
        Expected(
            name=name,
            reading=Kind(row["reading"]),
            language=row["language"],
            rights=frozenset(Right(right) for right in row["rights"]),
        )
        for name, row in table.items()
    )


@cache
def reading_of(raw: bytes) -> Reading:
    """What the desk reads: a mail that a colleague sends on is the one within."""
    mail = parse(raw)
    heard = mail.sent_on or mail
    return read(text_to_read(heard.subject, heard.text))


@cache
def result() -> Result:
    """Every mail read once. Rights count only where the mail was read as asking for them."""
    outcome = Result()
    for mail in corpus():
        reading = reading_of(mail.raw)
        counts = reading.kind is Kind.REQUEST
        for right, asked, found in _pairs(mail, reading.rights if counts else ()):
            score = outcome.by_right.setdefault((mail.language, right), Score())
            score.add(asked=asked, found=found)
        outcome.kinds[mail.language, mail.reading, reading.kind] += 1
        if reading.kind is not mail.reading or reading.language != mail.language:
            outcome.wrong.append(mail.name)
    return outcome


def _pairs(mail: Expected, found: tuple[Right, ...]) -> Iterator[tuple[Right, bool, bool]]:
    asked = mail.rights if mail.reading is Kind.REQUEST else frozenset()
    for right in Right:
        yield right, right in asked, right in found
