"""Keep what a provider reports of a message, and move the message accordingly."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from config.clock import now
from notices_app.models import DeliveryEvent, EventKind, EventReason, Notice, NoticeState
from notices_app.services.settle_fate import settle_fate


class NotSentYet(Exception):
    """The report may be of a message whose sending is not written down yet: tell it again."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a provider says, reduced to what the desk keeps; *recipient* is not kept."""

    provider: str
    message_id: str
    kind: EventKind
    event_id: str = ""
    occurred_at: datetime | None = None
    reason: EventReason | None = None
    smtp_status: str = ""
    recipient: str = ""
    is_repeated: bool = True  # told again, if we ask for it


@transaction.atomic
def note_event(report: Report) -> DeliveryEvent | None:
    """The event, which is kept once; None where it is none of ours, or was told of another message.

    Raises NotSentYet where a worker is sending it, or something to the same address, at this
    moment: a provider may be faster than our own note of what it called the message.
    """
    notice = _notice(report.message_id)
    if report.is_repeated and _is_being_sent(notice, report.recipient):
        raise NotSentYet
    if notice is None:
        return None
    noted_at = now()
    event = DeliveryEvent(
        notice=notice,
        provider=report.provider[:40],
        event_id=_event_id(report),
        kind=report.kind.value,
        reason=report.reason.value if report.reason else "",
        smtp_status=report.smtp_status,
        occurred_at=min(report.occurred_at or noted_at, noted_at),
        noted_at=noted_at,
    )
    DeliveryEvent.objects.bulk_create([event], ignore_conflicts=True)
    settle_fate(notice)
    return notice.delivery_events.filter(provider=event.provider, event_id=event.event_id).first()


def _notice(message_id: str) -> Notice | None:
    if not message_id:
        return None
    # Locked: reports of one message come side by side.
    found = Notice.objects.select_for_update().filter(
        Q(provider_message_id=message_id)
        | Q(message_id=message_id)
        | Q(message_id=f"<{message_id}>")
    )
    return found.order_by("-pk").first()


def _is_being_sent(notice: Notice | None, recipient: str) -> bool:
    if notice is not None:
        return bool(notice.state == NoticeState.SENDING)
    sending = Notice.objects.filter(state=NoticeState.SENDING)
    if recipient:
        sending = sending.filter(to_address__iexact=recipient)
    return sending.exists()


def _event_id(report: Report) -> str:
    """The provider's name of the event, or what tells it from others where it has none."""
    if report.event_id:
        return report.event_id[:255]
    at = report.occurred_at.isoformat() if report.occurred_at else ""
    return hashlib.sha256(f"{report.message_id} {report.kind} {at}".encode()).hexdigest()
