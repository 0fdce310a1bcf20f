"""Move a message to where the reports of it say that it is."""

from notices_app.domain.delivery import Fate, fate_of
from notices_app.models import (
    FATES,
    HANDED_OVER,
    LOST,
    DeliveryEvent,
    EventKind,
    EventReason,
    Notice,
)
from notices_app.signals import notice_arrived, notice_lost


def settle_fate(notice: Notice) -> None:
    """Let what happened last decide; the caller has locked the row.

    What is queued or being sent stays so: its reports decide once it has been handed over.
    """
    if notice.state not in HANDED_OVER:
        return
    events = {
        (event.occurred_at, FATES[EventKind(event.kind)]): event
        for event in notice.delivery_events.filter(kind__in=[kind.value for kind in FATES])
    }
    last = fate_of(events)
    if last is None or last[1].value == notice.state:
        return
    was_lost = notice.state in LOST
    _move(notice, last[1], events[last])
    notice.save(update_fields=["state", "sent_at", "last_error"])
    is_lost = notice.state in LOST
    if is_lost and not was_lost:
        notice_lost.send(sender=Notice, notice=notice)
    elif was_lost and not is_lost:
        notice_arrived.send(sender=Notice, notice=notice)


def _move(notice: Notice, fate: Fate, event: DeliveryEvent) -> None:
    match fate:
        case Fate.DELIVERED:
            notice.mark_delivered(at=event.occurred_at)
        case Fate.BOUNCED:
            notice.bounce(at=event.occurred_at, error=_words(event))
        case Fate.FAILED:
            notice.reject(error=_words(event))


def _words(event: DeliveryEvent) -> str:
    """For the outbox: who says what, without a word that could name the person."""
    reason = EventReason(event.reason).value if event.reason else ""
    said = " ".join(filter(None, [event.kind, reason, event.smtp_status]))
    return f"{event.provider}: {said}"
