"""Seal what somebody sent into the row that stands for it."""

import mimetypes
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from config.clock import now
from config.crypto import seal_chunks
from requests_app.models import AuthorityPaper, IdentityEvidence, MessageFile
from requests_app.services.errors import NotPossible
from requests_app.services.store_file import clean_name

Row = TypeVar("Row", AuthorityPaper, IdentityEvidence, MessageFile)


def seal_upload(row: Row, file: UploadedFile[Any]) -> Row:
    """Fill in and keep *row*. Raises NotPossible for a file that is empty or too large."""
    if not file.size:
        raise NotPossible(_("The file is empty."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise NotPossible(_("The file is larger than this desk takes."))
    row.name = clean_name(file.name or "")
    row.content_type = mimetypes.guess_type(row.name)[0] or "application/octet-stream"
    row.size = file.size
    row.received_at = now()
    file.seek(0)
    sealed = ContentFile(b"".join(seal_chunks(file)))  # type: ignore[arg-type]
    row.sealed.save("sealed", sealed, save=False)
    row.save()
    return row
