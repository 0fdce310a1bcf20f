"""What other rooms ask of the outbox."""

from notices_app.services.cancel_queued import cancel_queued
from notices_app.services.enqueue import enqueue
from notices_app.services.send_again import send_again

__all__ = ["cancel_queued", "enqueue", "send_again"]
