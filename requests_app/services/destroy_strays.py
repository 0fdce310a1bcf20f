"""Destroy the sealed files that no row names: what was cut off between storage and database.

Bytes are written before the transaction that names them, and deleted after the one that forgets
them. A process that dies in between leaves them behind; but proof of identity does not outlive
its decision, nor a copy its time (GDPR Art. 5(1)(e)).
"""

import re
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.files.storage import default_storage

from config.clock import now
from requests_app.models import (
    AuthorityPaper,
    DraftFile,
    IdentityEvidence,
    MessageFile,
    PackageArchive,
    StoredFile,
    UnsentProof,
)

# Longer than any transaction that has written its bytes and not said so yet.
GRACE = timedelta(hours=1)
# Since when each stray was seen. Whatever empties the cache costs another hour, and nothing else.
SEEN = "stray_files"
# What stored_file.random_path makes; other files in the storage are not ours.
FOLDER = re.compile(r"[0-9a-f]{2}")
NAME = re.compile(r"[0-9a-f]{32}")

NAMING = (
    StoredFile,
    IdentityEvidence,
    UnsentProof,
    AuthorityPaper,
    MessageFile,
    DraftFile,
    PackageArchive,
)


def destroy_strays() -> int:
    """Destroy what has been a stray for GRACE; returns how many."""
    # First what lies there, then what is named: what is stored meanwhile is no stray.
    lying = _lying()
    since = _seen_since(lying - _named())
    over = [name for name, seen_at in since.items() if seen_at <= now() - GRACE]
    for name in over:
        default_storage.delete(name)
        del since[name]
    cache.set(SEEN, since, timeout=None)
    return len(over)


def _seen_since(strays: set[str]) -> dict[str, datetime]:
    seen: dict[str, datetime] = cache.get(SEEN, {})
    return {name: seen.get(name, now()) for name in strays}


def _lying() -> set[str]:
    lying: set[str] = set()
    with suppress(FileNotFoundError):  # nothing was ever stored
        folders, _files = default_storage.listdir("")
        for folder in filter(FOLDER.fullmatch, folders):
            _folders, files = default_storage.listdir(folder)
            lying |= {f"{folder}/{name}" for name in filter(NAME.fullmatch, files)}
    return lying


def _named() -> set[str]:
    return {
        name
        for model in NAMING
        for name in model._default_manager.exclude(sealed="").values_list("sealed", flat=True)
    }
