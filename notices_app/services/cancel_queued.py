"""Take back messages that are no longer so."""

from collections.abc import Collection

from django.db import transaction

from notices_app.models import Notice, NoticeState


@transaction.atomic
def cancel_queued(submission_id: int, kinds: Collection[str]) -> int:
    """Cancel what still waits of these *kinds*; what a worker already has goes out.

    Returns how many were cancelled.
    """
    waiting = Notice.objects.select_for_update().filter(
        submission_id=submission_id, kind__in=kinds, state=NoticeState.QUEUED
    )
    cancelled = list(waiting.order_by("pk"))
    for notice in cancelled:
        notice.cancel()
        notice.save(update_fields=["state"])
    return len(cancelled)
