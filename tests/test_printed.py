"""A printed register is what publishing makes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from config.clock import now
from registers_app.models import Controller, Register, VersionStep
from registers_app.models.content import PARTS
from registers_app.services.seal import is_whole
from tests import printed
from tests.clock import Clock
from tests.factories import make_controller, make_register
from tests.looped import for_each
from tests.requests_app.admin.registers import make_processor_register, make_rich_register

pytestmark = pytest.mark.django_db
# What each row has of its own.
OWN = (
    *("id", "register_id", "version_id", "purpose_id"),
    *("published_as", "content_hash", "published_at", "at"),
)
# What may refer to a version once it is in force, or to what its linter said against it.
LATER = {
    "registers_app_findingreason",
    "requests_app_decisionground",
    "requests_app_decisionitem",
    "requests_app_rightsrequest",
}
MAKERS: list[Callable[[Controller], Register]] = [
    make_register,
    make_rich_register,
    make_processor_register,
]


def rows_of(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Every row of the register's versions, in every table that has any."""
    version = register.versions.get()
    owned = {
        "registers_app_registerversion": ("id", version.pk),
        VersionStep._meta.db_table: ("version_id", version.pk),
        **{part._meta.db_table: ("version_id", version.pk) for part in PARTS.values()},
    }
    bases = f"purpose_id IN (SELECT id FROM registers_app_purpose WHERE version_id = {version.pk})"
    wheres = {table: f"{column} = {pk}" for table, (column, pk) in owned.items()}
    return {
        table: _rows(table, where)
        for table, where in {**wheres, "registers_app_purposebasis": bases}.items()
    }


def _rows(table: str, where: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY id")
        names = [each.name for each in cursor.description or ()]
        return [
            {name: value for name, value in zip(names, row, strict=True) if name not in OWN}
            for row in cursor.fetchall()
        ]


@for_each("make", MAKERS)
def test_what_is_printed_is_what_publishing_makes(
    make: Callable[[Controller], Register], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "_plates", {})
    published = make(make_controller())
    (plate,) = printed._plates.values()
    copy = make(make_controller())
    assert printed._plates.popitem()[1] is plate
    rows = rows_of(copy)
    assert rows == rows_of(published)
    assert sum(map(len, rows.values())) > 9
    original, print_of_it = published.versions.get(), copy.versions.get()
    assert is_whole(original)
    assert is_whole(print_of_it)
    assert print_of_it.content_hash != original.content_hash  # for it names another organisation
    assert original.published_at
    moments = [print_of_it.published_at, *print_of_it.steps.values_list("at", flat=True)]
    assert all(moment and original.published_at < moment <= now() for moment in moments)


def test_what_belongs_to_a_version_is_printed_with_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
            " AND confrelid IN ('registers_app_registerversion'::regclass,"
            " 'registers_app_purpose'::regclass)"
        )
        referring = {table for (table,) in cursor.fetchall()}
    assert referring - set(rows_of(make_register(make_controller()))) == LATER
