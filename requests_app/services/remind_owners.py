"""Chase the owners of data systems, and tell handlers and supervisors where work is missing.

Set-based and idempotent like remind_staff.py, and like it in looking twice; after downtime only the
latest missed step is sent. It counts to ``target_on``, so nobody is chased while the clock is
suspended; and nobody who has asked the desk something that it has not answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from registers_app.domain.ladder import Ladder
from registers_app.models import User
from requests_app.models import (
    CLOSED_STATES,
    Reminder,
    ReminderKind,
    RightsRequest,
    Task,
    TaskMessage,
    TaskSide,
    TaskState,
)
from requests_app.services.awake import Group, awake_at_work
from requests_app.services.mail_owner import call_owner, can_be_told, mail_owner, whole_task
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff, supervisors_of

BATCH = 200

MISSING = """
    WITH step AS (
        SELECT r.id, max(r.target_on - d.days) AS reminder_on
        FROM requests_app_rightsrequest r, unnest(%(days)s::int[]) AS d(days)
        WHERE r.controller_id = ANY(%(controllers)s)
          AND r.state <> ALL(%(closed)s)
          AND r.target_on - d.days <= CASE  -- awake.py steps_until
              WHEN r.target_on <= %(until)s + 1 THEN %(until)s ELSE %(today)s
          END
          AND r.target_on >= %(today)s  -- then it is late, and staff are told every day
          AND (%(among)s::bigint[] IS NULL OR r.id = ANY(%(among)s))
        GROUP BY r.id
    )
    SELECT r.id, step.reminder_on
    FROM step
    JOIN requests_app_rightsrequest r ON r.id = step.id
    JOIN requests_app_submission s ON s.id = r.submission_id
    JOIN registers_app_controller c ON c.id = r.controller_id
    WHERE EXISTS (
        SELECT 1 FROM requests_app_task t
        WHERE t.request_id = r.id AND t.state = 'open'
          -- Who was told today is not told again today.
          AND (t.created_at AT TIME ZONE c.time_zone)::date < step.reminder_on
          AND NOT EXISTS (
              SELECT 1 FROM requests_app_taskmessage m
              WHERE m.task_id = t.id AND m.side = 'owner' AND m.settled_at IS NULL
          )
    )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_reminder n
          WHERE n.request_id = r.id AND n.kind = %(kind)s AND n.reminder_on = step.reminder_on
      )
    ORDER BY r.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""


class Missing(NamedTuple):
    """A reminder that has not been sent yet. ``reminder_on`` is a local day."""

    request_id: int
    reminder_on: date


@dataclass(frozen=True, kw_only=True)
class Step:
    """Who is told, and how many days before ``target_on``."""

    kind: ReminderKind
    days: Sequence[int]


def remind_owners() -> int:
    """Call who could not be called before, and send every missing reminder; returns how many."""
    sent = call_who_waits()
    for group in awake_at_work():
        for step in _steps(group.ladder):
            while batch := _remind_batch(step, group):
                sent += batch
    return sent


def _steps(ladder: Ladder) -> list[Step]:
    return [
        Step(kind=ReminderKind.OWNER, days=ladder.owner_days),
        Step(kind=ReminderKind.OWNER_HANDLER, days=ladder.owner_handler_days),
        Step(kind=ReminderKind.OWNER_SUPERVISOR, days=ladder.owner_supervisor_days),
    ]


def call_who_waits() -> int:
    """Mail the first link of tasks that could not be worked on when they were opened."""
    waiting = Task.objects.filter(state=TaskState.OPEN, links=None)
    open_ones = waiting.exclude(request__state__in=CLOSED_STATES).order_by("pk")
    return sum(_call(pk) for pk in list(open_ones.values_list("pk", flat=True)))


@transaction.atomic
def _call(task_id: int) -> bool:
    lock_case(Task, task_id)
    task = whole_task(task_id)
    if task.links.exists() or not can_be_told(task):
        return False
    call_owner(task)
    return True


@transaction.atomic
def _remind_batch(step: Step, group: Group) -> int:
    rows = _look(step, group)
    if rows:  # the second look sees what was committed before the locks were had
        among = [row.request_id for row in rows]
        rows = _look(step, group, among=among)
    requests = RightsRequest.objects.select_related("submission__controller", "assignee").in_bulk(
        [row.request_id for row in rows]
    )
    for row in rows:
        _remind(requests[row.request_id], step, row.reminder_on, day=group.day)
    return len(rows)


def _look(step: Step, group: Group, *, among: list[int] | None = None) -> list[Missing]:
    with connection.cursor() as cursor:
        cursor.execute(
            MISSING,
            {
                "days": list(step.days),
                "kind": step.kind.value,
                "today": group.day,
                "until": group.until,
                "controllers": list(group.controllers),
                "among": among,
                "closed": [state.value for state in CLOSED_STATES],
                "batch": BATCH,
            },
        )
        return [Missing(*row) for row in cursor.fetchall()]


def _remind(request: RightsRequest, step: Step, reminder_on: date, *, day: date) -> None:
    Reminder.objects.create(
        request=request, kind=step.kind.value, reminder_on=reminder_on, created_at=now()
    )
    assert request.target_on is not None  # what the ladder counts to
    days = (request.target_on - day).days
    tasks = _chased(request)
    if step.kind is ReminderKind.OWNER:
        for task in tasks:
            occasion = f"owner:{task.pk}:{reminder_on}"
            mail_owner(task, kind="task_reminder", occasion=occasion, days=days)
    else:
        mail_staff(
            request,
            users=_told(request, step.kind),
            kind="staff_owner_silent",
            occasion=f"remind:{request.pk}:{step.kind}:{reminder_on}",
            systems=[task.data_system.name for task in tasks],
            days=days,
        )
    record(
        submission_id=request.submission_id,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=request.pk,
        facts={"kind": step.kind.value, "on": str(reminder_on)},
    )


def _chased(request: RightsRequest) -> list[Task]:
    """The tasks that wait for their owners, and not for an answer of ours."""
    asked = TaskMessage.objects.filter(task__request=request, side=TaskSide.OWNER, settled_at=None)
    tasks = Task.objects.filter(request=request, state=TaskState.OPEN).exclude(
        pk__in=asked.values("task")
    )
    return [whole_task(pk) for pk in tasks.order_by("pk").values_list("pk", flat=True)]


def _told(request: RightsRequest, kind: ReminderKind) -> list[User]:
    if kind is ReminderKind.OWNER_HANDLER:
        return handlers_of(request)
    return supervisors_of(request)
