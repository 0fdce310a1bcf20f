"""Every (state × transition) pair of every machine: by the service, by the model, by the database.

What is declared is possible, and nothing else is, whichever way it is tried.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django_fsm import FSMField, Transition, TransitionNotAllowed

from registers_app.domain.actors import SYSTEM, Actor, subject_actor, user_actor
from registers_app.models import Membership, Register
from requests_app.models import (
    Decision,
    DisclosurePackage,
    IdentityCheck,
    RightsRequest,
    Task,
)
from requests_app.services.errors import NotPossible
from requests_app.services.perform import perform
from tests.invariants.declared import our_models
from tests.invariants.machines import ARGUMENTS, MACHINES, Machine
from tests.invariants.rows import Rows, make_rows
from tests.raw_sql import force, refusal_of

pytestmark = pytest.mark.django_db

EVERY_STATE = [
    pytest.param(machine, state, id=f"{machine.model.__name__}-{state}")
    for machine in MACHINES
    for state in machine.states
]
REFUSING = ("propose_refusal", "refuse", "approve_refusal")


def _through_perform(machine: object) -> bool:
    return isinstance(machine, Machine) and machine.through_perform


@pytest.fixture
def rows() -> Rows:
    return make_rows()


@pytest.fixture
def administrator(rows: Rows) -> Actor:
    """Somebody who may do everything that staff may."""
    Membership.objects.create(
        user_id=rows.user, controller_id=rows.controller, role="administrator"
    )
    return user_actor(rows.user)


def test_no_machine_is_forgotten() -> None:
    with_machine = {
        model
        for model in [*our_models(), *RightsRequest.PROXIES.values()]
        if any(isinstance(field, FSMField) for field in model._meta.get_fields())
    }

    assert {machine.model for machine in MACHINES} == with_machine - {RightsRequest}


def test_every_proxy_of_a_request_is_a_machine_of_its_own() -> None:
    proxies = {model for model in apps.get_models() if issubclass(model, RightsRequest)}

    assert proxies - {RightsRequest} == set(RightsRequest.PROXIES.values())


@pytest.mark.parametrize(("machine", "state"), EVERY_STATE)
def test_the_model_takes_declared_transitions_only(machine: Machine, state: str) -> None:
    for name in machine.names:
        row = machine.model(state=state)
        step = machine.step(name, state)
        arguments = ARGUMENTS.get((machine.model, name), {})
        if step is None:
            with pytest.raises(TransitionNotAllowed):
                getattr(row, name)(**arguments)
        else:
            _without_conditions(row, step, arguments)
            assert row.state == step.target  # type: ignore[attr-defined]


@pytest.mark.parametrize(("machine", "state"), EVERY_STATE)
def test_the_database_takes_declared_changes_only(machine: Machine, state: str, rows: Rows) -> None:
    _settle(rows)
    machine.put(rows, state)
    table = machine.model._meta.db_table
    for target in machine.states:
        columns = machine.columns(target)
        assignments = ", ".join(f"{column} = %({column})s" for column in columns)
        sql = f"UPDATE {table} SET {assignments} WHERE id = {machine.pk(rows)}"
        allowed = target == state or machine.leads(state, target)

        assert refusal_of(sql, columns) == ("" if allowed else machine.trigger), target


@pytest.mark.parametrize(
    ("machine", "state"), [pair for pair in EVERY_STATE if _through_perform(pair.values[0])]
)
def test_the_service_takes_declared_transitions_only(
    machine: Machine, state: str, rows: Rows, administrator: Actor
) -> None:
    machine.put(rows, state)
    for name in machine.names:
        step = machine.step(name, state)
        with transaction.atomic():
            if step is None:
                _refused_by_perform(machine, name, rows, administrator)
            else:
                _meet_guards(machine, name, rows)
                _taken_by_perform(machine, step, rows, administrator)
            transaction.set_rollback(True)


def _taken_by_perform(machine: Machine, step: Transition, rows: Rows, staff: Actor) -> None:
    row: Any = perform(
        machine.model,
        machine.pk(rows),
        step.name,
        actor=_actor(step, rows, staff),
        **ARGUMENTS.get((machine.model, step.name), {}),
    )
    assert row.state == step.target
    assert machine.model._default_manager.filter(pk=row.pk, state=step.target).exists()


def _refused_by_perform(machine: Machine, name: str, rows: Rows, staff: Actor) -> None:
    actors = {_actor(step, rows, staff) for step in machine.transitions if step.name == name}
    for actor in actors:
        with pytest.raises(NotPossible, match="no longer possible"):
            perform(machine.model, machine.pk(rows), name, actor=actor)


def _actor(step: Transition, rows: Rows, staff: Actor) -> Actor:
    if step.permission:
        return staff
    return SYSTEM if step.custom.get("by_system") else subject_actor(rows.submission)


def _without_conditions(row: models.Model, step: Transition, arguments: dict[str, Any]) -> None:
    """Conditions read rows that are not there: here only the declaration counts."""
    conditions, step.conditions[:] = list(step.conditions), []
    try:
        getattr(row, step.name)(**arguments)
    finally:
        step.conditions[:] = conditions


def _meet_guards(machine: Machine, name: str, rows: Rows) -> None:
    if name == "close_unidentified":
        force(IdentityCheck, rows.identity, state="failed")
        return
    if name == "forward":
        force(Register, rows.register, our_role="processor")
        return
    if machine.model is not IdentityCheck:
        _settle(rows)
    if not issubclass(machine.model, RightsRequest):
        return
    force(Decision, rows.decision, outcome="refused" if name in REFUSING else "partial")
    force(Task, rows.task, state="nothing_found", finished_at="2026-03-02T12:00:00Z")
    force(DisclosurePackage, rows.package, state="ready")


def _settle(rows: Rows) -> None:
    force(
        IdentityCheck,
        rows.identity,
        state="settled",
        method="not_in_doubt",
        reason="Known.",
        decided_at="2026-03-02T12:00:00Z",
        decided_by_id=1,
    )
