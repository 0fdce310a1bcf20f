"""A mailbox without a mail server: every message is kept byte for byte and read in the admin."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import SafeMIMEMultipart, SafeMIMEText

from config.clock import now
from notices_app.models import LocalMessage


class LocalMailboxBackend(BaseEmailBackend):
    """Keeps each message as a mail server would get it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages were kept."""
        for message in email_messages:
            LocalMessage.objects.create(
                received_at=now(),
                to_addresses=", ".join(message.recipients()),
                subject=str(message.subject)[:255],
                raw=_as_sent(message),
            )
        return len(email_messages)


def _as_sent(message: EmailMessage) -> bytes:
    sent = message.message()
    assert isinstance(sent, SafeMIMEText | SafeMIMEMultipart)
    return sent.as_bytes(linesep="\r\n")
