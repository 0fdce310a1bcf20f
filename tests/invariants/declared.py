"""What the database holds, read from the models and from the database itself."""

import re
from typing import cast

import pgtrigger.registry
from django.apps import apps
from django.db import connection, models
from pgtrigger import Trigger

APPS = ("registers_app", "requests_app", "notices_app")
# The names Django itself gives; ours have none of its random endings.
DJANGO_CHECK = re.compile(r"^[a-z]+_app_\w+_check$")


def our_models() -> list[type[models.Model]]:
    """The models of the three apps that have a table of their own."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if not model._meta.proxy]


def named_constraints() -> set[str]:
    """The names that the models give to constraints."""
    return {constraint.name for model in our_models() for constraint in model._meta.constraints}


def triggers() -> dict[str, tuple[type[models.Model], Trigger]]:
    """Every trigger of the models, by its name."""
    registered = cast("list[tuple[type[models.Model], Trigger]]", pgtrigger.registry.registered())
    return {str(trigger.name): (model, trigger) for model, trigger in registered}


def unique_columns() -> set[str]:
    """``table.column`` for each column that is unique by itself."""
    return {
        f"{model._meta.db_table}.{field.column}"
        for model in our_models()
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    }


def all_names() -> set[str]:
    """Every invariant that the models declare."""
    return named_constraints() | set(triggers()) | unique_columns()


def names_in_database() -> set[str]:
    """Every invariant that stands in the database."""
    tables = [model._meta.db_table for model in our_models()]
    guarded = [model._meta.db_table for model, _trigger in triggers().values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid = ANY(%s::regclass[])",
            [tables],
        )
        checks = {name for (name,) in cursor if not DJANGO_CHECK.match(name)}
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid = ANY(%s::regclass[])",
            [[*tables, *guarded]],
        )
        guards = {name.removeprefix("pgtrigger_").rpartition("_")[0] for (name,) in cursor}
        cursor.execute(
            "SELECT i.relname, t.relname || '.' || a.attname FROM pg_index x"
            " JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
            " WHERE x.indisunique AND NOT x.indisprimary AND x.indrelid = ANY(%s::regclass[])",
            [tables],
        )
        named = named_constraints()
        unique = {name if name in named else column for name, column in cursor}
    return checks | guards | unique
