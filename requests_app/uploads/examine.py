"""Look at a file before it is kept."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from requests_app.uploads.clamav import scan
from requests_app.uploads.faults import UploadFault
from requests_app.uploads.images import redraw
from requests_app.uploads.kinds import TEXT, Handling, Kind, kind_of
from requests_app.uploads.office import check_office
from requests_app.uploads.pdfs import check_pdf

LONGEST_NAME = 255
# Text by any of these names is still text.
_TEXTS = {".txt", ".csv", ".json", ".md", ".log", ".eml"}


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A file as it will be kept."""

    name: str
    content_type: str
    content: bytes


def examine_from_person(file: UploadedFile[Any]) -> Examined:
    """A file from outside: a picture, a PDF, a document or plain text, by its content.

    Pictures are drawn anew, and what acts by itself is refused. Raises UploadFault.
    """
    content = _read(file)
    kind = kind_of(content)
    if kind is None:
        raise UploadFault(
            _(
                "Files of this kind cannot be taken. Send a picture (JPEG, PNG), a PDF file, a "
                "document (DOCX, ODT, XLSX, ODS) or plain text."
            )
        )
    content = _HANDLED[kind.handling](content, kind)
    scan(content)
    return Examined(
        name=_named(file.name or "", kind), content_type=kind.content_type, content=content
    )


def examine_from_staff(file: UploadedFile[Any]) -> Examined:
    """A file from a data system, of whatever kind: it is only ever given as an attachment.

    Raises UploadFault.
    """
    content = _read(file)
    scan(content)
    name = clean_name(file.name or "")
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Examined(name=name, content_type=content_type, content=content)


def clean_name(name: str) -> str:
    """A file name without folders, control characters or direction marks."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in bare if char.isprintable()).strip(" .")
    return kept[-LONGEST_NAME:] or "file"


def _read(file: UploadedFile[Any]) -> bytes:
    if not file.size:
        raise UploadFault(_("The file is empty."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise UploadFault(_("The file is larger than this desk takes."))
    file.seek(0)
    content: bytes = file.read()
    return content


def _pdf(content: bytes, _kind: Kind) -> bytes:
    check_pdf(content)
    return content


def _office(content: bytes, _kind: Kind) -> bytes:
    check_office(content)
    return content


def _text(content: bytes, _kind: Kind) -> bytes:
    return content


_HANDLED: dict[Handling, Callable[[bytes, Kind], bytes]] = {
    Handling.PDF: _pdf,
    Handling.IMAGE: redraw,
    Handling.OFFICE: _office,
    Handling.TEXT: _text,
}


def _named(name: str, kind: Kind) -> str:
    """The name, with the ending that the content has."""
    clean = clean_name(name)
    path = PurePath(clean)
    ending = path.suffix.casefold()
    if ending == kind.suffix or (kind is TEXT and ending in _TEXTS):
        return clean
    if kind.suffix == ".jpg" and ending == ".jpeg":
        return clean
    return clean_name(f"{path.stem if ending else clean}{kind.suffix}")
