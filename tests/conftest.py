"""What every test stands on."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import client, override_settings
from django.utils import translation

from config.clock import TEST_CLOCK_VARIABLE
from registers_app.services import publish
from tests.clock import Clock
from tests.rewritten import rewriting
from tests.template import copy_for_this_process

NEVER_EMPTIED = ("django_content_type", "auth_permission", "django_migrations")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector does not look at it again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def compiled_catalogs() -> None:
    """Pages speak Finnish and Swedish."""
    call_command("compilecatalogs", verbosity=0)


@pytest.fixture(autouse=True)
def english_unless_asked_otherwise() -> Iterator[None]:
    """No test finds the language in which the one before it left the process."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Begin with what the migrations make."""
    copy_for_this_process()


@pytest.fixture(autouse=True, scope="session")
def static_files_from_their_source() -> Iterator[None]:
    """No test needs collected static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True, scope="session")
def passwords_are_hashed_quickly() -> Iterator[None]:
    """A hash that is slow on purpose is half of the time of a test with staff."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def of_each_answer_one_context_is_kept() -> Iterator[None]:
    """The page's own. Django's client would copy one for each widget too: a seventh of its time."""
    keep = client.store_rendered_templates  # type: ignore[attr-defined]

    def keep_of_the_page(
        store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **more: Any
    ) -> None:
        if "context" not in store and getattr(context, "request", None) is not None:
            keep(store, signal, sender, template, context, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep_of_the_page)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_test_looks_like_a_flood() -> Iterator[None]:
    """Tests fill in fast, many of them, from one place: those of abuse set limits of their own."""
    many = 10**6
    with override_settings(
        FILL_SECONDS=0,
        MANY_FROM_NETWORK=many,
        MANY_FOR_ADDRESS=many,
        FLOOD_FROM_NETWORK=many,
        PROOF_OF_WORK=20,
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def steps_are_taken_at_once() -> Iterator[None]:
    """What is told waits for no undoing: the tests of that let it wait."""
    with override_settings(UNDO_MINUTES=0):
        yield


@pytest.fixture(autouse=True, scope="session")
def committed_tests_may_clean_up() -> Iterator[None]:
    """After a test that commits its rows are deleted, past what keeps them.

    Django would truncate all tables, and make its content types and permissions anew.
    """

    def delete_what_is_there(
        self: DatabaseOperations, _style: Any, tables: list[str], **_options: Any
    ) -> list[str]:
        asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables]
        with self.connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            filled = [table for (table,) in cursor.fetchall() if table not in NEVER_EMPTIED]
        return [
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in filled),
            *(f"DELETE FROM {table}" for table in filled),
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in filled),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", delete_what_is_there)
        yield


@pytest.fixture
def published_may_change() -> Iterator[None]:
    """Let a test make a register in force say otherwise than it was published."""
    with rewriting():
        yield


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Monday 2 March 2026, ten o'clock in Helsinki: a month without holidays begins."""
    file = tmp_path / "clock"
    monkeypatch.setenv(TEST_CLOCK_VARIABLE, str(file))
    clock = Clock(file)
    clock.set(datetime(2026, 3, 2, 8, tzinfo=UTC))
    return clock


@pytest.fixture
def nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish whatever a version says: for tests of what comes after, with registers of a line."""
    monkeypatch.setattr(publish, "open_findings", lambda _version: [])
