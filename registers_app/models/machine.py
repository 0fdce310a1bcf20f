"""What every machine's model uses: its state, and the triggers made from what it declares."""

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.db import models
from django_fsm import FSMField


class StateField(FSMField):
    """The state of a machine, which only its transitions change; to migrations a plain text.

    A migration knows no machine, and each of the many models that it renders would register one.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """What a migration writes down of it."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs


def declared_pairs(machine: type[models.Model]) -> list[tuple[str, str]]:
    """Every (source, target) that the machine on a model's ``state`` declares."""
    field = machine._meta.get_field("state")
    assert isinstance(field, FSMField)
    return sorted({(str(t.source), str(t.target)) for t in field.get_all_transitions(machine)})


class DeclaredTransitions(pgtrigger.FSM):
    """The database refuses a change of ``state`` that *machine* does not declare.

    Register it after the class, with ``pgtrigger.register``: in ``Meta`` the machine is not whole
    yet.
    """

    def __init__(
        self,
        *,
        name: str,
        machine: type[models.Model],
        condition: pgtrigger.Condition | None = None,
    ) -> None:
        super().__init__(
            name=name, field="state", transitions=declared_pairs(machine), condition=condition
        )


def born_as(state: str, *, name: str) -> pgtrigger.Trigger:
    """The database refuses a new row in any other than its first state."""
    return pgtrigger.Protect(
        name=name, operation=pgtrigger.Insert, condition=pgtrigger.Q(new__state__df=state)
    )
