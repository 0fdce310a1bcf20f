"""The database itself refuses what must never be, past every line of Python."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction
from psycopg.types.json import Jsonb
from pytest_django import DjangoDbBlocker

from registers_app.models.kept import refuse_unless
from tests.invariants.attacks import ATTACKS, Attack
from tests.invariants.declared import (
    all_names,
    names_in_database,
    triggers,
    unique_columns,
)
from tests.invariants.rows import Rows, make_rows
from tests.invariants.rows.base import Made
from tests.raw_sql import refusal_of, run, triggers_off
from tests.standing import standing

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "invariants.md"
DOCUMENTED = re.compile(r"^\| `([a-z0-9_.]+)` \| (\S.*\S) \| (\S.*\S) \|$", re.MULTILINE)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    yield from standing(django_db_blocker, make_rows)


def test_the_database_holds_what_the_models_declare() -> None:
    assert names_in_database() == all_names()


def test_the_document_names_every_invariant_and_no_other() -> None:
    names = [match[0] for match in DOCUMENTED.findall(DOCUMENT.read_text(encoding="utf-8"))]

    assert sorted(names) == sorted(all_names())


def test_no_two_rows_have_one_name() -> None:
    made = Made()
    made |= {"paper": 1}
    with pytest.raises(AssertionError, match="two rows are called paper"):
        made |= {"paper": 2}


def test_every_invariant_has_an_attack() -> None:
    assert set(ATTACKS) == all_names()


@pytest.mark.parametrize("name", sorted(all_names()))
def test_a_statement_that_breaks_it_is_refused_by_name(name: str, rows: Rows) -> None:
    assert ATTACKS[name]
    for attack in ATTACKS[name]:
        assert _refusal(attack, rows) == _said(name), attack.sql


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (name, field)
        for name, (_model, trigger) in sorted(triggers().items())
        if isinstance(trigger, pgtrigger.ReadOnly)
        for field in trigger.fields or ()
    ],
)
def test_each_column_that_is_kept_is_kept(name: str, column: str, rows: Rows) -> None:
    model, _trigger = triggers()[name]
    field = model._meta.get_field(column)
    assert isinstance(field, models.Field)
    assert field.column
    quoted = connection.ops.quote_name(field.column)
    sql = f"UPDATE {model._meta.db_table} SET {quoted} = {_another(field, quoted)}"

    assert refusal_of(sql) == name


def test_deleting_a_personal_payload_is_open_to_the_purge(rows: Rows) -> None:
    removed = run(
        "DELETE FROM requests_app_auditpayload WHERE entry_id = %(entry)s", rows.parameters()
    )

    assert removed == 1


@pytest.mark.parametrize("table", ["registers_app_controller", "registers_app_register"])
def test_emptying_what_the_cases_hang_on_is_refused_by_the_cases(table: str, rows: Rows) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")

    assert refusal_of(f"TRUNCATE {table} CASCADE").endswith(("_deleted", "_changed", "_emptied"))


def test_a_rule_that_comes_to_nothing_known_refuses() -> None:
    """NULL is neither true nor false, and SQL's own NOT would let it pass."""
    body = refuse_unless("NEW.amount > 0", says="no amount")
    run("CREATE TEMP TABLE unknown (amount integer)")
    run(
        "CREATE FUNCTION pg_temp.held() RETURNS trigger LANGUAGE plpgsql AS "
        f"$held$ BEGIN {body} END $held$"
    )
    run("CREATE TRIGGER held BEFORE INSERT ON unknown FOR EACH ROW EXECUTE FUNCTION pg_temp.held()")
    assert run("INSERT INTO unknown VALUES (1)") == 1
    for amount in ("0", "NULL"):
        with pytest.raises(DatabaseError, match="no amount"), transaction.atomic():
            run(f"INSERT INTO unknown VALUES ({amount})")


def _refusal(attack: Attack, rows: Rows) -> str:
    parameters = _parameters(attack, rows)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")
    with transaction.atomic():
        with triggers_off(attack.asleep) if attack.asleep else nullcontext():
            for sql in attack.before:
                assert run(sql, parameters) == 1, sql
            refusal = refusal_of(attack.sql, parameters, at_commit=attack.at_commit)
        transaction.set_rollback(True)
    return refusal


def _parameters(attack: Attack, rows: Rows) -> dict[str, Any]:
    changes = {
        column: rows[value[1:]] if isinstance(value, str) and value.startswith("@") else value
        for column, value in (attack.changes or {}).items()
    }
    if "number" in changes and "previous_hash" not in changes:
        changes["previous_hash"] = rows.last_hash
    return {**rows.parameters(), "changes": Jsonb(changes)}


def _said(name: str) -> str:
    """What the database calls it: a column that is unique has an index with a name of its own."""
    if name not in unique_columns():
        return name
    table, column = name.split(".")
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    return next(
        key
        for key, found in constraints.items()
        if found["unique"] and not found["primary_key"] and found["columns"] == [column]
    )


def _another(field: models.Field[Any, Any], column: str) -> str:
    if isinstance(field, models.BooleanField):
        return f"NOT {column}"
    if isinstance(field, models.DateTimeField):
        return f"coalesce({column}, '2026-03-02 12:00+00') + interval '1 second'"
    if isinstance(field, models.DateField):
        return f"{column} + 1"
    if isinstance(field, models.CharField | models.TextField):
        return f"'x' || substr({column}, 2)"
    if isinstance(field, ArrayField):
        return f"{column} || {column}"
    if isinstance(field, models.JSONField):
        return f"{column} || '{{\"another\": 1}}'::jsonb"
    return f"coalesce({column}, 0) + 1"
