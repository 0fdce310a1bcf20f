"""What we say to a person, and what we hear."""

from notices_app.models.inbound_mail import (
    UNDECIDED,
    InboundMail,
    MailStatus,
    MailWords,
    Settled,
)
from notices_app.models.notice import LocalMessage, Notice, NoticeState

__all__ = [
    "UNDECIDED",
    "InboundMail",
    "LocalMessage",
    "MailStatus",
    "MailWords",
    "Notice",
    "NoticeState",
    "Settled",
]
