"""The one door for mail, however it came: a probe of our own is noted, all else is taken in."""

import logging
from datetime import datetime

from django.db import DatabaseError

from notices_app.inbound.probe import note_arrival, token_in
from notices_app.inbound.take_in import keep_unread, take_in
from notices_app.models import InboundMail, Mailbox
from registers_app.models import Controller

logger = logging.getLogger(__name__)


def receive(
    raw: bytes,
    *,
    address: str = "",
    mailbox: Mailbox | None = None,
    arrived_at: datetime | None = None,
    doubt: str = "",
) -> InboundMail | None:
    """The row of a mail; None for a probe. What breaks the reading is kept unread.

    Raises DatabaseError and Controller.DoesNotExist: then nothing is kept, and it is tried again.
    """
    if (token := token_in(raw)) and note_arrival(token):
        return None
    address = mailbox.address if mailbox else address
    try:
        return take_in(raw, mailbox=address, came_by=mailbox, arrived_at=arrived_at, doubt=doubt)
    except (DatabaseError, Controller.DoesNotExist):
        raise
    except Exception as error:
        # Its kind alone: the words of an error may be the person's.
        logger.error("A mail broke its reading (%s); it is kept unread.", type(error).__name__)
        return keep_unread(raw, mailbox=address, came_by=mailbox, arrived_at=arrived_at)
