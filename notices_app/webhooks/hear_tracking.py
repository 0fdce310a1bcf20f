"""Reduce what Anymail reads in a provider's report to what the desk keeps."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason

from notices_app.domain.delivery import smtp_status
from notices_app.models import EventKind, EventReason
from notices_app.services.note_event import Report, note_event

# The rest is not kept: that a provider has a mail we know, and what its reader does is theirs.
KINDS = {
    EventType.DELIVERED: EventKind.DELIVERED,
    EventType.DEFERRED: EventKind.DEFERRED,
    EventType.BOUNCED: EventKind.BOUNCED,
    EventType.REJECTED: EventKind.REJECTED,
    EventType.FAILED: EventKind.FAILED,
    EventType.COMPLAINED: EventKind.COMPLAINED,
    EventType.UNSUBSCRIBED: EventKind.UNSUBSCRIBED,
    EventType.UNKNOWN: EventKind.OTHER,
}
REASONS = {
    RejectReason.INVALID: EventReason.INVALID,
    RejectReason.BOUNCED: EventReason.BOUNCED,
    RejectReason.TIMED_OUT: EventReason.TIMED_OUT,
    RejectReason.BLOCKED: EventReason.BLOCKED,
    RejectReason.SPAM: EventReason.SPAM,
    RejectReason.UNSUBSCRIBED: EventReason.UNSUBSCRIBED,
    RejectReason.OTHER: EventReason.OTHER,
}


def hear_tracking(
    sender: object, *, event: AnymailTrackingEvent, esp_name: str, **kwargs: Any
) -> None:
    """Receive anymail.signals.tracking. Raises NotSentYet."""
    kind = KINDS.get(event.event_type)
    if kind is None:
        return
    note_event(
        Report(
            provider=esp_name,
            message_id=str(event.message_id or ""),
            kind=kind,
            event_id=str(event.event_id or ""),
            occurred_at=event.timestamp,
            reason=REASONS.get(event.reject_reason),
            smtp_status=smtp_status(f"{event.mta_response or ''} {event.description or ''}"),
            recipient=event.recipient or "",
        )
    )
