"""Marks of what the desk erased of its own files, beside the database (law.md B.3).

A backup of the database that is restored brings back what had been erased since. Each erasure of a
part of a file leaves an empty object in the storage, named by a keyed digest of the reference: it
says nothing of anybody, and outlives the database. Keep the storage out of that restore.
"""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from config.crypto import keyed_digests
from requests_app.models import Submission

FOLDER = "purged"
PARTS = ("material_purged_at", "contacts_purged_at", "purged_at")


def mark_purged(case: Submission, part: str) -> None:
    """Leave the mark before the transaction ends: without it nothing is erased."""
    name = f"{FOLDER}/{_digests(case.reference)[0]}.{part}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b""))


def resurrected() -> list[tuple[Submission, list[str]]]:
    """The cases of which a part was erased once and is there again, with those parts."""
    marks = _marks()
    if not marks:
        return []
    found = []
    for case in Submission.objects.filter(purged_at=None).iterator():
        names = _digests(case.reference)
        parts = [
            part
            for part in PARTS
            if getattr(case, part) is None and any(f"{name}.{part}" in marks for name in names)
        ]
        if parts:
            found.append((case, parts))
    return found


def _marks() -> set[str]:
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except (FileNotFoundError, SuspiciousFileOperation):
        return set()
    return set(files)


def _digests(reference: str) -> list[str]:
    return keyed_digests(f"purged:{reference}")
