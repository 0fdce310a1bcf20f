"""Take a mail in that a provider handed over."""

import logging
from typing import Any

from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent
from django.conf import settings

from notices_app.inbound.receive import receive

logger = logging.getLogger(__name__)


def hear_inbound(
    sender: object, *, event: AnymailInboundEvent, esp_name: str, **kwargs: Any
) -> None:
    """Receive anymail.signals.inbound: the same door as for any other mail."""
    if not settings.INBOUND_WEBHOOKS:
        logger.error("Mail of %s is left alone: INBOUND_WEBHOOKS does not name it.", esp_name)
        return
    receive(
        raw_of(event.message),
        address=event.message.envelope_recipient or "",
        arrived_at=event.timestamp,
    )


def raw_of(message: AnymailInboundMessage) -> bytes:
    """The mail as it came, or built from what the provider made of it."""
    try:
        return bytes(message)
    except (UnicodeError, ValueError, LookupError, TypeError, AttributeError):
        # What cannot be written again as it was: its characters before its form.
        return str(message).encode("utf-8", "surrogateescape")
