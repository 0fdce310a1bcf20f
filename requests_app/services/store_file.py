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
from requests_app.uploads.examine import Examined, clean_name, examine_from_staff
from requests_app.uploads.faults import UploadFault


def store_file(
    request: RightsRequest, *, file: UploadedFile[Any], task: Task | None = None
) -> StoredFile:
    """Seal a file and keep it. Raises NotPossible for what is not taken."""
    return _seal(StoredFile(request=request, task=task), _examined(file))


def store_once(
    task: Task, *, file: UploadedFile[Any], is_data: bool, is_disclosed: bool
) -> StoredFile | None:
    """The same with the task it came for; None where it has this very content already."""
    examined = _examined(file)
    if task.files.filter(sha256=_sha256(examined)).exclude(sealed="").exists():
        return None
    row = StoredFile(request=task.request, task=task, is_data=is_data, is_disclosed=is_disclosed)
    return _seal(row, examined)


def _seal(row: StoredFile, examined: Examined) -> StoredFile:
    row.name = masked(examined.name, cover="x")
    row.content_type = examined.content_type
    row.size = len(examined.content)
    row.sha256 = _sha256(examined)
    row.created_at = now()
    row.sealed.save("sealed", sealed_content(examined.content), save=False)
    row.save()
    return row


def _examined(file: UploadedFile[Any]) -> Examined:
    try:
        return examine_from_staff(file)
    except UploadFault as fault:
        raise NotPossible(f"{clean_name(file.name or '')}: {fault}") from fault


def _sha256(examined: Examined) -> str:
    return hashlib.sha256(examined.content).hexdigest()


def read_file(stored: StoredFile) -> Iterator[bytes]:
    """The file's content, piece by piece. Raises Undecipherable."""
    with stored.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))
