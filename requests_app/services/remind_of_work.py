"""Remind staff of what has a time of its own: proof to decide on, help to a controller.

Proof is kept until it is decided on, and that is not put off (GDPR Art. 5(1)(e)); a processor's
help has its day (Art. 28(3)(e)). Set-based and idempotent like remind_staff.py, and like it in
looking twice; what is late is told once a day, to handlers and supervisors.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.domain.reminders import PROOF_HOURS
from requests_app.models import CLOSED_STATES, Reminder, ReminderKind, RightsRequest
from requests_app.services.awake import Group, awake_at_work
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff, supervisors_of

BATCH = 200

# One for each submission: on its first open request.
PROOF = """
    SELECT r.id, 'proof_waits' AS kind, %(today)s::date AS reminder_on,
        (x.came_at AT TIME ZONE o.time_zone)::date AS day
    FROM (
        SELECT y.submission_id, min(y.came_at) AS came_at
        FROM (
            SELECT c.submission_id, e.received_at AS came_at
            FROM requests_app_identityevidence e
            JOIN requests_app_identitycheck c ON c.id = e.check_row_id
            WHERE e.destroyed_at IS NULL
            UNION ALL
            SELECT c.submission_id, g.signed_in_at
            FROM requests_app_signin g
            JOIN requests_app_identitycheck c ON c.id = g.check_row_id
            WHERE g.destroyed_at IS NULL AND g.signed_in_at IS NOT NULL
            UNION ALL
            SELECT p.submission_id, a.received_at
            FROM requests_app_authoritypaper a
            JOIN requests_app_representation p ON p.id = a.representation_id
            WHERE a.destroyed_at IS NULL
        ) y
        GROUP BY y.submission_id
    ) x
    JOIN requests_app_submission s ON s.id = x.submission_id
    JOIN registers_app_controller o ON o.id = s.controller_id
    JOIN requests_app_rightsrequest r ON r.id = (
        SELECT min(q.id) FROM requests_app_rightsrequest q
        WHERE q.submission_id = s.id AND q.state <> ALL(%(closed)s)
    )
    WHERE x.came_at < %(came_before)s
"""
# The first day by which the controller waits for anything.
HELP = """
    SELECT r.id,
        CASE
            WHEN x.day < %(today)s THEN 'help_late'
            WHEN x.day = %(today)s THEN 'help_today'
            ELSE 'help_soon'
        END AS kind,
        %(today)s::date AS reminder_on, x.day
    FROM (
        SELECT a.request_id, min(a.deliver_by) AS day
        FROM requests_app_assistance a
        WHERE a.delivered_at IS NULL
        GROUP BY a.request_id
    ) x
    JOIN requests_app_rightsrequest r ON r.id = x.request_id
    JOIN requests_app_submission s ON s.id = r.submission_id
    WHERE x.day <= %(until)s + 1
"""
MISSING = """
    SELECT w.id, w.kind, w.reminder_on, w.day
    FROM ({work}) w
    JOIN requests_app_rightsrequest r ON r.id = w.id
    JOIN requests_app_submission s ON s.id = r.submission_id
    WHERE s.controller_id = ANY(%(controllers)s)
      AND (%(among)s::bigint[] IS NULL OR w.id = ANY(%(among)s))
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_reminder m
          WHERE m.request_id = w.id AND m.kind = w.kind AND m.reminder_on = w.reminder_on
      )
    ORDER BY w.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""


class Missing(NamedTuple):
    """What waits; ``day``: when the proof came, or by when the controller waits for the help."""

    request_id: int
    kind: str
    reminder_on: date
    day: date


def remind_of_work() -> int:
    """Send every missing reminder; returns how many."""
    sent = 0
    for group in awake_at_work():
        for work in (PROOF, HELP):
            while batch := _remind_batch(work, group):
                sent += batch
    return sent


@transaction.atomic
def _remind_batch(work: str, group: Group) -> int:
    rows = _look(work, group)
    if rows:  # the second look sees what was committed before the locks were had
        among = [row.request_id for row in rows]
        rows = _look(work, group, among=among)
    requests = RightsRequest.objects.select_related("submission__controller", "assignee").in_bulk(
        [row.request_id for row in rows]
    )
    for row in rows:
        _remind(requests[row.request_id], row)
    return len(rows)


def _look(work: str, group: Group, *, among: list[int] | None = None) -> list[Missing]:
    with connection.cursor() as cursor:
        cursor.execute(
            MISSING.format(work=work),
            {
                "today": group.day,
                "until": group.until,
                "came_before": now() - timedelta(hours=PROOF_HOURS),
                "controllers": list(group.controllers),
                "among": among,
                "closed": [state.value for state in CLOSED_STATES],
                "batch": BATCH,
            },
        )
        return [Missing(*row) for row in cursor.fetchall()]


def _remind(request: RightsRequest, missing: Missing) -> None:
    Reminder.objects.create(
        request=request,
        kind=missing.kind,
        reminder_on=missing.reminder_on,
        created_at=now(),
    )
    users = {user.pk: user for user in [*handlers_of(request), *supervisors_of(request)]}
    mail_staff(
        request,
        users=list(users.values()),
        occasion=f"work:{request.pk}:{missing.kind}:{missing.reminder_on}",
        **_words(missing),
    )
    record(
        submission_id=request.submission_id,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=request.pk,
        facts={"kind": missing.kind, "on": str(missing.reminder_on)},
    )


def _words(missing: Missing) -> Mapping[str, Any]:
    if missing.kind == ReminderKind.PROOF_WAITS:
        return {"kind": "staff_proof_waits", "came_on": missing.day}
    days_late = (missing.reminder_on - missing.day).days
    return {"kind": "staff_help_due", "deliver_by": missing.day, "days_late": days_late}
