"""Files that no row names: left behind by a process that died, and destroyed an hour later."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pytest_django import Settings

from registers_app.domain.actors import subject_actor
from requests_app.models import AccessRequest, IdentityEvidence, StoredFile
from requests_app.models.stored_file import random_path
from requests_app.services.destroy_strays import destroy_strays
from requests_app.services.evidence import read_evidence, receive_evidence
from requests_app.services.store_file import read_file, store_file
from tests.cases import ask_for_identity, begin, make_received, settle
from tests.clock import Clock
from tests.raw_sql import run, triggers_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_storage(tmp_path: Path, settings: Settings) -> None:
    """A storage of this test alone."""
    local = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": local}


def left_behind() -> str:
    return default_storage.save(random_path(None, ""), ContentFile(b"sealed"))


def proof() -> IdentityEvidence:
    case = ask_for_identity(begin(make_received()))
    file = SimpleUploadedFile("card.png", b"a card")
    (row,) = receive_evidence(
        case.submission.identity_check.pk, files=[file], actor=subject_actor(case.submission_id)
    )
    return row


def test_a_file_that_no_row_names_is_destroyed_an_hour_after_it_was_seen(clock: Clock) -> None:
    name = left_behind()

    assert destroy_strays() == 0
    clock.advance(minutes=59)
    assert destroy_strays() == 0
    assert default_storage.exists(name)
    clock.advance(minutes=1)
    assert destroy_strays() == 1
    assert not default_storage.exists(name)


def test_what_a_row_names_stays(clock: Clock) -> None:
    evidence = proof()
    stored = store_file(make_received(), file=SimpleUploadedFile("orders.csv", b"1001"))

    for _ in range(2):
        assert destroy_strays() == 0
        clock.advance(hours=2)

    assert b"".join(read_evidence(evidence)) == b"a card"
    assert b"".join(read_file(stored)) == b"1001"


def test_a_file_that_gets_its_row_within_the_hour_stays(clock: Clock) -> None:
    stored = store_file(make_received(), file=SimpleUploadedFile("orders.csv", b"1001"))
    with transaction.atomic():
        before = transaction.savepoint()
        with triggers_off(StoredFile):
            run(f"DELETE FROM {StoredFile._meta.db_table}")
        destroy_strays()
        transaction.savepoint_rollback(before)
    clock.advance(hours=2)

    assert destroy_strays() == 0
    assert b"".join(read_file(stored)) == b"1001"


@pytest.mark.parametrize("name", ["backup.tar", "ab/notes.txt", f"logos/{'a' * 32}"])
def test_what_the_desk_did_not_store_is_left_alone(clock: Clock, name: str) -> None:
    default_storage.save(name, ContentFile(b"of somebody else"))

    destroy_strays()
    clock.advance(hours=2)

    assert destroy_strays() == 0
    assert default_storage.exists(name)


def test_an_emptied_cache_costs_an_hour_and_nothing_else(clock: Clock) -> None:
    left_behind()
    destroy_strays()
    clock.advance(hours=2)
    cache.clear()

    assert destroy_strays() == 0
    clock.advance(hours=1)
    assert destroy_strays() == 1


def test_nothing_was_ever_stored() -> None:
    assert destroy_strays() == 0


def test_a_proof_whose_bytes_could_not_be_deleted_is_destroyed_all_the_same(
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    row = proof()
    name = str(row.sealed.name)

    def is_down(_name: str) -> None:
        raise OSError("the storage is down")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", is_down)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            settle(AccessRequest.objects.get(submission=row.check_row.submission_id))
    assert default_storage.exists(name)

    destroy_strays()
    clock.advance(hours=1)
    assert destroy_strays() == 1
    assert not default_storage.exists(name)
