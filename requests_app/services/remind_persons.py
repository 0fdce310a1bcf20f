"""Remind persons of what waits on them: the unconfirmed address, the unanswered question.

Set-based and idempotent like remind_staff.py, and like it in looking twice; after downtime only
the latest missed step is sent. A submission with several rights is reminded once, by its first
open request that waits. A question that went by post counts from the day of posting.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.domain.reminders import CONFIRM_DAYS_AFTER, QUESTION_DAYS_AFTER
from requests_app.models import (
    CLOSED_STATES,
    LinkPurpose,
    Reminder,
    ReminderKind,
    RightsRequest,
    Suspension,
)
from requests_app.services.awake import awake_at_home
from requests_app.services.in_the_post import QUESTIONS, posted_after, sql_in_the_post
from requests_app.services.links import make_link
from requests_app.services.record import record
from requests_app.services.remind_of_question import remind_of_question
from requests_app.services.tell import mail_person

BATCH = 200

UNCONFIRMED = """
    SELECT r.id, r.received_on AS started_on
    FROM requests_app_submission s
    JOIN requests_app_rightsrequest r ON r.submission_id = s.id
    WHERE s.channel = 'portal' AND s.email_confirmed_at IS NULL AND s.email <> ''
      AND (s.held_at IS NULL OR s.let_through_at IS NOT NULL)  -- one mail, and no more
      AND r.controller_id = ANY(%(controllers)s)
      AND (%(among)s::bigint[] IS NULL OR r.id = ANY(%(among)s))
      AND r.state <> ALL(%(closed)s)
      AND r.received_on <= %(started_by)s
      AND (%(next_starts_by)s::date IS NULL OR r.received_on > %(next_starts_by)s)
      AND r.id = (
          SELECT min(o.id) FROM requests_app_rightsrequest o
          WHERE o.submission_id = s.id AND o.state <> ALL(%(closed)s)
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_reminder m
          JOIN requests_app_rightsrequest o ON o.id = m.request_id
          WHERE o.submission_id = s.id AND m.kind = %(kind)s
            AND m.reminder_on = r.received_on + %(days)s
      )
    ORDER BY r.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""

