"""What must be true of the demo on whatever day it is loaded."""

import io
from datetime import date

from django.core.management import call_command
from django.db.models import Q, QuerySet

from config.clock import now, today
from requests_app.models import (
    CLOSED_STATES,
    OPEN_STATES,
    AuditEntry,
    RequestState,
    RightsRequest,
    Submission,
)
from requests_app.services.verify_audit import broken_chains


def load_demo() -> str:
    """What the command says."""
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def stages() -> set[tuple[str, str]]:
    """Every right with every state that its machine leads to before the end."""
    field = RightsRequest._meta.get_field("state")
    return {
        (right, state)
        for right, machine in RightsRequest.PROXIES.items()
        for state in [
            RequestState.RECEIVED,
            *(step.target for step in field.get_all_transitions(machine)),
        ]
        if state in OPEN_STATES
    }


def day_of(request: RightsRequest) -> date:
    """The day it is at the request's controller."""
    return today(request.controller.time_zone)


def open_requests() -> list[RightsRequest]:
    """Those that somebody still works on."""
    return list(_requests().exclude(state__in=CLOSED_STATES))


def late() -> list[RightsRequest]:
    """Open ones whose last day is over."""
    return [row for row in open_requests() if row.due_on and row.due_on < day_of(row)]


def due_within(days: int) -> list[RightsRequest]:
    """Open ones with so many days left at most."""
    left = ((row, row.due_on - day_of(row)) for row in open_requests() if row.due_on)
    return [row for row, time in left if 0 <= time.days <= days]


def answered_on_time() -> list[RightsRequest]:
    """Answered or refused by their last day."""
    return [row for row in _told() if row.closed_on and row.due_on and row.closed_on <= row.due_on]


def answered_late() -> list[RightsRequest]:
    """Answered or refused after it."""
    return [row for row in _told() if row.closed_on and row.due_on and row.closed_on > row.due_on]


def check_it_stands() -> None:
    """Nothing before its receipt or in the future, whole chains, every stage, and the same story
    of lateness on every day.
    """
    _check_times()
    assert list(broken_chains()) == []
    assert stages() <= {(row.right, row.state) for row in _requests()}
    assert names(late()) == {"Lars Långsam", "Vic Vatman"}
    assert names(answered_late()) == {"Myöhä Mattinen", "Helka Hidas"}
    assert {"Tomi Tänään", "Karl Kontroll"} <= names(due_within(7))
    assert len(answered_on_time()) > 5 * len(answered_late())


def names(requests: list[RightsRequest]) -> set[str]:
    """Whose requests they are."""
    return {row.submission.person_name for row in requests}


def _check_times() -> None:
    for submission in Submission.objects.all():
        entries = AuditEntry.objects.filter(submission=submission).order_by("number")
        instants = list(entries.values_list("at", flat=True))
        assert instants == sorted(instants)
        assert submission.received_at <= instants[0]
        assert instants[-1] <= now()


def _told() -> list[RightsRequest]:
    return list(_requests().filter(Q(state="answered") | Q(state="refused")))


def _requests() -> QuerySet[RightsRequest]:
    return RightsRequest.objects.select_related("submission", "controller")
