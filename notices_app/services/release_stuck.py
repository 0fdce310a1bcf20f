"""Take back what a killed worker left behind."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from config.clock import now
from notices_app.models import Notice, NoticeState
from notices_app.services.retry import ATTEMPTS
from notices_app.services.tell_lost import tell_lost

BATCH = 100
LOST = "The worker was lost while it was sending."


def release_stuck() -> int:
    """Put back messages claimed more than NOTICE_STUCK_SECONDS ago; returns how many.

    Whether the one that was begun was sent is not known, so its next attempt is marked and keeps
    the Message-ID. The others that the worker had claimed were not sent.
    """
    released = 0
    while batch := _release_batch():
        released += batch
    return released


@transaction.atomic
def _release_batch() -> int:
    claimed_before = now() - timedelta(seconds=settings.NOTICE_STUCK_SECONDS)
    stuck = Notice.objects.select_for_update(skip_locked=True).filter(
        state=NoticeState.SENDING, claimed_at__lt=claimed_before
    )
    batch = list(stuck.order_by("claimed_at")[:BATCH])
    for notice in batch:
        _release(notice)
    return len(batch)


def _release(notice: Notice) -> None:
    was_begun = notice.begun_at is not None
    # A message that kills its worker must not do so for ever.
    if was_begun and notice.attempts >= ATTEMPTS:
        notice.give_up(error=LOST)
    else:
        error = LOST if was_begun else notice.last_error
        notice.put_back(due_at=now(), error=error, maybe_sent_before=was_begun)
    notice.save(update_fields=["state", "due_at", "last_error", "claimed_at", "maybe_sent_before"])
    if notice.state == NoticeState.FAILED:
        tell_lost(notice)
