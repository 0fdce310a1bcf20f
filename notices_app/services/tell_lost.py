"""Tell the rooms above of a message that will not be sent."""

import logging

from django.db import transaction

from notices_app.models import Notice
from notices_app.signals import notice_lost

logger = logging.getLogger(__name__)


def tell_lost(notice: Notice) -> None:
    """Send notice_lost, in the transaction of the step.

    What fails there is logged and undone by itself: the step has to stay, or the message would be
    sent again.
    """
    try:
        with transaction.atomic():
            notice_lost.send(sender=Notice, notice=notice)
    except Exception as error:
        # Its kind alone: the words of an error may be the person's.
        logger.error(
            "Notice %s is lost, and nobody was told (%s).", notice.pk, type(error).__name__
        )
