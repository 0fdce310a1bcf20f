"""What other rooms ask of the outbox."""

from notices_app.services.cancel_queued import cancel_queued, leave_unsent
from notices_app.services.enqueue import enqueue, enqueue_for_post
from notices_app.services.post_notice import post_notice
from notices_app.services.send_again import send_again

__all__ = [
    "cancel_queued",
    "enqueue",
    "enqueue_for_post",
    "leave_unsent",
    "post_notice",
    "send_again",
]
