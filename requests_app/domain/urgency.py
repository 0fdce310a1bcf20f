"""How urgent a request is today. Late and waiting are computed, never stored."""

from datetime import date
from enum import StrEnum

SOON_DAYS = 7


class Urgency(StrEnum):
    """What the day of today makes of a request's due date."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"  # the clock stands still until the person answers
    CLOSED = "closed"


def urgency_of(*, is_closed: bool, due_on: date | None, today: date) -> Urgency:
    """The urgency on *today*; both dates are local days of the controller."""
    if is_closed:
        return Urgency.CLOSED
    if due_on is None:
        return Urgency.WAITING
    days = (due_on - today).days
    if days < 0:
        return Urgency.LATE
    if days == 0:
        return Urgency.TODAY
    return Urgency.SOON if days <= SOON_DAYS else Urgency.LATER
