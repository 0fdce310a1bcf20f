"""The worker builds packages: killed, beaten, without its files, and too late."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage

from config.clock import now
from registers_app.domain.actors import SYSTEM, subject_actor, user_actor
from registers_app.domain.roles import Role
from requests_app.models import AuditEntry, DisclosurePackage, PackageArchive
from requests_app.services import build_archives as building
from requests_app.services.ask_archive import ask_archive
from requests_app.services.build_archives import MOST_TRIES, build_archives
from requests_app.services.destroy_strays import destroy_strays
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.expire_packages import expire_packages
from tests.cases import handler_of, make_answered
from tests.clock import Clock
from tests.factories import make_user
from tests.requests_app.admin.staff import signed_in, take_and_look, text_of
from tests.requests_app.fulfilment.built import archive_of, opened

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As SIGKILL: nothing in the code can catch it."""


def die(*_: Any, **__: Any) -> Any:
    raise Killed


def test_a_worker_that_dies_loses_its_claim_and_the_next_begins_anew(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = make_answered()
    # Dead before it began, after the parts were made, and after the bytes were stored.
    for name in ("contents_of", "seal_chunks", "_finish"):
        with monkeypatch.context() as patch:
            patch.setattr(building, name, die)
            with pytest.raises(Killed):
                build_archives()
        assert archive_of(request).waits
        assert build_archives() == 0  # it may still live
        clock.advance(minutes=6)
    assert archive_of(request).tries == 3

    with monkeypatch.context() as patch:
        patch.setattr("requests_app.services.build_archives.MOST_TRIES", 4)
        assert build_archives() == 1
    assert opened(archive_of(request)).testzip() is None
    destroy_strays()
    clock.advance(minutes=61)
    assert destroy_strays() >= 1
    assert default_storage.exists(str(archive_of(request).sealed))


def test_what_dies_again_and_again_is_told_and_may_be_tried_anew(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = make_answered()
    with monkeypatch.context() as patch:
        patch.setattr(building, "contents_of", die)
        for _ in range(MOST_TRIES):
            with pytest.raises(Killed):
                build_archives()
            clock.advance(minutes=6)
        assert build_archives() == 0
    failed = archive_of(request)
    assert failed.fault == "interrupted"
    assert AuditEntry.objects.get(event="archive.failed").facts["fault"] == "interrupted"

    again = ask_archive(failed.package_id, actor=subject_actor(request.submission_id))

    assert again.pk != failed.pk
    assert build_archives() == 1


def test_a_worker_that_was_thought_dead_changes_nothing_any_more(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = make_answered()
    finish = building._finish

    def slow(archive: PackageArchive, **made: Any) -> bool:
        PackageArchive.objects.filter(pk=archive.pk).update(tries=archive.tries + 1)
        assert finish(archive, **made) is False
        return False

    with monkeypatch.context() as patch:
        patch.setattr(building, "_finish", slow)
        assert build_archives() == 0
    assert archive_of(request).finished_at is None


def test_a_file_that_is_gone_fails_it_and_says_so(clock: Clock) -> None:
    request = make_answered()
    file = DisclosurePackage.objects.get().files.get()
    default_storage.delete(str(file.sealed))

    assert build_archives() == 0

    assert archive_of(request).fault == "file_lost"
    assert build_archives() == 0  # not again by itself
    client = signed_in(handler_of(request.controller))
    page = text_of(take_and_look(client, request, "build-again"))
    assert "A worker builds the file anew." in page
    assert archive_of(request).waits


def test_a_storage_that_is_down_fails_it_and_logs_no_word_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    request = make_answered()

    def full(*_: Any) -> str:
        raise OSError("no space for Maija Meikäläinen")

    monkeypatch.setattr("django.core.files.storage.default_storage.save", full)
    assert build_archives() == 0

    assert archive_of(request).fault == "storage"
    assert "Maija" not in caplog.text


def test_asked_twice_it_is_built_once_and_nobody_else_may_ask() -> None:
    request = make_answered()
    other = make_answered()
    package = DisclosurePackage.objects.get(request=request)
    person = subject_actor(request.submission_id)

    assert ask_archive(package.pk, actor=person) == ask_archive(package.pk, actor=person)
    for stranger in (
        subject_actor(other.submission_id),
        user_actor(make_user(other.submission.controller).pk),
        user_actor(make_user(request.submission.controller, role=Role.DPO).pk),
        SYSTEM,
    ):
        with pytest.raises(NotPermitted):
            ask_archive(package.pk, actor=stranger)


def test_it_goes_with_the_answer_and_none_comes_after(clock: Clock) -> None:
    request = make_answered()
    build_archives()
    stored = archive_of(request).sealed.name
    package = DisclosurePackage.objects.get()
    assert package.expires_at
    clock.set(package.expires_at + timedelta(minutes=1))

    assert expire_packages() == 1

    gone = archive_of(request)
    assert (gone.sealed.name, bool(gone.sha256)) == ("", True)
    assert gone.destroyed_at
    assert gone.destroyed_at <= now()
    with pytest.raises(NotPossible):
        ask_archive(package.pk, actor=subject_actor(request.submission_id))
    assert stored
