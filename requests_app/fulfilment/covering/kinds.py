"""What can be covered in a file."""

from enum import StrEnum

from requests_app.uploads.kinds import Handling, kind_of


class Coverable(StrEnum):
    """How a file is shown, and covered."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    NOT_HERE = "not_here"  # it can only be given as it is, or withheld


def coverable(content: bytes) -> Coverable:
    """By what stands in it."""
    kind = kind_of(content)
    if kind is not None and kind.handling is Handling.PDF:
        return Coverable.PDF
    if kind is not None and kind.handling is Handling.IMAGE:
        return Coverable.PICTURE
    return Coverable.NOT_HERE if text_of(content) is None else Coverable.TEXT


def text_of(content: bytes) -> str | None:
    """The text of a file in UTF-8; None where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text or text.startswith("PK\x03\x04") else text
