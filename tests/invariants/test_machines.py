"""Every (state × transition) pair of every machine: by the service, by the model, by the database.

What is declared is possible, and nothing else is, whichever way it is tried.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django_fsm import FSMField, Transition, TransitionNotAllowed
from pytest_django import DjangoDbBlocker

from registers_app.domain.actors import SYSTEM, Actor, subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import perform
from tests.factories import make_user
from tests.invariants.declared import our_models
from tests.invariants.machines import ARGUMENTS, MACHINES, Machine
from tests.invariants.prepared import prepare, prepare_step, prepare_target
from tests.invariants.rows import Rows, make_rows
from tests.raw_sql import refusal_of
from tests.standing import standing

pytestmark = pytest.mark.django_db

EVERY = [pytest.param(machine, id=machine.model.__name__) for machine in MACHINES]
THROUGH_PERFORM = [
    pytest.param(machine, id=machine.model.__name__)
    for machine in MACHINES
    if machine.through_perform
]


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    yield from standing(django_db_blocker, make_rows)


@pytest.fixture
def administrator(rows: Rows) -> Actor:
    """Somebody who may do everything that staff may."""
    Membership.objects.create(
        user_id=rows["user"], controller_id=rows["controller"], role="administrator"
    )
    return user_actor(rows["user"])


@contextmanager
def undone() -> Iterator[None]:
    """What is done in here is as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


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


@pytest.mark.parametrize("machine", EVERY)
def test_the_model_takes_declared_transitions_only(machine: Machine) -> None:
    for state, name in product(machine.states, machine.names):
        row = machine.model(state=state)
        step = machine.step(name, state)
        arguments = ARGUMENTS.get((machine.model, name), {})
        if step is None:
            with pytest.raises(TransitionNotAllowed):
                getattr(row, name)(**arguments)
        else:
            _without_conditions(row, step, arguments)
            assert row.state == step.target, (state, name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("machine", EVERY)
def test_the_database_takes_declared_changes_only(machine: Machine, rows: Rows) -> None:
    prepare(machine, rows)
    for target in machine.states:
        with undone():
            prepare_target(machine, rows, target)
            for state in machine.states:
                with undone():
                    machine.put(rows, state)
                    refusal = refusal_of(*machine.change(rows, target))
                allowed = target == state or machine.leads(state, target)
                assert refusal == ("" if allowed else machine.trigger), (state, target)


@pytest.mark.parametrize("machine", THROUGH_PERFORM)
def test_the_service_takes_declared_transitions_only(
    machine: Machine, rows: Rows, administrator: Actor
) -> None:
    prepare(machine, rows)
    for state in machine.states:
        with undone():
            machine.put(rows, state)
            for name in machine.names:
                with undone():
                    _walk(machine, name, state, rows, administrator)


def _walk(machine: Machine, name: str, state: str, rows: Rows, staff: Actor) -> None:
    step = machine.step(name, state)
    if step is None:
        _refused_by_perform(machine, name, rows, staff)
    else:
        prepare_step(machine, rows, name)
        _taken_by_perform(machine, step, rows, staff)


@pytest.mark.parametrize("machine", THROUGH_PERFORM)
def test_a_step_is_refused_to_whoever_may_not_take_it(machine: Machine, rows: Rows) -> None:
    colleague, stranger = _colleague(rows), _stranger(rows)
    for name in machine.names:
        step = next(each for each in machine.transitions if each.name == name)
        machine.put(rows, str(step.source))
        nobody = [colleague, stranger, subject_actor(rows["other_submission"])]
        if not step.custom.get("by_subject"):
            nobody.append(subject_actor(rows["submission"]))
        if not step.custom.get("by_system"):
            nobody.append(SYSTEM)
        for actor in nobody:
            with pytest.raises(NotPermitted):
                perform(machine.model, machine.pk(rows), name, actor=actor)


def _colleague(rows: Rows) -> Actor:
    """Somebody who only reads: the data protection officer."""
    user = make_user(Controller.objects.get(pk=rows["controller"]), role=Role.DPO)
    return user_actor(user.pk)


def _stranger(rows: Rows) -> Actor:
    """Somebody who may do everything, at another organisation."""
    user = make_user(Controller.objects.get(pk=rows["stranger"]), role=Role.ADMINISTRATOR)
    return user_actor(user.pk)


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
    return SYSTEM if step.custom.get("by_system") else subject_actor(rows["submission"])


def _without_conditions(row: models.Model, step: Transition, arguments: dict[str, Any]) -> None:
    """Conditions read rows that are not there: here only the declaration counts."""
    conditions, step.conditions[:] = list(step.conditions), []
    try:
        getattr(row, step.name)(**arguments)
    finally:
        step.conditions[:] = conditions
