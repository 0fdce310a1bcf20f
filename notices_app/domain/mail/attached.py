"""The files of a mail, with their bytes: the text alone is read from its beginning (parse.py)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from notices_app.domain.mail.parts import attached_parts

# What no person sends on purpose: signatures of programs, and pictures in a signature.
_OF_PROGRAMS = ("application/pgp-signature", "application/pkcs7-signature")


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """One file."""

    name: str
    content_type: str
    content: bytes


def attached_files(raw: bytes) -> list[AttachedFile]:
    """The files, in their order. What cannot be taken apart has none; the original is kept."""
    try:
        return list(_files(message_from_bytes(raw)))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return []


def _files(message: Message) -> Iterator[AttachedFile]:
    for name, kind, part in attached_parts(message):
        content = part.get_payload(decode=True)
        if kind in _OF_PROGRAMS or _is_in_the_text(part) or not isinstance(content, bytes):
            continue
        yield AttachedFile(name=name or "file", content_type=kind, content=content)


def _is_in_the_text(part: Message) -> bool:
    """A logo in a signature: shown by the HTML, not sent as a file."""
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return bool(part.get("Content-ID")) and not disposition.startswith("attachment")
