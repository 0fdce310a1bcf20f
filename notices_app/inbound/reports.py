"""A bounce that came by mail: the same as a provider's report."""

import hashlib

from notices_app.domain.mail.report import Reported
from notices_app.inbound.arrival import Arrival
from notices_app.models import EventKind, EventReason
from notices_app.services.note_event import Report, note_event

BY_MAIL = "mail"
KINDS = {
    Reported.FAILED: EventKind.BOUNCED,
    Reported.DELAYED: EventKind.DEFERRED,
    Reported.DELIVERED: EventKind.DELIVERED,
    Reported.COMPLAINED: EventKind.COMPLAINED,
}


def note_report(arrival: Arrival) -> None:
    """Note it for each mail of ours that it names by its Message-ID."""
    report = arrival.mail.report
    if report is None:
        return
    for message_id in arrival.mail.bounced:
        note_event(
            Report(
                provider=BY_MAIL,
                message_id=message_id,
                kind=KINDS[report.reported],
                event_id=_event_id(arrival.row.fingerprint, message_id),
                occurred_at=arrival.row.received_at,
                reason=EventReason.BOUNCED if report.reported is Reported.FAILED else None,
                smtp_status=report.smtp_status,
                is_repeated=False,
            )
        )


def _event_id(fingerprint: str, message_id: str) -> str:
    return hashlib.sha256(f"{fingerprint} {message_id}".encode()).hexdigest()
