"""Which lines of a version name another one by its key."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Func, Value

from registers_app.models.content import KEYS_OF, PARTS
from registers_app.models.keys import KeysField


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One column of one kind of lines, and the lines that name the key in it."""

    part: str
    column: str
    lines: models.QuerySet[Any]

    @property
    def alone(self) -> models.QuerySet[Any]:
        """Those that name nothing else in the column. Without it they would be about everything."""
        return self.lines.filter(**{f"{self.column}__len": 1})


def part_of(row: Any) -> str:
    """Under which name a version reaches lines like *row*."""
    return next(name for name, model in PARTS.items() if model is type(row))


def references_to(row: Any) -> list[Reference]:
    """Where lines of the same version can name *row*: one query each, when they are asked."""
    return list(_referring(part_of(row), row.version_id, row.key))


def forget(row: Any) -> None:
    """Take the key of *row* out of every line that names it."""
    for reference in references_to(row):
        _write(reference, Func(F(reference.column), Value(row.key), function="array_remove"))


def rename(row: Any, *, before: str) -> None:
    """Let every line that named *row* by its key *before* name it by its new one."""
    for reference in _referring(part_of(row), row.version_id, before):
        keys = Func(F(reference.column), Value(before), Value(row.key), function="array_replace")
        _write(reference, keys)


def _write(reference: Reference, keys: Func) -> None:
    field = reference.lines.model._meta.get_field(reference.column)
    reference.lines.update(**{reference.column: models.ExpressionWrapper(keys, field)})


def _referring(kind: str, version_id: int, key: str) -> Iterator[Reference]:
    columns = {column for column, part in KEYS_OF.items() if part == kind}
    for part, model in PARTS.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, KeysField) and field.name in columns:
                lines = model._default_manager.filter(
                    version=version_id, **{f"{field.name}__contains": [key]}
                )
                yield Reference(part=part, column=field.name, lines=lines.order_by("position"))
