"""Remind handlers and supervisors of deadlines: one set-based statement finds what is missing.

Reminders count to ``target_on``, lateness from ``due_on``, or from ``forward_by`` where we are the
processor; a suspended request has neither, so nobody is chased for what waits on the person. A
reminder is a row, unique by request, kind and day: a second sweep, worker or beat finds nothing
left to do. After downtime only the latest step that was missed is sent.

The sweep looks twice. The first look locks the cases, as every service does, and passes over one
that somebody works on: the next sweep comes soon. The second look sees what others had committed
before the lock was had.
"""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from registers_app.models import User
from registers_app.selectors import controllers_by_local_day
from requests_app.domain.reminders import STAFF_DAYS_BEFORE
from requests_app.models import CLOSED_STATES, Reminder, ReminderKind, RightsRequest
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff, supervisors_of

BATCH = 200

# The ladder of domain/reminders.py, read from the nearest step to the furthest.
KINDS = "\n".join(
    f"WHEN r.target_on - {days} <= %(today)s THEN 'before_{days}'"
    for days in reversed(STAFF_DAYS_BEFORE)
)
DAYS = "\n".join(
    f"WHEN r.target_on - {days} <= %(today)s THEN r.target_on - {days}"
    for days in reversed(STAFF_DAYS_BEFORE)
)
MISSING = f"""
    WITH open_request AS (
        SELECT r.id,
            CASE
                WHEN least(r.due_on, r.forward_by) < %(today)s THEN 'late'
                WHEN r.target_on <= %(today)s THEN 'on_the_day'
                {KINDS}
            END AS kind,
            CASE
                WHEN least(r.due_on, r.forward_by) < %(today)s THEN %(today)s
                WHEN r.target_on <= %(today)s THEN r.target_on
                {DAYS}
            END AS reminder_on
        FROM requests_app_rightsrequest r
        WHERE r.controller_id = ANY(%(controllers)s)
          AND r.state <> ALL(%(closed)s)
          AND r.target_on <= %(today)s + {max(STAFF_DAYS_BEFORE)}
          AND (%(among)s::bigint[] IS NULL OR r.id = ANY(%(among)s))
    )
    SELECT o.id, o.kind, o.reminder_on
    FROM open_request o
    JOIN requests_app_rightsrequest r ON r.id = o.id
    JOIN requests_app_submission s ON s.id = r.submission_id
    WHERE NOT EXISTS (
        SELECT 1 FROM requests_app_reminder m
        WHERE m.request_id = o.id AND m.kind = o.kind AND m.reminder_on = o.reminder_on
    )
      -- What has come today was told today, also where it has to be done tomorrow.
      AND (o.kind NOT LIKE 'before%%' OR o.reminder_on > r.received_on)
    ORDER BY o.id
    LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""  # noqa: S608 - its only parts are the numbers above


class Missing(NamedTuple):
    """A reminder that has not been sent yet. ``reminder_on`` is a local day."""

    request_id: int
    kind: str
    reminder_on: date


def remind_staff() -> int:
    """Send every missing reminder; returns how many."""
    sent = 0
    for day, controllers in controllers_by_local_day().items():
        while batch := _remind_batch(day=day, controllers=controllers):
            sent += batch
    return sent


@transaction.atomic
def _remind_batch(*, day: date, controllers: list[int]) -> int:
    rows = _missing(day=day, controllers=controllers)
    requests = RightsRequest.objects.select_related("submission__controller", "assignee").in_bulk(
        [row.request_id for row in rows]
    )
    for row in rows:
        _remind(requests[row.request_id], row, day=day)
    return len(rows)


def _missing(*, day: date, controllers: list[int]) -> list[Missing]:
    locked = [row.request_id for row in _look(day=day, controllers=controllers)]
    return _look(day=day, controllers=controllers, among=locked) if locked else []


def _look(*, day: date, controllers: list[int], among: list[int] | None = None) -> list[Missing]:
    with connection.cursor() as cursor:
        cursor.execute(
            MISSING,
            {
                "today": day,
                "controllers": controllers,
                "among": among,
                "closed": [state.value for state in CLOSED_STATES],
                "batch": BATCH,
            },
        )
        return [Missing(*row) for row in cursor.fetchall()]


def _remind(request: RightsRequest, missing: Missing, *, day: date) -> None:
    Reminder.objects.create(
        request=request,
        kind=missing.kind,
        reminder_on=missing.reminder_on,
        created_at=now(),
    )
    kind, days = _mail(request, missing, day=day)
    mail_staff(
        request,
        users=_both(request),
        kind=kind,
        occasion=f"remind:{request.pk}:{missing.kind}:{missing.reminder_on}",
        **days,
    )
    record(
        submission_id=request.submission_id,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=request.pk,
        facts={"kind": missing.kind, "on": str(missing.reminder_on)},
    )


def _mail(request: RightsRequest, missing: Missing, *, day: date) -> tuple[str, dict[str, int]]:
    if missing.kind == ReminderKind.LATE:
        last_day = request.forward_by or request.due_on
        assert last_day is not None  # what makes it late
        return "staff_late", {"days_late": (day - last_day).days}
    if missing.kind == ReminderKind.ON_THE_DAY:
        return "staff_today", {}
    assert request.target_on is not None  # what the ladder counts to
    return "staff_before", {"days": (request.target_on - day).days}


def _both(request: RightsRequest) -> list[User]:
    users = {user.pk: user for user in [*handlers_of(request), *supervisors_of(request)]}
    return list(users.values())
