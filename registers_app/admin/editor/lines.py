"""The lines of a version by kind: their names, and what they lack."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

from registers_app.domain.languages import LANGUAGES
from registers_app.models import Purpose, RegisterVersion
from registers_app.models.content import KEYS_OF, PARTS, columns_of
from registers_app.models.keys import KeysField
from registers_app.models.texts import TextsField

NamesByPart = Mapping[str, Mapping[str, Mapping[str, str]]]


def texts_of(model: type[models.Model]) -> list[str]:
    """The columns of a kind of lines that hold texts in the three languages."""
    return [field.name for field in columns_of(model) if isinstance(field, TextsField)]


def keys_of(model: type[models.Model]) -> list[str]:
    """The columns of a kind of lines that name other lines."""
    return [field.name for field in columns_of(model) if isinstance(field, KeysField)]


def named_lines(version: RegisterVersion, model: type[models.Model]) -> NamesByPart:
    """The lines that lines of that kind can name, in their order: one query for each kind."""
    return {
        part: dict(
            PARTS[part]
            ._default_manager.filter(version=version)
            .order_by("position", "pk")
            .values_list("key", "names")
        )
        for part in dict.fromkeys(KEYS_OF[column] for column in keys_of(model))
    }


def lacking(row: Any) -> list[str]:
    """The languages in which *row* does not say what it says in another."""
    said = list(_said(row))
    return [
        language
        for language in LANGUAGES
        if any(texts and not texts.get(language) for texts in said)
    ]


def _said(row: Any) -> Iterator[Mapping[str, str]]:
    for name in texts_of(type(row)):
        yield getattr(row, name)
    if isinstance(row, Purpose):
        for basis in row.bases.all():
            yield basis.legal_acts
