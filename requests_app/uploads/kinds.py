"""Which kind of file it is, by what stands in it: neither its name nor a browser's word counts."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

PDF_HEAD = 1024  # the mark of a PDF may stand a little way in (ISO 32000-1, annex H)


class Handling(StrEnum):
    """What is done with a kind."""

    PDF = "pdf"
    IMAGE = "image"
    OFFICE = "office"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of file that is taken from a person."""

    handling: Handling
    content_type: str
    suffix: str


PDF = Kind(handling=Handling.PDF, content_type="application/pdf", suffix=".pdf")
TEXT = Kind(handling=Handling.TEXT, content_type="text/plain; charset=utf-8", suffix=".txt")
JPEG = Kind(handling=Handling.IMAGE, content_type="image/jpeg", suffix=".jpg")
PNG = Kind(handling=Handling.IMAGE, content_type="image/png", suffix=".png")
_PICTURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", PNG),
    (b"GIF89a", PNG),
    (b"II*\x00", JPEG),
    (b"MM\x00*", JPEG),
    (b"BM", PNG),
)
_OOXML = "application/vnd.openxmlformats-officedocument."
_OFFICE: dict[str, Kind] = {
    "word/": Kind(
        handling=Handling.OFFICE,
        content_type=f"{_OOXML}wordprocessingml.document",
        suffix=".docx",
    ),
    "xl/": Kind(
        handling=Handling.OFFICE, content_type=f"{_OOXML}spreadsheetml.sheet", suffix=".xlsx"
    ),
}
_OPEN_DOCUMENT: dict[bytes, Kind] = {
    f"application/vnd.oasis.opendocument.{name}".encode(): Kind(
        handling=Handling.OFFICE,
        content_type=f"application/vnd.oasis.opendocument.{name}",
        suffix=suffix,
    )
    for name, suffix in (("text", ".odt"), ("spreadsheet", ".ods"))
}


def kind_of(content: bytes) -> Kind | None:
    """The kind of a file; None for one that is not taken."""
    if b"%PDF-" in content[:PDF_HEAD]:
        return PDF
    for mark, kind in _PICTURES:
        if content.startswith(mark):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return TEXT if _is_text(content) else None


def _office_kind(content: bytes) -> Kind | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 100:
                return _OPEN_DOCUMENT.get(archive.read("mimetype"))
    except (BadZipFile, OSError, RuntimeError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    folders = {name.partition("/")[0] + "/" for name in names}
    return next((kind for folder, kind in _OFFICE.items() if folder in folders), None)


def _is_text(content: bytes) -> bool:
    """UTF-8 without control characters, and nothing that a browser would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    head = text[:PDF_HEAD].lstrip().casefold()
    if head.startswith(("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "#!")):
        return False
    return all(char.isprintable() or char in "\t\n\r\f" for char in text)
