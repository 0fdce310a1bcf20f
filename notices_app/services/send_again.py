"""Try a failed message anew, because a person asked for it."""

from django.db import transaction
from django_fsm import can_proceed

from config.clock import now
from notices_app.models import Notice


@transaction.atomic
def send_again(notice_id: int) -> bool:
    """Queue a failed message with the same Message-ID; False when it had not failed.

    False too where a mail server took it once: its links went with it, and only the mail has them.
    The caller has decided that whoever asks may.
    """
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if notice.sent_at is not None or not can_proceed(notice.send_again):
        return False
    notice.send_again(due_at=now())
    notice.save(update_fields=["state", "due_at", "attempts", "claimed_at"])
    return True
