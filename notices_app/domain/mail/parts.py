"""The parts of a mail: which of them is its text, and which are attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from notices_app.domain.mail.charset import tidy, to_text
from notices_app.domain.mail.headers import decoded
from notices_app.domain.mail.html_text import html_to_text
from notices_app.domain.mail.quotes import flowed

MOST_PARTS = 200
DEEPEST = 20
LONGEST_TEXT = 200_000
_PGP = "-----BEGIN PGP MESSAGE-----"
_INNER_MAIL = re.compile(rb"(?i)content-type:\s*(?:text|multipart)/")


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """What came with the text; its bytes stay in the kept original."""

    name: str
    content_type: str
    size: int


@dataclass(kw_only=True)
class Parts:
    """What the walk through a mail found."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)
    is_encrypted: bool = False
    is_tnef: bool = False
    is_too_nested: bool = False

    def text(self) -> str:
        """The plain text; the HTML's where that says more."""
        plain = "\n".join(self.plain).strip()
        if not self.html:
            return plain
        html = html_to_text("\n".join(self.html)).strip()
        return html if len(plain) < 20 or len(plain) * 3 < len(html) else plain


def parts_of(message: Message) -> Parts:
    """Walk through *message*, not deeper and not longer than a mail of people is."""
    parts = Parts()
    for number, (part, depth) in enumerate(_walk(message, 0)):
        if number >= MOST_PARTS or depth >= DEEPEST:
            parts.is_too_nested = True
            break
        _take(part, parts)
    return parts


def attached_parts(message: Message) -> Iterator[tuple[str, str, Message]]:
    """Name, kind and part of each file: what ``parts_of`` counts as attached."""
    for number, (part, depth) in enumerate(_walk(message, 0)):
        if number >= MOST_PARTS or depth >= DEEPEST:
            return
        kind, name = part.get_content_type(), _name(part)
        is_text = kind in ("text/plain", "text/html") and not name and not _is_attached(part)
        if not (part.is_multipart() or is_text or kind.endswith("pkcs7-mime")):
            yield name, kind, part


def _walk(part: Message, depth: int) -> Iterator[tuple[Message, int]]:
    yield part, depth
    if depth >= DEEPEST or part.get_content_maintype() == "message":
        return
    payload = part.get_payload()
    if isinstance(payload, list):
        for inner in payload:
            if isinstance(inner, Message):
                yield from _walk(inner, depth + 1)


def _take(part: Message, parts: Parts) -> None:
    kind = part.get_content_type()
    name = _name(part)
    if kind in ("multipart/encrypted", "application/pgp-encrypted"):
        parts.is_encrypted = True
    if kind.endswith("pkcs7-mime"):
        _take_smime(part, parts)
    elif kind == "message/rfc822":
        payload = part.get_payload()
        if isinstance(payload, list) and payload and isinstance(payload[0], Message):
            parts.mails.append(payload[0])
    elif part.is_multipart():
        return
    elif kind in ("text/plain", "text/html") and not name and not _is_attached(part):
        _take_text(part, kind, parts)
    else:
        parts.is_tnef |= kind == "application/ms-tnef" or name.lower() == "winmail.dat"
        size = len(str(part.get_payload()))
        parts.attachments.append(Attachment(name=name, content_type=kind[:100], size=size))


def _take_text(part: Message, kind: str, parts: Parts) -> None:
    text = to_text(_content(part), _parameter(part, "charset"))[:LONGEST_TEXT]
    if _PGP in text:
        parts.is_encrypted = True
    elif kind == "text/html":
        parts.html.append(text)
    elif _parameter(part, "format").lower() == "flowed":
        parts.plain.append(flowed(text, delete_space=_parameter(part, "delsp").lower() == "yes"))
    else:
        parts.plain.append(text)


def _take_smime(part: Message, parts: Parts) -> None:
    """S/MIME: what is signed as a whole holds its text in the open; the rest is sealed."""
    content = _content(part)
    inner = _INNER_MAIL.search(content)
    if "signed" in _parameter(part, "smime-type").lower() and inner:
        found = parts_of(message_from_bytes(content[inner.start() :]))
        parts.plain.extend(found.plain)
        parts.html.extend(found.html)
    else:
        parts.is_encrypted = True


def _content(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        payload = None
    return (
        payload
        if isinstance(payload, bytes)
        else str(part.get_payload()).encode("utf-8", "replace")
    )


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = "?"
    return tidy(decoded(str(name)))[:255]


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name) or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return value[2] if isinstance(value, tuple) else str(value)
