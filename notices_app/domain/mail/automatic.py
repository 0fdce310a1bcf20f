"""What a machine wrote: replies while away, bounces, lists (RFC 3834, RFC 3464, RFC 2919)."""

from email.message import Message
from enum import StrEnum

from notices_app.domain.mail.headers import addresses, field


class Automatic(StrEnum):
    """Why nobody wrote it by hand; it is never answered."""

    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    GENERATED = "generated"
    BULK = "bulk"


_DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon")
_NO_REPLIES = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-vacation")


def automatic(message: Message) -> Automatic | None:
    """What kind of machine wrote it; None for a person."""
    if _is_bounce(message):
        return Automatic.BOUNCE
    submitted = field(message, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = field(message, "Precedence").lower()
    if submitted == "auto-replied" or precedence == "auto_reply":
        return Automatic.AUTO_REPLY
    if any(field(message, name) for name in _NO_REPLIES):
        return Automatic.AUTO_REPLY
    if submitted not in ("", "no"):
        return Automatic.GENERATED
    if precedence in ("bulk", "junk", "list") or field(message, "List-Id"):
        return Automatic.BULK
    return Automatic.BULK if field(message, "List-Unsubscribe") else None


def _is_bounce(message: Message) -> bool:
    senders = addresses(message, "From", "Sender")
    if any(address.partition("@")[0] in _DAEMONS for _, address in senders):
        return True
    return message.get_content_type() == "multipart/report"
