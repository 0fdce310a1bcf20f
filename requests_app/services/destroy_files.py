"""Destroy the content of files; that they existed, and their digest, stays on the record."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from requests_app.models import StoredFile


def destroy_files(files: Iterable[StoredFile]) -> None:
    """Forget where the sealed bytes lie, and delete them once the caller's transaction stands."""
    for file in files:
        storage, name = file.sealed.storage, file.sealed.name
        file.sealed = ""
        file.save(update_fields=["sealed"])
        if name:
            transaction.on_commit(partial(storage.delete, name))
