"""Past the ORM: statements as an intruder or a careless script would send them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DatabaseError, connection, models, transaction


def run(sql: str, parameters: dict[str, Any] | None = None) -> int:
    """Run a statement; returns how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or {})
        return int(cursor.rowcount)


def refusal_of(
    sql: str, parameters: dict[str, Any] | None = None, *, at_commit: bool = False
) -> str:
    """The name of the constraint or trigger that refuses a statement; "" when nothing does.

    With *at_commit* what is looked at when a transaction ends is looked at too. Whatever the
    statement did is undone.
    """
    try:
        with transaction.atomic():
            run(sql, parameters)
            if at_commit:
                run("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError as error:
        return _name_of(error)
    return ""


@contextmanager
def triggers_off(model: type[models.Model]) -> Iterator[None]:
    """As the owner of a table may do: its triggers sleep, its constraints do not."""
    table = connection.ops.quote_name(model._meta.db_table)
    # A table with checks still to come cannot be altered.
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    run("SET CONSTRAINTS ALL DEFERRED")


def force(model: type[models.Model], pk: int, **columns: Any) -> None:
    """Write columns of a row with the triggers asleep."""
    with triggers_off(model):
        touched = model._base_manager.filter(pk=pk).update(**columns)
    assert touched == 1


def plant(model: type[models.Model], **columns: Any) -> None:
    """Write a row with the triggers asleep."""
    with triggers_off(model):
        model._base_manager.create(**columns)


def copy_sql(model: type[models.Model], where: str) -> str:
    """A statement that copies a row, changed by the JSON parameter ``changes``."""
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in model._meta.local_fields if _kept(field))
    return (
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM ("
        f"SELECT (jsonb_populate_record(r, %(changes)s)).* FROM {table} r WHERE {where}) copy"
    )


def _kept(field: models.Field[Any, Any]) -> bool:
    return not field.generated


def _name_of(error: DatabaseError) -> str:
    cause = error.__cause__
    assert isinstance(cause, psycopg.Error)
    if cause.diag.constraint_name:
        return cause.diag.constraint_name
    # "PL/pgSQL function pgtrigger_task_born_open_57b8e() line 8 at RAISE"
    function = (cause.diag.context or "").partition("pgtrigger_")[2].partition("(")[0]
    return function.rpartition("_")[0] or str(cause)
