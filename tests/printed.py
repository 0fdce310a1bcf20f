"""Registers in force: the first of a kind is published, and those that follow are printed.

Publishing asks some forty queries, and most tests only stand on what it left. Once a version of a
kind went through the services, its rows are kept as SQL and written again for another register,
under the seal that publishing would have put. ``tests/test_printed.py`` holds the print to the
original.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from unittest.mock import patch

from django.db import connection, models
from psycopg.sql import Identifier, Literal

from config.clock import now
from registers_app.models import Purpose, PurposeBasis, Register, RegisterVersion, VersionStep
from registers_app.models.content import PARTS
from registers_app.models.version import VersionState
from registers_app.services import seal
from registers_app.services.publish import publish
from registers_app.services.version_tree import standing_of, tree_of

IN_FORCE_FROM = date(2020, 1, 1)
# What each register has of its own, by column; all else is printed as it was.
OWN = {
    "register_id": "%(register)s",
    "version_id": "currval('registers_app_registerversion_id_seq')",
    "purpose_id": "currval('registers_app_purpose_id_seq')",
    "at": "%(now)s",
}
PLACE = re.compile(r"(?<!%)%\((\w+)\)s")
# A version is born a draft, without what publishing writes.
BORN = {
    "state": f"'{VersionState.DRAFT.value}'",
    "effective_on": "NULL",
    "published_as": "'{}'",
    "content_hash": "''",
    "published_at": "NULL",
}
PUBLISH = f"""
UPDATE registers_app_registerversion SET state = '{VersionState.IN_REVIEW.value}'
    WHERE id = {OWN["version_id"]};
UPDATE registers_app_registerversion SET state = '{VersionState.PUBLISHED.value}',
    effective_on = %(effective_on)s, published_as = %(published_as)s,
    content_hash = %(content_hash)s, published_at = %(now)s
    WHERE id = {OWN["version_id"]};
"""


class Plate:
    """All rows of a version in force, from which those of others are printed."""

    def __init__(self, version: RegisterVersion) -> None:
        self.says = tree_of(version)
        rows = [*_inserts(RegisterVersion, {"id": version.pk}, {**OWN, **BORN})]
        for model in PARTS.values():
            for part in model._default_manager.filter(version=version).order_by("pk"):
                rows += _inserts(model, {"id": part.pk}, OWN)
                if model is Purpose:
                    rows += _inserts(PurposeBasis, {"purpose_id": part.pk}, OWN)
        rows += [PUBLISH, *_inserts(VersionStep, {"version_id": version.pk}, OWN)]
        # By place, not by name: pgtrigger puts a parameter of its own before them.
        self.places = PLACE.findall("".join(rows))
        self.sql = PLACE.sub("%s", "".join(rows))

    def print(self, register: Register) -> None:
        """Write the version for a register that has none."""
        version = RegisterVersion(
            register=register,
            number=1,
            effective_on=IN_FORCE_FROM,
            published_as=standing_of(register),
        )
        with patch.object(seal, "tree_of", return_value=self.says):
            content_hash = seal.content_hash(version)
        own: dict[str, Any] = {
            "register": register.pk,
            "effective_on": IN_FORCE_FROM,
            "published_as": json.dumps(version.published_as),
            "content_hash": content_hash,
            "now": now(),
        }
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [own[place] for place in self.places])


_plates: dict[str, Plate] = {}


def put_in_force(
    register: Register, *, kind: str, draft: Callable[[Register], RegisterVersion]
) -> None:
    """Give a new register its first version: what *draft* makes, which is the same for a *kind*."""
    if plate := _plates.get(kind):
        plate.print(register)
        return
    version = publish(version_id=draft(register).pk, effective_on=IN_FORCE_FROM)
    _plates[kind] = Plate(version)


def _inserts(
    model: type[models.Model], about: dict[str, int], own: dict[str, str]
) -> Iterator[str]:
    """SQL that writes the rows of *model* with these ids again."""
    ((column, pk),) = about.items()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {column} = %s ORDER BY id", [pk])
        names = [each.name for each in cursor.description or ()]
        rows = cursor.fetchall()
    for row in rows:
        values = {name: value for name, value in zip(names, row, strict=True) if name != "id"}
        said = ", ".join(own.get(name) or _literal(value) for name, value in values.items())
        into = ", ".join(Identifier(name).as_string() for name in values)
        yield f"INSERT INTO {table} ({into}) VALUES ({said});\n"


def _literal(value: Any) -> str:
    return Literal(value).as_string(connection.connection).replace("%", "%%")
