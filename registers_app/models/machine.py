"""Triggers made from what a machine declares, so that the two cannot drift apart."""

import pgtrigger
from django.db import models
from django_fsm import FSMField


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
