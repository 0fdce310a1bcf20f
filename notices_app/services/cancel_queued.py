"""Take back messages that are no longer so."""

from collections.abc import Collection

from django.db import transaction
from django_fsm import can_proceed

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


@transaction.atomic
def leave_unsent(notice_id: int) -> bool:
    """Cancel one message that still waits; False when it waits no longer.

    The caller has decided that whoever says so may.
    """
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if not can_proceed(notice.cancel):
        return False
    notice.cancel()
    notice.save(update_fields=["state"])
    return True
