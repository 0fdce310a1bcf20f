"""A letter on paper has gone into the post."""

from datetime import datetime

from django.db import transaction
from django_fsm import can_proceed

from notices_app.models import Notice


@transaction.atomic
def post_notice(notice_id: int, *, sent_at: datetime) -> bool:
    """Note that it was posted; False when it waits no longer.

    The caller has decided that whoever says so may.
    """
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if not can_proceed(notice.post):
        return False
    notice.post(sent_at=sent_at)
    notice.save(update_fields=["state", "sent_at"])
    return True
