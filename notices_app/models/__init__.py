"""What we say to a person, and what we hear."""

from notices_app.models.delivery_event import FATES, DeliveryEvent, EventKind, EventReason
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
from notices_app.models.notice import HANDED_OVER, LOST, LocalMessage, Notice, NoticeState, Way
from notices_app.models.wording import OwnWording, WordingState

__all__ = [
    "FATES",
    "HANDED_OVER",
    "LOST",
    "UNDECIDED",
    "AfterReading",
    "DeliveryEvent",
    "Encryption",
    "EventKind",
    "EventReason",
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
    "OwnWording",
    "ReachedBy",
    "Settled",
    "Way",
    "WordingState",
]
