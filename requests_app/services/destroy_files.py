"""Destroy the content of files; that they existed, and their digest, stays on the record."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.fields.files import FieldFile

from requests_app.models import MessageFile, StoredFile


def destroy_files(files: Iterable[StoredFile | MessageFile]) -> None:
    """Forget where the sealed bytes lie, and delete them once the caller's transaction stands."""
    for file in files:
        if file.sealed:
            delete_on_commit(file.sealed)
        file.sealed = ""
        file.save(update_fields=["sealed"])


def delete_on_commit(sealed: FieldFile) -> None:
    """Delete the bytes once the transaction stands, which is then done whatever the storage says.

    What is cut off in between is found by destroy_strays.py.
    """
    storage, name = sealed.storage, sealed.name
    assert name  # the caller has looked

    def delete() -> None:
        storage.delete(name)

    transaction.on_commit(delete, robust=True)
