"""Header fields, decoded, on one line, and no longer than anybody needs."""

import base64
import binascii
import quopri
import re
from email.message import Message
from email.utils import getaddresses

from notices_app.domain.mail.charset import tidy, to_text

LONGEST = 2_000
MOST_ADDRESSES = 200
_ENCODED = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]*)?\?([bqBQ])\?([^?\s]{0,2000})\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_ID = re.compile(r"<[^<>\s]{1,250}>")
_ADDRESS = re.compile(r"^[^\s@<>\"(),;:]{1,64}@[^\s@<>\"(),;:]{1,250}$")


def field(message: Message, name: str) -> str:
    """The first field of that name, decoded; empty where there is none."""
    return next(iter(fields(message, name)), "")


def fields(message: Message, name: str) -> list[str]:
    """All fields of that name, from the top."""
    wanted = name.lower()
    return [decoded(str(value)) for key, value in message.raw_items() if key.lower() == wanted]


def decoded(value: str) -> str:
    """One header's value: encoded words read, raw bytes guessed, control characters out."""
    value = value[:LONGEST]
    try:
        value = to_text(value.encode("utf-8", "surrogateescape"), None)
    except UnicodeError:
        value = tidy(value)
    value = _ENCODED.sub(_word, _BETWEEN.sub(r"\1\2", value))
    return " ".join(tidy(value).split())


def _word(match: re.Match[str]) -> str:
    charset, kind, content = match[1], match[2].lower(), match[3].encode("ascii", "replace")
    try:
        if kind == "b":
            raw = base64.b64decode(content + b"=" * (-len(content) % 4))
        else:
            raw = quopri.decodestring(content, header=True)
    except (binascii.Error, ValueError):
        return match[0]
    return to_text(raw, charset)


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """The (name, address) pairs of these fields; only what looks like an address."""
    raw = [value for name in names for value in fields(message, name)]
    try:
        pairs = getaddresses(raw)[:MOST_ADDRESSES]
    except (ValueError, IndexError, RecursionError):
        pairs = []
    return [(name.strip(), address.lower()) for name, address in pairs if _ADDRESS.match(address)]


def message_ids(message: Message, *names: str) -> tuple[str, ...]:
    """The Message-IDs in these fields, each once."""
    found = (
        each for name in names for value in fields(message, name) for each in _ID.findall(value)
    )
    return tuple(dict.fromkeys(found))[:50]
