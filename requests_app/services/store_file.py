"""Keep a file, sealed."""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile

from config.clock import now
from config.crypto import open_chunks
from requests_app.domain.identity_codes import masked
from requests_app.models import RightsRequest, StoredFile, Task
from requests_app.services.errors import NotPossible
from requests_app.services.seal_upload import sealed_content
from requests_app.uploads.examine import examine_from_staff
from requests_app.uploads.faults import UploadFault


def store_file(
    request: RightsRequest, *, file: UploadedFile[Any], task: Task | None = None
) -> StoredFile:
    """Seal a file and keep it. Raises NotPossible for what is not taken."""
    try:
        examined = examine_from_staff(file)
    except UploadFault as fault:
        raise NotPossible(str(fault)) from fault
    stored = StoredFile(
        request=request,
        task=task,
        name=masked(examined.name, cover="x"),
        content_type=examined.content_type,
        size=len(examined.content),
        sha256=hashlib.sha256(examined.content).hexdigest(),
        created_at=now(),
    )
    stored.sealed.save("sealed", sealed_content(examined.content), save=False)
    stored.save()
    return stored


def read_file(stored: StoredFile) -> Iterator[bytes]:
    """The file's content, piece by piece. Raises Undecipherable."""
    with stored.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))
