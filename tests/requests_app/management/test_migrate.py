"""Migrating is Django's own, and quick."""

import pytest
from django.core.management import get_commands
from django.db.migrations import AddConstraint
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import AutoField, CheckConstraint, Q

from requests_app.management.commands.migrate import models_kept

CONSTRAINT = CheckConstraint(condition=Q(id__gt=0), name="counted_from_one")


@pytest.fixture
def state() -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState("shop", "Thing", [("id", AutoField(primary_key=True))]))
    return state


def test_a_new_constraint_is_known_and_builds_no_model_anew(state: ProjectState) -> None:
    before = state.apps.get_model("shop", "thing")

    with models_kept():
        AddConstraint("thing", CONSTRAINT).state_forwards("shop", state)

    assert state.models["shop", "thing"].options["constraints"] == [CONSTRAINT]
    assert state.apps.get_model("shop", "thing") is before


def test_afterwards_django_does_as_ever(state: ProjectState) -> None:
    with models_kept():
        pass
    before = state.apps.get_model("shop", "thing")

    AddConstraint("thing", CONSTRAINT).state_forwards("shop", state)

    assert state.apps.get_model("shop", "thing") is not before


def test_whoever_calls_migrate_gets_this_one() -> None:
    assert get_commands()["migrate"] == "requests_app"
