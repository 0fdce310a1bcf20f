"""Time comes from config/clock.py alone; SQL gets it as a parameter."""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from tests.quality.code import calls, modules

THE_CLOCK = "config/clock.py"
CLOCKS = {
    "datetime": {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"},
    "date": {"today", "fromtimestamp"},
    "timezone": {"now", "localtime", "localdate"},
    "time": {"localtime", "gmtime", "strftime", "ctime"},
}
SQL_CLOCK = re.compile(
    r"\b(now\(\)|current_(date|time|timestamp)|local(time|timestamp)|clock_timestamp\(\))",
    re.IGNORECASE,
)
SQL = re.compile(r"\b(SELECT|UPDATE|INSERT INTO|DELETE FROM)\b")


def other_clocks(tree: ast.Module) -> list[int]:
    """The lines that ask another clock."""
    lines = [
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name | ast.Attribute)
        and call.func.attr in CLOCKS.get(_last_name(call.func.value), set())
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and _asks_in_sql(node.value):
            lines.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
            lines += [node.lineno for alias in node.names if alias.name == "Now"]
    return lines


def _asks_in_sql(value: object) -> bool:
    return isinstance(value, str) and bool(SQL.search(value) and SQL_CLOCK.search(value))


def _last_name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def test_no_other_clock_is_asked() -> None:
    asked = [
        f"{path}:{line}"
        for path, tree in modules()
        if path != THE_CLOCK
        for line in other_clocks(tree)
    ]

    assert asked == []


def test_the_clock_itself_is_recognised() -> None:
    trees = dict(modules())

    assert other_clocks(trees[THE_CLOCK])


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.utcnow()",
        "from datetime import date\ndate.today()",
        "from django.utils import timezone\ntimezone.now()",
        "cursor.execute('UPDATE t SET at = now()')",
        "cursor.execute('SELECT CURRENT_DATE')",
        "from django.db.models.functions import Now",
    ],
)
def test_another_clock_is_recognised(code: str) -> None:
    assert other_clocks(ast.parse(code))


def test_no_column_takes_its_time_from_another_clock() -> None:
    fields = [
        field
        for model in apps.get_models()
        if model._meta.app_label.endswith("_app") and model._meta.label != "registers_app.User"
        for field in model._meta.local_fields
        if isinstance(field, models.DateField | models.DateTimeField)
    ]

    assert fields
    assert not [field for field in fields if field.auto_now or field.auto_now_add]
    assert not [field for field in fields if field.has_default() and callable(field.default)]
