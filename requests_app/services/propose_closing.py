"""Ask staff to look at cases in which nobody answered the question about identity.

Nothing closes by itself: a person confirms (close_silent.py). Set-based and idempotent: one
reminder for each question, on the day when the silence has lasted long enough (in_the_post.py).
"""

from datetime import date, timedelta

from django.db import connection, transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.domain.reminders import SILENCE_DAYS
from requests_app.models import CLOSED_STATES, Reminder, ReminderKind, RightsRequest
from requests_app.services.awake import awake_at_work
from requests_app.services.in_the_post import IDENTITY_QUESTION, posted_after, sql_in_the_post
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff, supervisors_of

BATCH = 200

# One for each submission: on its first open request for which proof could be asked.
SILENT = f"""
    SELECT r.id, (c.asked_at AT TIME ZONE o.time_zone)::date AS asked_on
    FROM requests_app_identitycheck c
    JOIN requests_app_submission s ON s.id = c.submission_id
    JOIN requests_app_rightsrequest r ON r.submission_id = s.id
    JOIN registers_app_controller o ON o.id = s.controller_id
    WHERE c.state = 'asked'
      AND s.controller_id = ANY(%(controllers)s)
      AND (%(among)s::bigint[] IS NULL OR r.id = ANY(%(among)s))
      AND (c.asked_at AT TIME ZONE o.time_zone)::date <= %(asked_by)s
      AND r.id = (
          SELECT min(q.id) FROM requests_app_rightsrequest q
          JOIN requests_app_suspension w ON w.request_id = q.id AND w.ground = 'identity'
          WHERE q.submission_id = s.id AND q.state <> ALL(%(closed)s) AND w.ended_at IS NULL
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_identityevidence e
          WHERE e.check_row_id = c.id AND e.destroyed_at IS NULL
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_signin g
          WHERE g.check_row_id = c.id AND g.signed_in_at IS NOT NULL AND g.destroyed_at IS NULL
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_reminder m
          JOIN requests_app_rightsrequest q ON q.id = m.request_id
          WHERE q.submission_id = s.id AND m.kind = %(kind)s
            AND m.reminder_on = (c.asked_at AT TIME ZONE o.time_zone)::date + %(days)s
      )
      AND NOT {sql_in_the_post(asked_at="c.asked_at")}
    ORDER BY r.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""  # noqa: S608 - only the names of this house


def propose_closing() -> int:
    """Ask about every case that is due; returns how many."""
    asked = 0
    for group in awake_at_work():
        day, controllers = group.day, list(group.controllers)
        while batch := _ask_batch(day=day, controllers=controllers):
            asked += batch
    return asked


@transaction.atomic
def _ask_batch(*, day: date, controllers: list[int]) -> int:
    rows = dict(_look(day=day, controllers=controllers))
    if rows:  # the second look sees what was committed before the locks were had
        rows = dict(_look(day=day, controllers=controllers, among=list(rows)))
    requests = RightsRequest.objects.select_related("submission__controller", "assignee").in_bulk(
        list(rows)
    )
    for pk, asked_on in rows.items():
        _ask(requests[pk], asked_on=asked_on)
    return len(rows)


def _look(
    *, day: date, controllers: list[int], among: list[int] | None = None
) -> list[tuple[int, date]]:
    with connection.cursor() as cursor:
        cursor.execute(
            SILENT,
            {
                "controllers": controllers,
                "among": among,
                "asked_by": day - timedelta(days=SILENCE_DAYS),
                "closed": [state.value for state in CLOSED_STATES],
                "kind": ReminderKind.CLOSING_PROPOSED.value,
                "question": IDENTITY_QUESTION,
                "posted_after": posted_after(day, days=SILENCE_DAYS),
                "days": SILENCE_DAYS,
                "batch": BATCH,
            },
        )
        return list(cursor.fetchall())


def _ask(request: RightsRequest, *, asked_on: date) -> None:
    reminder_on = asked_on + timedelta(days=SILENCE_DAYS)
    Reminder.objects.create(
        request=request,
        kind=ReminderKind.CLOSING_PROPOSED,
        reminder_on=reminder_on,
        created_at=now(),
    )
    users = {user.pk: user for user in [*handlers_of(request), *supervisors_of(request)]}
    mail_staff(
        request,
        users=list(users.values()),
        kind="staff_closing_proposed",
        occasion=f"silent:{request.pk}:{reminder_on}",
        asked_on=asked_on,
    )
    record(
        submission_id=request.submission_id,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=request.pk,
        facts={"kind": ReminderKind.CLOSING_PROPOSED.value, "on": str(reminder_on)},
    )
