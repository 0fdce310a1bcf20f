"""Ask a controller again that shows no sign of a request which was mailed to it, and tell staff.

We remain its processor: passing on counts only if it arrives (GDPR Art. 28(3)(e)), and its month
runs from our receipt. Set-based and idempotent like remind_staff.py, and like it in looking twice;
after downtime only the latest missed step is sent. The steps are counted in working days of the
organisation's own calendar, so the sweep goes calendar by calendar.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from config.clock import now, today
from registers_app.domain.actors import SYSTEM
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.reminders import CLIENT_SILENT_AFTER
from requests_app.domain.working_days import last_day_before, working_days_after
from requests_app.models import AuditEntry, AuditPayload, HandOver, Reminder
from requests_app.services.awake import awake_at_work
from requests_app.services.hand_over import LIFETIME, mail_link
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff, supervisors_of

BATCH = 200

# The newest mail about a request that is still with its controller, without a sign of it.
SILENT = """
    SELECT h.id, (h.sent_at AT TIME ZONE c.time_zone)::date AS sent_on
    FROM requests_app_handover h
    JOIN requests_app_rightsrequest r ON r.id = h.request_id
    JOIN requests_app_submission s ON s.id = r.submission_id
    JOIN registers_app_controller c ON c.id = r.controller_id
    WHERE h.opened_at IS NULL AND h.confirmed_at IS NULL AND r.state = 'forwarded'
      AND r.controller_id = ANY(%(controllers)s)
      AND (%(among)s::bigint[] IS NULL OR h.id = ANY(%(among)s))
      AND h.sent_at > %(still_open_after)s
      AND (h.sent_at AT TIME ZONE c.time_zone)::date <= %(sent_by)s
      AND (
          %(next_sent_by)s::date IS NULL
          OR (h.sent_at AT TIME ZONE c.time_zone)::date > %(next_sent_by)s
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_handover n WHERE n.request_id = r.id AND n.id > h.id
      )
      AND NOT EXISTS (
          SELECT 1 FROM requests_app_reminder m
          WHERE m.request_id = r.id AND m.kind = %(kind)s
            AND m.reminder_on > (h.sent_at AT TIME ZONE c.time_zone)::date
      )
    ORDER BY h.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF s SKIP LOCKED
"""


class Group(NamedTuple):
    """Controllers where it is the same day and the same days are working days."""

    day: date
    calendar: str
    controllers: tuple[int, ...]


class Step(NamedTuple):
    """One step of the ladder, in working days after the mail; ``later`` is the next one."""

    days: int
    later: int | None

    @property
    def kind(self) -> str:
        """The reminder's kind."""
        return f"client_silent_{self.days}"


STEPS = [
    Step(days, later)
    for days, later in zip(CLIENT_SILENT_AFTER, (*CLIENT_SILENT_AFTER[1:], None), strict=True)
]


def remind_clients() -> int:
    """Send every missing reminder; returns how many."""
    sent = 0
    for group in _groups():
        for step in STEPS:
            while batch := _remind_batch(step, group):
                sent += batch
    return sent


def _groups() -> Iterator[Group]:
    found: dict[tuple[date, str], list[int]] = {}
    awake = [pk for group in awake_at_work() for pk in group.controllers]
    rows = Controller.objects.filter(pk__in=awake).order_by("pk")
    for pk, time_zone, calendar in rows.values_list("pk", "time_zone", "calendar"):
        found.setdefault((today(time_zone), calendar), []).append(pk)
    for (day, calendar), pks in found.items():
        yield Group(day, calendar, tuple(pks))


@transaction.atomic
def _remind_batch(step: Step, group: Group) -> int:
    rows = dict(_look(step, group))
    if rows:  # the second look sees what was committed before the locks were had
        rows = dict(_look(step, group, among=list(rows)))
    mails = HandOver.objects.select_related("request__submission__controller", "request__assignee")
    for pk, mail in mails.in_bulk(list(rows)).items():
        _remind(mail, step, group, sent_on=rows[pk])
    return len(rows)


def _look(step: Step, group: Group, *, among: list[int] | None = None) -> list[tuple[int, date]]:
    with connection.cursor() as cursor:
        cursor.execute(
            SILENT,
            {
                "controllers": list(group.controllers),
                "among": among,
                "still_open_after": now() - LIFETIME,
                "sent_by": _sent_by(group, step.days),
                "next_sent_by": None if step.later is None else _sent_by(group, step.later),
                "kind": step.kind,
                "batch": BATCH,
            },
        )
        return list(cursor.fetchall())


def _sent_by(group: Group, days: int) -> date:
    return last_day_before(group.day, days=days, calendar=holiday_calendar(group.calendar))


def _remind(mail: HandOver, step: Step, group: Group, *, sent_on: date) -> None:
    request = mail.request
    calendar = holiday_calendar(group.calendar)
    reminder_on = working_days_after(sent_on, days=step.days, calendar=calendar)
    Reminder.objects.create(
        request=request, kind=step.kind, reminder_on=reminder_on, created_at=now()
    )
    _ask_again(mail, step, sent_on=sent_on)
    users = {user.pk: user for user in [*handlers_of(request), *supervisors_of(request)]}
    mail_staff(
        request,
        users=list(users.values()),
        kind="staff_client_silent",
        occasion=f"client-silent:{mail.pk}:{step.days}",
        sent_on=sent_on,
        working_days=step.days,
    )
    record(
        submission_id=request.submission_id,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=request.pk,
        facts={"kind": step.kind, "on": str(reminder_on)},
    )


def _ask_again(mail: HandOver, step: Step, *, sent_on: date) -> None:
    """The same link once more, unless the proof of where it went has been purged."""
    case = mail.request.submission_id
    entry = AuditEntry.objects.get(submission=case, number=mail.entry_number)
    payload = AuditPayload.objects.filter(entry=entry.pk).first()
    if payload is None:
        return
    client = ProcessorClient.objects.filter(pk=entry.facts.get("client")).first()
    mail_link(
        mail.request,
        entry=entry,
        mailbox=payload.content["mailbox"],
        kind="handed_over_reminder",
        occasion=f"handed_over_reminder:{mail.pk}:{step.days}",
        answerer=client.name if client else payload.content["forwarded_to"],
        sent_on=sent_on,
    )
