"""A CHECK that compares with NULL is neither true nor false, and lets the row pass.

So whatever compares a column that may be NULL has to say, of that very column, when it may be.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

OWN = ("registers_app", "requests_app", "notices_app")


def compared(condition: models.Q) -> Iterator[tuple[str, str, object]]:
    """Each column of a condition with its lookup and what it is compared with."""
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from compared(child)
        elif isinstance(child, tuple):
            column, _, lookup = str(child[0]).partition("__")
            yield column, lookup, child[1]


def holes(model: type[models.Model], condition: models.Q) -> set[str]:
    """The columns that may be NULL, are compared, and of which NULL is never spoken."""
    said, spoken_of = set(), set()
    for column, lookup, value in compared(condition):
        if lookup == "isnull" or value is None:
            spoken_of.add(column)
            continue
        said.add(column)
        if isinstance(value, models.F):
            said.add(value.deconstruct()[1][0])
    return {name for name in said - spoken_of if model._meta.get_field(name).null}


def test_no_check_passes_because_something_is_unknown() -> None:
    found = {
        constraint.name: columns
        for app in OWN
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and isinstance(constraint.condition, models.Q)
        and (columns := holes(model, constraint.condition))
    }
    assert found == {}


def test_such_a_hole_is_seen() -> None:
    suspension = apps.get_model("requests_app", "Suspension")
    assert holes(suspension, models.Q(ended_at__gte=models.F("asked_at"))) == {"ended_at"}
    whole = models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("asked_at"))
    assert holes(suspension, whole) == set()
