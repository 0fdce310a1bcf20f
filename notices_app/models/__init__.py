"""What we say to a person, and what we hear."""

from notices_app.models.inbound_mail import (
    UNDECIDED,
    InboundMail,
    MailStatus,
    MailWords,
    Settled,
)
from notices_app.models.mailbox import (
    AfterReading,
    Encryption,
    FetchedMail,
    Mailbox,
    MailboxError,
    MailboxProbe,
    ReachedBy,
)
from notices_app.models.notice import LocalMessage, Notice, NoticeState

__all__ = [
    "UNDECIDED",
    "AfterReading",
    "Encryption",
    "FetchedMail",
    "InboundMail",
    "LocalMessage",
    "MailStatus",
    "MailWords",
    "Mailbox",
    "MailboxError",
    "MailboxProbe",
    "Notice",
    "NoticeState",
    "ReachedBy",
    "Settled",
]
