"""Workers are woken by name: every name that is used belongs to a task."""

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings

from config.celery import app
from tests.quality.code import calls, modules


@pytest.fixture(scope="module")
def registry() -> set[str]:
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def woken() -> Iterator[tuple[str, ast.expr]]:
    """Where code wakes a worker, and the name it gives."""
    for path, tree in modules():
        for call in calls(tree):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "send_task":
                yield f"{path}:{call.lineno}", call.args[0]


def test_everything_that_beat_wakes_is_a_task(registry: set[str]) -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled <= registry


def test_everything_that_code_wakes_is_a_task(registry: set[str]) -> None:
    found = list(woken())
    assert found
    for place, name in found:
        assert isinstance(name, ast.Constant), f"{place}: the name must be a plain text"
        assert name.value in registry, place


def test_every_task_is_woken_by_something(registry: set[str]) -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    by_code = {name.value for _place, name in woken() if isinstance(name, ast.Constant)}

    assert registry == scheduled | by_code


def test_no_task_takes_personal_data(registry: set[str]) -> None:
    """Ids only, and so far none needs even one."""
    for name in registry:
        arguments = app.tasks[name].run.__annotations__.items()
        taken = {parameter for parameter, kind in arguments if parameter != "return"}
        assert all(parameter.endswith("_id") for parameter in taken), name
