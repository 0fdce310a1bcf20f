"""What a line or a version’s own texts say, to be read: on fixed pages and beside a conflict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registers_app.admin.editor.lines import NamesByPart
from registers_app.domain.languages import LANGUAGES, Text, pick
from registers_app.models import LawfulBasisChoice, Purpose
from registers_app.models.content import KEYS_OF, columns_of
from registers_app.models.keys import KeysField
from registers_app.models.texts import TextsField

Bases = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One column in words: its label, and each text with its language (empty: the page’s)."""

    label: str | Promise
    texts: tuple[Text, ...]


def facts_of(row: Any, *, named: NamesByPart, bases: Bases | None = None) -> list[Fact]:
    """What a line says, its key last; *bases* are a purpose’s, None: those that are saved."""
    model: type[models.Model] = type(row)
    columns = columns_of(model)
    facts = [_fact(row, field, named) for field in columns if field.name != "key"]
    if isinstance(row, Purpose):
        facts.insert(1, _bases(saved_bases(row) if bases is None else bases))
    return [*facts, _fact(row, row._meta.get_field("key"), named)]


def words_of(version: Any, names: Iterable[str]) -> list[Fact]:
    """What some of a version’s own columns say."""
    return [_fact(version, version._meta.get_field(name), {}) for name in names]


def saved_bases(purpose: Purpose) -> Bases:
    """The lawful bases of a purpose, each with its legal acts."""
    return {row.basis: row.legal_acts for row in purpose.bases.all()}


def _fact(row: Any, field: Any, named: NamesByPart) -> Fact:
    label = capfirst(field.verbose_name)
    return Fact(label=label, texts=tuple(_texts(row, field, named)))


def _texts(row: Any, field: Any, named: NamesByPart) -> Iterable[Text]:
    value = getattr(row, field.attname)
    if isinstance(field, TextsField):
        return _in_every_language(value)
    if isinstance(field, KeysField):
        names = named.get(KEYS_OF[field.name], {})
        language = get_language() or "en"
        return [
            pick(names[key], language=language) if key in names else Text(text=key, language="")
            for key in value
        ]
    if isinstance(value, bool):
        return [Text(text=_("Yes") if value else _("No"), language="")]
    if value in (None, ""):
        return []
    shown = getattr(row, f"get_{field.name}_display", lambda: value)()
    return [Text(text=str(shown), language="")]


def _bases(bases: Bases) -> Fact:
    texts: list[Text] = []
    for basis in LawfulBasisChoice:
        if basis.value in bases:
            texts.append(Text(text=str(basis.label), language=""))
            texts.extend(_in_every_language(bases[basis.value]))
    return Fact(label=capfirst(_("lawful bases")), texts=tuple(texts))


def _in_every_language(texts: Mapping[str, str]) -> list[Text]:
    return [Text(text=texts[code], language=code) for code in LANGUAGES if texts.get(code)]
