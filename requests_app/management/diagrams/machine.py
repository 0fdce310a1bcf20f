"""Read a state machine off its declarations: states, steps, who may, and what must hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.db import models
from django_fsm import FSMField, Transition

from registers_app.domain.roles import Permission, Role, roles_granting
from registers_app.models.controller import RoleChoice
from requests_app.domain.rights import Right
from requests_app.models import CLOSED_STATES, RightsRequest


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: the states it leaves, the one it leads to, and what the declaration says of it."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    guards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Machine:
    """One machine: its states in the order of the journey, and its steps likewise."""

    title: str
    intro: str
    initial: str
    labels: dict[str, str]
    ends: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the machine reaches, in the order of the journey."""
        reached = {self.initial, *(step.target for step in self.steps)}
        return tuple(state for state in self.labels if state in reached)


def every_machine() -> list[Machine]:
    """The requests, right by right, then whatever else has a machine."""
    rights = [RightsRequest.PROXIES[right.value] for right in Right]
    others = [
        model
        for model in apps.get_models()
        if _field(model) and not issubclass(model, RightsRequest)
    ]
    return [machine_of(model) for model in [*rights, *others]]


def machine_of(model: type[models.Model]) -> Machine:
    """The machine on a model's ``state``."""
    field = _field(model)
    assert field is not None
    labels = {str(value): str(label) for value, label in cast(Any, field).choices}
    transitions = list(field.get_all_transitions(model))
    reached = {str(field.default), *(str(each.target) for each in transitions)}
    # What every right shares may leave a state that this one never reaches.
    steps = _steps([each for each in transitions if each.source in reached], order=list(labels))
    left = {source for step in steps for source in step.sources}
    return Machine(
        title=_title(model),
        intro=(model.__doc__ or "").partition("\n")[0],
        initial=str(field.default),
        labels=labels,
        ends=tuple(
            state
            for state in labels
            if state in reached and (state not in left or _is_end(model, state))
        ),
        steps=tuple(steps),
    )


def _field(model: type[models.Model]) -> Any:
    return next((field for field in model._meta.fields if isinstance(field, FSMField)), None)


def _title(model: type[models.Model]) -> str:
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _is_end(model: type[models.Model], state: str) -> bool:
    """A closed request has reached its end; that it may be reopened changes nothing of that."""
    return issubclass(model, RightsRequest) and state in CLOSED_STATES


def _steps(transitions: Iterable[Transition], *, order: list[str]) -> list[Step]:
    """Transitions of the same name and target are one step."""
    found: dict[tuple[str, str], list[Transition]] = {}
    for transition in transitions:
        found.setdefault((transition.name, str(transition.target)), []).append(transition)
    steps = [_step(each, order=order) for each in found.values()]
    return sorted(
        steps,
        key=lambda step: (order.index(step.sources[0]), order.index(step.target), step.name),
    )


def _step(transitions: list[Transition], *, order: list[str]) -> Step:
    first = transitions[0]
    return Step(
        name=first.name,
        label=str(first.custom.get("label") or first.name.replace("_", " ").capitalize()),
        sources=tuple(sorted({str(each.source) for each in transitions}, key=order.index)),
        target=str(first.target),
        who=tuple(_who(first)),
        guards=tuple(_sentence(condition) for condition in first.conditions),
    )


def _who(step: Transition) -> Iterable[str]:
    if step.permission:
        permission = Permission(str(step.permission))
        granting = roles_granting(permission)
        roles = [str(RoleChoice(role.value).label) for role in Role if role in granting]
        yield f"`{permission.value}`: {', '.join(roles)}"
    if step.custom.get("by_subject"):
        yield "the person"
    if step.custom.get("by_system"):
        yield "the system"


def _sentence(condition: Any) -> str:
    return (condition.__doc__ or "").partition("\n")[0].rstrip(".")
