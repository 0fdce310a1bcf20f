"""The worker builds packages as one file, piece by piece, and says how far it is.

Each step is committed by itself: a worker that dies loses its claim after a while, and the next
one begins anew. What it had stored by then is found by destroy_strays.py.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q, QuerySet

from config.clock import now
from config.crypto import seal_chunks
from registers_app.domain.actors import SYSTEM
from requests_app.fulfilment.archive.contents import contents_of
from requests_app.fulfilment.archive.zipped import PartBroken, Pulled, zipped
from requests_app.models import ArchiveFault, DisclosurePackage, PackageArchive
from requests_app.models.stored_file import random_path
from requests_app.services.fetch import FETCHABLE
from requests_app.services.perform import lock_case
from requests_app.services.record import record

logger = logging.getLogger(__name__)

# Nothing was heard of a worker for so long: it has died.
SILENCE = timedelta(minutes=5)
MOST_TRIES = 3
HEARTBEAT = timedelta(seconds=10)


def build_archives() -> int:
    """Build all that waits; returns how many."""
    built = 0
    while (archive := _claim()) is not None:
        built += _build_or_say_why(archive)
    return built


@transaction.atomic
def _claim() -> PackageArchive | None:
    """The next that nobody builds, or whose worker has died."""
    unheard = Q(seen_at=None) | Q(seen_at__lt=now() - SILENCE)
    waiting = PackageArchive.objects.filter(finished_at=None, failed_at=None, destroyed_at=None)
    open_to_us = waiting.filter(unheard).select_for_update(skip_locked=True)
    archive = open_to_us.order_by("asked_at").first()
    if archive is None:
        return None
    archive.tries += 1
    archive.seen_at = now()
    archive.parts = archive.parts_done = 0
    archive.save(update_fields=["tries", "seen_at", "parts", "parts_done"])
    return archive


def _build_or_say_why(archive: PackageArchive) -> bool:
    if archive.tries > MOST_TRIES:
        return _fail(archive, ArchiveFault.INTERRUPTED)
    try:
        return _build(archive)
    except PartBroken:
        return _fail(archive, ArchiveFault.FILE_LOST)
    except OSError as error:
        return _fail(archive, ArchiveFault.STORAGE, error=error)
    except Exception as error:  # whatever it is, the person is told, and may try again
        return _fail(archive, ArchiveFault.UNEXPECTED, error=error)


def _build(archive: PackageArchive) -> bool:
    package = DisclosurePackage.objects.select_related("request__submission__controller").get(
        pk=archive.package_id
    )
    if package.state not in FETCHABLE:
        return _give_up(archive)
    assert package.released_at is not None, "only a released package is built"
    parts = contents_of(package)
    claim = _Claim(archive, parts=len(parts))
    pieces = claim.heard(zipped(parts, at=package.released_at, done=claim.part_done))
    whole = Pulled(pieces)
    with TemporaryFile() as sealed:
        for chunk in seal_chunks(cast(BinaryIO, whole)):
            sealed.write(chunk)
        sealed.seek(0)
        stored = default_storage.save(random_path(archive, ""), File(sealed))
    return _finish(archive, stored=stored, whole=whole, manifest_sha256=parts[-1].sha256)


@transaction.atomic
def _finish(archive: PackageArchive, *, stored: str, whole: Pulled, manifest_sha256: str) -> bool:
    """Name the file, unless another worker has the claim now or the package is over."""
    case = lock_case(DisclosurePackage, archive.package_id)
    still_there = DisclosurePackage.objects.filter(pk=archive.package_id, state__in=FETCHABLE)
    changed = still_there.exists() and _mine(archive).update(
        finished_at=now(),
        parts_done=F("parts"),
        sealed=stored,
        size=whole.size,
        sha256=whole.sha256,
        manifest_sha256=manifest_sha256,
    )
    if not changed:
        transaction.on_commit(lambda: default_storage.delete(stored), robust=True)
        return False
    record(
        submission_id=case.pk,
        event="archive.built",
        actor=SYSTEM,
        request_id=archive.package.request_id,
        facts={
            "archive": archive.pk,
            "sha256": whole.sha256,
            "manifest_sha256": manifest_sha256,
            "size": whole.size,
        },
    )
    return True


@transaction.atomic
def _fail(archive: PackageArchive, fault: ArchiveFault, *, error: Exception | None = None) -> bool:
    # Never the error's own words: they may quote a person's data.
    logger.error(
        "Package %s could not be built: %s (%s).",
        archive.package_id,
        fault.value,
        type(error).__name__ if error else "-",
    )
    case = lock_case(DisclosurePackage, archive.package_id)
    if _mine(archive).update(failed_at=now(), fault=fault):
        record(
            submission_id=case.pk,
            event="archive.failed",
            actor=SYSTEM,
            request_id=archive.package.request_id,
            facts={"archive": archive.pk, "fault": fault.value},
        )
    return False


def _give_up(archive: PackageArchive) -> bool:
    """The package is over: there is nothing to build."""
    _mine(archive).update(destroyed_at=now())
    return False


class _Claim:
    """A worker's hold on a row: it says how far it is, and that it lives."""

    def __init__(self, archive: PackageArchive, *, parts: int) -> None:
        self._archive = archive
        self._done = 0
        self._say(parts=parts)

    def part_done(self) -> None:
        """One more part is written."""
        self._done += 1
        self._say(parts_done=self._done)

    def heard(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """*pieces*, with a sign of life now and then: one part may take long."""
        for piece in pieces:
            if now() - self._said_at > HEARTBEAT:
                self._say()
            yield piece

    def _say(self, **progress: int) -> None:
        self._said_at = now()
        _mine(self._archive).update(seen_at=self._said_at, **progress)


def _mine(archive: PackageArchive) -> QuerySet[PackageArchive]:
    """The row, while the claim stands."""
    return PackageArchive.objects.filter(
        pk=archive.pk, tries=archive.tries, finished_at=None, failed_at=None, destroyed_at=None
    )
