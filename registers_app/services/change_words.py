"""The changes between two versions, in words for people: on pages and in mails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers_app.domain.compare import ITSELF, Change, ChangeKind, Difference
from registers_app.domain.languages import Text, pick
from registers_app.domain.word_marks import Piece, marked
from registers_app.models import (
    Controller,
    LanguageChoice,
    LawfulBasisChoice,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from registers_app.models.content import KEYS_OF, PARTS
from registers_app.services.compare import KEEPERS, REGISTER, Comparison

Word = str | Promise

KIND_WORDS: Mapping[ChangeKind, Word] = {
    ChangeKind.ADDED: gettext_lazy("added"),
    ChangeKind.REMOVED: gettext_lazy("removed"),
    ChangeKind.CHANGED: gettext_lazy("changed"),
    ChangeKind.MOVED: gettext_lazy("moved"),
}
_MODELS: Mapping[str, type[models.Model]] = {
    ITSELF: RegisterVersion,
    **PARTS,
    KEEPERS: Controller,
    REGISTER: Register,
}


@dataclass(frozen=True, kw_only=True)
class ShownDifference:
    """What one column says now and said before, word by word."""

    label: str
    about: Word
    language: str  # of the text; empty for what is no text
    language_name: Word  # only where the page is in another language
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """A line and what became of it."""

    kind: ChangeKind
    word: Word
    name: Text
    differences: tuple[ShownDifference, ...]


@dataclass(frozen=True, kw_only=True)
class ShownPart:
    """A part of a register with its changes; lines that only moved are counted."""

    title: str
    changes: tuple[ShownChange, ...]
    moved: int


def shown(
    comparison: Comparison, *, language: str, every_language: bool = False
) -> list[ShownPart]:
    """The changes, part by part. Without *every_language* a text that changed in the reader's own
    language is not shown in the others too.
    """
    reader = _Reader(comparison, language, every_language=every_language)
    return [part for name in _MODELS if (part := reader.part(name))]


class _Reader:
    def __init__(self, comparison: Comparison, language: str, *, every_language: bool) -> None:
        self.comparison = comparison
        self.language = language
        self.every_language = every_language

    def part(self, name: str) -> ShownPart | None:
        changes = [each for each in self.comparison.changes if each.part == name]
        if not changes:
            return None
        moved = [each for each in changes if each.kind is ChangeKind.MOVED]
        return ShownPart(
            title=_title(name),
            changes=tuple(self.change(each) for each in changes if each not in moved),
            moved=len(moved),
        )

    def change(self, change: Change) -> ShownChange:
        return ShownChange(
            kind=change.kind,
            word=KIND_WORDS[change.kind],
            name=self.name(change),
            differences=tuple(self.differences(change)),
        )

    def name(self, change: Change) -> Text:
        if change.part == ITSELF:
            return Text(text="", language=self.language)
        named = change.names or self.comparison.names.get(change.part, {}).get(change.key, {})
        found = pick(named, language=self.language)
        return found if found.text else Text(text=change.key, language="")

    def differences(self, change: Change) -> Iterator[ShownDifference]:
        own = {
            (each.column, each.about)
            for each in change.differences
            if each.language == self.language
        }
        for each in change.differences:
            is_other = each.language not in ("", self.language)
            if is_other and (each.column, each.about) in own and not self.every_language:
                continue
            yield self.difference(change, each)

    def difference(self, change: Change, each: Difference) -> ShownDifference:
        field = _field(change.part, each.column)
        before, after = (
            self.words(field, each.column, value) for value in (each.before, each.after)
        )
        # A line that is new had no default before, and one that went has none now.
        words = (
            "" if change.kind is ChangeKind.ADDED else before,
            "" if change.kind is ChangeKind.REMOVED else after,
        )
        is_other = each.language not in ("", self.language)
        return ShownDifference(
            label=capfirst(str(field.verbose_name)) if field else capfirst(_("lawful bases")),
            about=LawfulBasisChoice(each.about).label if each.about else "",
            language=each.language,
            language_name=LanguageChoice(each.language).label if is_other else "",
            pieces=marked(*words),
        )

    def words(self, field: Any, column: str, value: Any) -> str:
        if field is None:
            return ", ".join(str(LawfulBasisChoice(basis).label) for basis in value or ())
        if column in KEYS_OF and isinstance(value or [], list):
            return ", ".join(self.line(KEYS_OF[column], key) for key in value or ())
        if value is None:
            value = field.get_default()
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value in (None, "", {}, []):
            return ""
        return str(dict(field.flatchoices).get(value, value))

    def line(self, part: str, key: str) -> str:
        names = self.comparison.names.get(part, {}).get(key, {})
        return pick(names, language=self.language).text or key


def _title(part: str) -> str:
    if part == ITSELF:
        return _("The register as a whole")
    if part == KEEPERS:
        return _("Who keeps the register")
    if part == REGISTER:
        return _("The register’s name and our role")
    return capfirst(str(_MODELS[part]._meta.verbose_name_plural))


def _field(part: str, column: str) -> Any:
    """The column's field; None for the bases of a purpose."""
    if column == "bases":
        return None
    model = PurposeBasis if (part, column) == ("purposes", "legal_acts") else _MODELS[part]
    return model._meta.get_field(column)
