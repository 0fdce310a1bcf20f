"""Keep a file, sealed."""

import hashlib
import mimetypes
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from config.clock import now
from config.crypto import open_chunks, seal_chunks
from requests_app.models import RightsRequest, StoredFile, Task
from requests_app.services.errors import NotPossible

LONGEST_NAME = 255


def store_file(
    request: RightsRequest, *, file: UploadedFile[Any], task: Task | None = None
) -> StoredFile:
    """Seal a file and keep it. Raises NotPossible for an empty or an over-large one."""
    if not file.size:
        raise NotPossible(_("The file is empty."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise NotPossible(_("The file is larger than this desk takes."))
    name = clean_name(file.name or "")
    file.seek(0)
    stored = StoredFile(
        request=request,
        task=task,
        name=name,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=file.size,
        sha256=_digest(file),
        created_at=now(),
    )
    file.seek(0)
    stored.sealed.save("sealed", ContentFile(b"".join(seal_chunks(file))), save=False)  # type: ignore[arg-type]
    stored.save()
    return stored


def read_file(stored: StoredFile) -> Iterator[bytes]:
    """The file's content, piece by piece. Raises Undecipherable."""
    with stored.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))


def clean_name(name: str) -> str:
    """A file name without folders, control characters or direction marks."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in bare if char.isprintable()).strip(" .")
    return kept[-LONGEST_NAME:] or "file"


def _digest(file: UploadedFile[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
