"""What can be covered in a file."""

from dataclasses import dataclass
from enum import StrEnum

from requests_app.fulfilment.reading.read import reading_of
from requests_app.fulfilment.reading.text import Reading, Unreadable
from requests_app.uploads.kinds import Handling, kind_of


class Coverable(StrEnum):
    """How a file is shown, and covered."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    DOCUMENT = "document"  # shown as the text that stands in it, and given so
    NOT_HERE = "not_here"  # it can only be given as it is, or withheld


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A file as it is looked through. ``text`` is what places are marked in, where they are."""

    kind: Coverable
    text: str | None = None
    reading: Reading | None = None


def seen(content: bytes) -> Seen:
    """How a file is shown, by what stands in it."""
    kind = kind_of(content)
    if kind is not None and kind.handling is Handling.PDF:
        return Seen(kind=Coverable.PDF)
    if kind is not None and kind.handling is Handling.IMAGE:
        return Seen(kind=Coverable.PICTURE)
    try:
        reading = reading_of(content)
    except Unreadable:
        return Seen(kind=Coverable.NOT_HERE)
    if reading is not None:
        return Seen(kind=Coverable.DOCUMENT, text=reading.text, reading=reading)
    text = text_of(content)
    return Seen(kind=Coverable.NOT_HERE if text is None else Coverable.TEXT, text=text)


def coverable(content: bytes) -> Coverable:
    """By what stands in it."""
    return seen(content).kind


def text_of(content: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 with its mark, or as older programs of Windows write it.

    None where it is no text.
    """
    if content.startswith(b"PK\x03\x04"):
        return None
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        is_sure = encoding == "utf-8-sig"
        return text if _is_text(text, is_sure=is_sure) else None
    return None


def _is_text(text: str, *, is_sure: bool) -> bool:
    if is_sure:
        return "\0" not in text
    return all(char.isprintable() or char in "\t\n\r\f\xa0\xad" for char in text)