UNANSWERED = f"""
    SELECT r.id, (q.asked_at AT TIME ZONE c.time_zone)::date AS started_on
    FROM requests_app_suspension q
    JOIN requests_app_rightsrequest r ON r.id = q.request_id
    JOIN requests_app_submission s ON s.id = r.submission_id
    JOIN registers_app_controller c ON c.id = r.controller_id
    WHERE q.ended_at IS NULL AND q.voided_at IS NULL AND q.ground = %(ground)s
      AND (s.held_at IS NULL OR s.let_through_at IS NOT NULL)
      AND r.controller_id = ANY(%(controllers)s)
      AND (%(among)s::bigint[] IS NULL OR r.id = ANY(%(among)s))
      AND r.state <> ALL(%(closed)s)
      AND (q.asked_at AT TIME ZONE c.time_zone)::date <= %(started_by)s
      AND NOT EXISTS (  -- proof that came waits for us, and not for the person
          SELECT 1 FROM requests_app_identityevidence e
          JOIN requests_app_identitycheck i ON i.id = e.check_row_id
          WHERE i.submission_id = s.id AND e.destroyed_at IS NULL AND q.ground = 'identity'
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_signin g
          JOIN requests_app_identitycheck i ON i.id = g.check_row_id
          WHERE i.submission_id = s.id AND g.signed_in_at IS NOT NULL AND g.destroyed_at IS NULL
            AND q.ground = 'identity'
      )
      AND (
          %(next_starts_by)s::date IS NULL
          OR (q.asked_at AT TIME ZONE c.time_zone)::date > %(next_starts_by)s
      )
      AND r.id = (
          SELECT min(o.id) FROM requests_app_rightsrequest o
          JOIN requests_app_suspension w ON w.request_id = o.id AND w.ground = %(ground)s
          WHERE o.submission_id = s.id AND o.state <> ALL(%(closed)s)
            AND w.ended_at IS NULL AND w.voided_at IS NULL
      )
      AND NOT {sql_in_the_post(asked_at="q.asked_at")}
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_reminder m
          JOIN requests_app_rightsrequest o ON o.id = m.request_id
          WHERE o.submission_id = s.id AND m.kind = %(kind)s
            AND m.reminder_on = (q.asked_at AT TIME ZONE c.time_zone)::date + %(days)s
      )
    ORDER BY r.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""  # noqa: S608 - only the names of this house


class Step(NamedTuple):
    """One step of a ladder: its query and kind, and how many days after the start it is."""

    query: str
    kind: ReminderKind
    days: int
    next_days: int | None
    ground: str = ""


def _ladder(
    query: str, kind: ReminderKind, days: tuple[int, ...], *, ground: str = ""
) -> list[Step]:
    following = [*days[1:], None]
    return [
        Step(query, kind, day, later, ground) for day, later in zip(days, following, strict=True)
    ]


STEPS = [
    *_ladder(UNCONFIRMED, ReminderKind.PERSON_CONFIRM, CONFIRM_DAYS_AFTER),
    *_ladder(UNANSWERED, ReminderKind.PERSON_IDENTITY, QUESTION_DAYS_AFTER, ground="identity"),
    *_ladder(UNANSWERED, ReminderKind.PERSON_CLARIFY, QUESTION_DAYS_AFTER, ground="clarification"),
]


class Missing(NamedTuple):
    """A reminder that has not been sent yet. ``started_on`` is a local day."""

    request_id: int
    started_on: date


def remind_persons() -> int:
    """Send every missing reminder; returns how many."""
    sent = 0
    for group in awake_at_home():
        day, controllers = group.day, list(group.controllers)
        for step in STEPS:
            while batch := _remind_batch(step, day=day, controllers=controllers):
                sent += batch
    return sent


@transaction.atomic
def _remind_batch(step: Step, *, day: date, controllers: list[int]) -> int:
    rows = _missing(step, day=day, controllers=controllers)
    requests = RightsRequest.objects.select_related("submission__controller").in_bulk(
        [row.request_id for row in rows]
    )
    for row in rows:
        _remind(requests[row.request_id], step, started_on=row.started_on)
    return len(rows)


def _missing(step: Step, *, day: date, controllers: list[int]) -> list[Missing]:
    locked = [row.request_id for row in _look(step, day=day, controllers=controllers)]
    return _look(step, day=day, controllers=controllers, among=locked) if locked else []


def _look(
    step: Step, *, day: date, controllers: list[int], among: list[int] | None = None
) -> list[Missing]:
    later = step.next_days
    with connection.cursor() as cursor:
        cursor.execute(
            step.query,
            {
                "controllers": controllers,
                "among": among,
                "closed": [state.value for state in CLOSED_STATES],
                "started_by": day - timedelta(days=step.days),
                "next_starts_by": None if later is None else day - timedelta(days=later),
                "kind": step.kind.value,
                "ground": step.ground,
                "question": QUESTIONS.get(step.ground, ""),
                "posted_after": posted_after(day, days=step.days),
                "days": step.days,
                "batch": BATCH,
            },
        )
        return [Missing(*row) for row in cursor.fetchall()]


def _remind(request: RightsRequest, step: Step, *, started_on: date) -> None:
    reminder_on = started_on + timedelta(days=step.days)
    Reminder.objects.create(
        request=request, kind=step.kind, reminder_on=reminder_on, created_at=now()
    )
    occasion = f"remind:{request.pk}:{step.kind}:{reminder_on}"
    if step.ground:
        remind_of_question(_open_question(request, step.ground), occasion=occasion)
    else:
        mail_person(
            request,
            kind="confirm_reminder",
            occasion=occasion,
            confirm_url=make_link(request.submission, purpose=LinkPurpose.CONFIRM),
        )
    record(
        submission_id=request.submission_id,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=request.pk,
        facts={"kind": step.kind.value, "on": str(reminder_on)},
    )


def _open_question(request: RightsRequest, ground: str) -> Suspension:
    return request.suspensions.get(ground=ground, ended_at=None, voided_at=None)
