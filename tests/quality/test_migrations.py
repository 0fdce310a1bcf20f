"""Migrations stand in one line, have names that say something, and can be taken back."""

import re

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django_fsm import FSMField

APPS = ("registers_app", "requests_app", "notices_app")
NUMBERED = re.compile(r"^(\d{4})_([a-z0-9_]+)$")


@pytest.fixture
def loader() -> MigrationLoader:
    return MigrationLoader(None)


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_one_latest_migration(app: str, loader: MigrationLoader) -> None:
    assert len(loader.graph.leaf_nodes(app)) == 1
    assert not loader.detect_conflicts()


@pytest.mark.parametrize("app", APPS)
def test_migrations_are_numbered_without_gaps(app: str, loader: MigrationLoader) -> None:
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    numbers = [int(match[1]) for name in names if (match := NUMBERED.match(name))]

    assert numbers == list(range(1, len(names) + 1))


@pytest.mark.parametrize("app", APPS)
def test_the_name_of_a_migration_says_what_it_does(app: str, loader: MigrationLoader) -> None:
    names = [name for label, name in loader.disk_migrations if label == app]

    assert not [name for name in names if "_auto_" in name]


@pytest.mark.parametrize("app", APPS)
def test_every_migration_can_be_taken_back(app: str, loader: MigrationLoader) -> None:
    one_way = [
        f"{name}: {operation.describe()}"
        for (label, name), migration in loader.disk_migrations.items()
        if label == app
        for operation in migration.operations
        if not operation.reversible
    ]

    assert one_way == []


def test_no_app_is_forgotten() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.label.endswith("_app")}

    assert ours == set(APPS)


@pytest.mark.parametrize("app", APPS)
def test_a_migration_knows_no_machine(app: str, loader: MigrationLoader) -> None:
    state = loader.project_state()
    machines = [
        f"{model}.{name}"
        for (label, model), rendered in state.models.items()
        if label == app
        for name, field in rendered.fields.items()
        if isinstance(field, FSMField)
    ]

    assert machines == []
