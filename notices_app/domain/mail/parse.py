"""A raw message (RFC 5322) as the desk looks at it. Never raises, whatever the bytes are."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from notices_app.domain.mail.automatic import Automatic, automatic
from notices_app.domain.mail.headers import addresses, field, fields, message_ids
from notices_app.domain.mail.parts import Attachment, Parts, parts_of
from notices_app.domain.mail.quotes import Forwarded, split_words
from notices_app.domain.mail.report import MailReport, report_of

# The text of a mail stands at its beginning; the rest of a large one is attachments.
MOST_BYTES = 4 * 1024 * 1024
# More is a bomb: each costs a level of the parser for every line.
MOST_BOUNDARIES = 60
# Where a word may be broken, and what takes no room: programs put it into the midst of words.
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF))
_NESTED = re.compile(rb"(?i)boundary\s*=|message/rfc822")
_HEADER_FIELDS = 1_000
_ID_IN_WORDS = re.compile(r"(?im)^[> ]*message-id:\s*(<[^<>\s]{3,250}>)")


@dataclass(frozen=True, kw_only=True)
class SentOn:
    """The mail that somebody sent on to us."""

    sender_name: str
    sender: str
    subject: str
    text: str
    stamps: tuple[str, ...]
    date: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What a message says of itself. All of it is claimed, but for where our servers stamped it."""

    message_id: str
    subject: str
    sender_name: str
    sender: str
    recipients: tuple[str, ...]
    answers: tuple[str, ...]  # Message-IDs in In-Reply-To and References
    stamps: tuple[str, ...]
    date: str
    text: str
    quoted: str
    sent_on: SentOn | None
    attachments: tuple[Attachment, ...]
    automatic: Automatic | None
    why_unreadable: str  # empty, or a word of docs/triage.md
    bounced: tuple[str, ...]  # Message-IDs of what came back
    report: MailReport | None  # what became of it


def parse(raw: bytes) -> Mail:
    """*raw* taken apart."""
    message, is_bomb = message_of(raw)
    try:
        parts = Parts(is_too_nested=True) if is_bomb else parts_of(message)
        text = parts.text().translate(_INVISIBLE)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        parts, text = Parts(is_too_nested=True), ""
    return _mail(message, parts, text)


def message_of(raw: bytes) -> tuple[Message, bool]:
    """*raw* as a message, and whether it is a bomb, of which the header alone is read."""
    raw = raw[:MOST_BYTES].lstrip(b"\r\n")
    if raw.startswith(b"From "):  # an mbox's line
        raw = raw.partition(b"\n")[2]
    head = raw[: raw.find(b"\n\n") if b"\n\n" in raw else len(raw)]
    if len(_NESTED.findall(raw)) > MOST_BOUNDARIES or head.count(b"\n") > _HEADER_FIELDS * 4:
        return BytesHeaderParser().parsebytes(raw[:200_000]), True
    try:
        return message_from_bytes(raw), False
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return BytesHeaderParser().parsebytes(raw[:200_000]), True


def _mail(message: Message, parts: Parts, text: str) -> Mail:
    words = split_words(text)
    sent_on = _sent_on(parts, words.forwarded)
    name, sender = next(iter(addresses(message, "From", "Sender", "Reply-To")), ("", ""))
    answer_to = next(iter(addresses(message, "Reply-To")), ("", sender))[1]
    machine = automatic(message)
    return Mail(
        message_id=next(iter(message_ids(message, "Message-ID")), ""),
        subject=field(message, "Subject")[:500],
        sender_name=name[:200],
        sender=(sender or answer_to)[:254],
        recipients=tuple(
            address
            for _, address in addresses(
                message, "Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To"
            )
        ),
        answers=message_ids(message, "In-Reply-To", "References"),
        stamps=tuple(fields(message, "Received")),
        date=field(message, "Date"),
        text=words.own,
        quoted=words.quoted,
        sent_on=sent_on,
        attachments=tuple(parts.attachments),
        automatic=machine,
        why_unreadable=_why_unreadable(parts, words.own, sent_on),
        bounced=_bounced(message, text) if machine is Automatic.BOUNCE else (),
        report=report_of(message, text=text) if machine is Automatic.BOUNCE else None,
    )


def _why_unreadable(parts: Parts, text: str, sent_on: SentOn | None) -> str:
    if text.strip() or (sent_on and sent_on.text.strip()):
        return ""
    if parts.is_too_nested:
        return "too_nested"
    if parts.is_encrypted:
        return "encrypted"
    if parts.is_tnef:
        return "winmail"
    return "only_attachments" if parts.attachments else "empty"


def _sent_on(parts: Parts, inline: Forwarded | None) -> SentOn | None:
    if parts.mails:
        inner = parts.mails[0]
        found = parts_of(inner)
        name, sender = next(iter(addresses(inner, "From")), ("", ""))
        return SentOn(
            sender_name=name[:200],
            sender=sender[:254],
            subject=field(inner, "Subject")[:500],
            text=split_words(found.text()).own,
            stamps=tuple(fields(inner, "Received")),
            date=field(inner, "Date"),
        )
    if inline is None:
        return None
    name, sender = parseaddr(inline.sender.replace("[mailto:", "<").replace("]", ">"))
    return SentOn(
        sender_name=name[:200],
        sender=sender.lower()[:254] if "@" in sender else "",
        subject=inline.subject[:500],
        text=split_words(inline.text).own,
        stamps=(),
        date=inline.sent[:100],
    )


def _bounced(message: Message, text: str) -> tuple[str, ...]:
    """The Message-IDs that a report carries of what it could not deliver."""
    found: list[str] = []
    for part in list(message.walk())[:50]:
        if part.get_content_type() == "message/rfc822":
            found.extend(message_ids(part, "Message-ID"))
        elif part.get_content_type() == "text/rfc822-headers":
            head = BytesHeaderParser().parsebytes(
                str(part.get_payload()).encode("utf-8", "replace")
            )
            found.extend(message_ids(head, "Message-ID"))
        elif part is not message:
            found.extend(message_ids(part, "Message-ID"))
    if not found:  # a server that knows no RFC 3464 writes the mail below its own words
        found.extend(_ID_IN_WORDS.findall(text[:100_000]))
    return tuple(dict.fromkeys(found))[:20]
