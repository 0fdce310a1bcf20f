"""Remind handlers and supervisors of deadlines: one set-based statement finds what is missing.

Reminders count to ``target_on``, lateness from ``due_on``, or from ``forward_by`` where we are the
processor; a suspended request has neither, so nobody is chased for what waits on the person. A
reminder is a row, unique by request, kind and day: a second sweep, worker or beat finds nothing
left to do. After downtime only the latest step that was missed is sent.

The sweep looks twice. The first look locks the cases, as every service does, and passes over one
that somebody works on: the next sweep comes soon. The second look sees what others had committed
before the lock was had.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from registers_app.domain.ladder import STANDARD, Ladder
from registers_app.domain.roles import Role
from registers_app.models import User
from registers_app.permissions import members_with_role
from requests_app.models import CLOSED_STATES, Reminder, ReminderKind, RightsRequest
from requests_app.services.awake import Group, awake_at_work
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff

BATCH = 200

MISSING = """
    WITH open_request AS (
        SELECT r.id,
            CASE
                WHEN least(r.due_on, r.forward_by) < %(today)s THEN 'late'
                WHEN r.target_on <= %(today)s THEN 'on_the_day'
                WHEN step.days = ANY(%(named)s) THEN 'before_' || step.days
                ELSE 'before'
            END AS kind,
            CASE
                WHEN least(r.due_on, r.forward_by) < %(today)s THEN %(today)s
                WHEN r.target_on <= %(today)s THEN r.target_on
                ELSE r.target_on - step.days
            END AS reminder_on
        FROM requests_app_rightsrequest r,
        LATERAL (
            SELECT min(days) AS days FROM unnest(%(days)s::int[]) AS d(days)
            WHERE r.target_on - days <= CASE  -- awake.py steps_until
                WHEN r.target_on <= %(until)s + 1 THEN %(until)s ELSE %(today)s
            END
        ) step
        WHERE r.controller_id = ANY(%(controllers)s)
          AND r.state <> ALL(%(closed)s)
          AND r.target_on <= %(until)s + %(furthest)s
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
"""
# Steps of the standard ladder have kinds of their own.
NAMED = list(STANDARD.staff_days)


class Missing(NamedTuple):
    """A reminder that has not been sent yet. ``reminder_on`` is a local day."""

    request_id: int
    kind: str
    reminder_on: date


def remind_staff() -> int:
    """Send every missing reminder; returns how many."""
    sent = 0
    for group in awake_at_work():
        while batch := _remind_batch(group):
            sent += batch
    return sent


@transaction.atomic
def _remind_batch(group: Group) -> int:
    rows = _missing(group)
    requests = RightsRequest.objects.select_related("submission__controller", "assignee").in_bulk(
        [row.request_id for row in rows]
    )
    for row in rows:
        _remind(requests[row.request_id], row, group)
    return len(rows)


def _missing(group: Group) -> list[Missing]:
    locked = [row.request_id for row in _look(group)]
    return _look(group, among=locked) if locked else []


def _look(group: Group, *, among: list[int] | None = None) -> list[Missing]:
    days = list(group.ladder.staff_days)
    with connection.cursor() as cursor:
        cursor.execute(
            MISSING,
            {
                "today": group.day,
                "until": group.until,
                "controllers": list(group.controllers),
                "days": days,
                "named": NAMED,
                "furthest": max(days, default=0),
                "among": among,
                "closed": [state.value for state in CLOSED_STATES],
                "batch": BATCH,
            },
        )
        return [Missing(*row) for row in cursor.fetchall()]


def _remind(request: RightsRequest, missing: Missing, group: Group) -> None:
    roles = _roles(request, missing, group)
    Reminder.objects.create(
        request=request,
        kind=missing.kind,
        reminder_on=missing.reminder_on,
        created_at=now(),
    )
    kind, days = _mail(request, missing, day=group.day)
    mail_staff(
        request,
        users=_members(request, roles),
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


def _roles(request: RightsRequest, missing: Missing, group: Group) -> set[Role]:
    """Who is told: whoever has a step of their own that was not told yet.

    On the day and after it that is everybody who has any step at all, and handlers and supervisors.
    """
    if not missing.kind.startswith("before"):
        always = {Role.HANDLER, Role.SUPERVISOR}
        return always | {role for role, days in _steps(group.ladder).items() if days}
    before = request.reminders.filter(kind__startswith="before").order_by("-reminder_on")
    told_on = before.values_list("reminder_on", flat=True).first()
    return {
        role
        for role, days in _steps(group.ladder).items()
        if (on := _latest_step(request, days, group))
        and on > request.received_on
        and (told_on is None or told_on < on or on == missing.reminder_on)
    }


def _steps(ladder: Ladder) -> dict[Role, tuple[int, ...]]:
    return {
        Role.HANDLER: ladder.handler_days,
        Role.SUPERVISOR: ladder.supervisor_days,
        Role.DPO: ladder.dpo_days,
    }


def _latest_step(request: RightsRequest, days: tuple[int, ...], group: Group) -> date | None:
    assert request.target_on is not None  # what the ladder counts to
    steps = [request.target_on - timedelta(days=each) for each in days]
    until = group.steps_until(request.target_on)
    return max((on for on in steps if on <= until), default=None)


def _members(request: RightsRequest, roles: set[Role]) -> list[User]:
    users = handlers_of(request) if Role.HANDLER in roles else []
    for role in (Role.SUPERVISOR, Role.DPO):
        if role in roles:
            users += members_with_role(role.value, controller_id=request.controller_id)
    return list({user.pk: user for user in users}.values())
