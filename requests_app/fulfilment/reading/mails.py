"""A mail that was kept as a file: who wrote to whom, the text, and what was attached."""

import re
from collections.abc import Iterator
from email.message import Message

from notices_app.domain.mail.headers import field, fields
from notices_app.domain.mail.parse import MOST_BYTES, message_of
from notices_app.domain.mail.parts import LONGEST_TEXT, parts_of
from requests_app.fulfilment.reading.text import (
    Line,
    Part,
    Reading,
    Section,
    Unreadable,
    paragraph,
    section,
)

_BEGINS = re.compile(rb"\s*(?:From [^\n]*\n)?[A-Za-z][\w-]*:")
_SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_NEXT_OF_MANY = b"\n\nFrom "
DEEPEST = 5


def is_mail(content: bytes) -> bool:
    """Whether it begins as a mail does: a sender, and when or how it came."""
    if not _BEGINS.match(content[:1000]):
        return False
    message, _is_bomb = message_of(content)
    return bool(field(message, "From")) and any(
        field(message, name) for name in ("Date", "Message-ID", "Received")
    )


def read_mail(content: bytes) -> Reading:
    """Read it. Raises Unreadable for what is encrypted, too nested or too large."""
    message, is_bomb = message_of(content)
    many = content.startswith(b"From ") and _NEXT_OF_MANY in content.replace(b"\r", b"")
    if is_bomb or many or len(content) > MOST_BYTES:
        raise Unreadable
    try:
        return Reading(sections=list(_sections(message, 0)))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable from error


def _sections(message: Message, depth: int) -> Iterator[Section]:
    parts = parts_of(message)
    too_long = any(len(text) >= LONGEST_TEXT for text in (*parts.plain, *parts.html))
    if parts.is_encrypted or parts.is_too_nested or parts.is_tnef or too_long or depth > DEEPEST:
        raise Unreadable
    yield Section(part=Part.HEADER, lines=list(_head(message)))
    yield from section(Part.TEXT, parts.text().splitlines())
    yield from section(
        Part.ATTACHED, [each.name or each.content_type for each in parts.attachments]
    )
    for inner in parts.mails:
        yield from _sections(inner, depth + 1)


def _head(message: Message) -> Iterator[Line]:
    for name in _SHOWN:
        for value in fields(message, name):
            yield paragraph(f"{name}: {value}")
