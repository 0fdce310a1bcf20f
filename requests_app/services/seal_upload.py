"""Seal what somebody sent into the row that stands for it."""

from io import BytesIO
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from config.clock import now
from config.crypto import seal_chunks
from requests_app.domain.identity_codes import masked
from requests_app.models import (
    AuthorityPaper,
    DraftFile,
    IdentityEvidence,
    MessageFile,
    UnsentProof,
)
from requests_app.services.errors import NotPossible
from requests_app.uploads.examine import examine_from_person
from requests_app.uploads.faults import UploadFault

Row = TypeVar("Row", AuthorityPaper, DraftFile, IdentityEvidence, MessageFile, UnsentProof)


def seal_upload(row: Row, file: UploadedFile[Any]) -> Row:
    """Look at a file, fill in *row* and keep it. Raises NotPossible for what is not taken."""
    try:
        examined = examine_from_person(file)
    except UploadFault as fault:
        raise NotPossible(str(fault)) from fault
    row.name = masked(examined.name, cover="x")
    row.content_type = examined.content_type
    row.size = len(examined.content)
    row.received_at = now()
    row.sealed.save("sealed", sealed_content(examined.content), save=False)
    row.save()
    return row


def sealed_content(content: bytes) -> ContentFile[bytes]:
    """The bytes as they lie at rest (config/crypto.py)."""
    return ContentFile(b"".join(seal_chunks(BytesIO(content))))
