"""Remind handlers and supervisors of duties apart from requests (domain/duties.py).

A week before the last day, on it, and every day after it. A complaint that was acknowledged has no
last day for its outcome: it is recalled every thirty days. No reminder is kept as a row: a mail is
told once for its occasion, so that a second sweep, worker or beat sends nothing again. Who gets a
morning digest reads of them there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from notices_app.models import Notice
from notices_app.services import enqueue
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership, User
from registers_app.permissions import members_with_role
from requests_app.models import Complaint, SourceNotice, SystemRestore
from requests_app.services.awake import awake_at_work
from requests_app.services.links import duty_address

SOON = timedelta(days=7)
RECALL_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One mail to one member of staff."""

    kind: str
    occasion: str
    user: User
    controller: Controller
    context: dict[str, Any]


def remind_of_duties() -> int:
    """Send every reminder that has not been sent yet; returns how many."""
    sent = 0
    for group in awake_at_work():
        digested = set(
            Membership.objects.filter(
                controller__in=group.controllers, morning_digest=True
            ).values_list("user_id", "controller_id")
        )
        due = duties_due(group.day, group.controllers)
        sent += _send(each for each in due if (each.user.pk, each.controller.pk) not in digested)
    return sent


def duties_due(day: date, controllers: Sequence[int]) -> list[Reminder]:
    """What staff are to be reminded of on *day*, told already or not."""
    return [
        *_of_notices(day, controllers),
        *_of_complaints(day, controllers),
        *_of_restores(day, controllers),
    ]


def _of_notices(day: date, controllers: Sequence[int]) -> Iterator[Reminder]:
    rows = SourceNotice.objects.filter(
        register__controller__in=controllers,
        told_on=None,
        exempted_at=None,
        due_on__lte=day + SOON,
    ).select_related("register__controller")
    for row in rows:
        controller = row.register.controller
        for user in staff_of(controller.pk):
            yield Reminder(
                kind="staff_source_notice",
                occasion=f"source-notice:{row.pk}:{_step(row.due_on, day)}:{user.pk}",
                user=user,
                controller=controller,
                context={
                    "obtained_on": row.obtained_on,
                    "last_day": row.due_on,
                    "days_late": (day - row.due_on).days,
                    "register": row.register.name_in(user.language).text,
                    "admin_url": duty_address(row),
                },
            )


def _of_complaints(day: date, controllers: Sequence[int]) -> Iterator[Reminder]:
    rows = Complaint.objects.filter(
        Q(acknowledged_at__isnull=False) | Q(acknowledge_by__lte=day + SOON),
        controller__in=controllers,
        outcome_at=None,
    ).select_related("controller")
    for row in rows:
        step = _step_of_complaint(row, day)
        if not step:
            continue
        for user in staff_of(row.controller_id):
            yield Reminder(
                kind="staff_complaint",
                occasion=f"complaint:{row.pk}:{step}:{user.pk}",
                user=user,
                controller=row.controller,
                context={
                    "reference": row.reference,
                    "received_on": row.received_on,
                    "acknowledged": row.acknowledged_at is not None,
                    "last_day": row.acknowledge_by,
                    "days_late": (day - row.acknowledge_by).days,
                    "admin_url": duty_address(row),
                },
            )


def _of_restores(day: date, controllers: Sequence[int]) -> Iterator[Reminder]:
    rows = SystemRestore.objects.filter(
        SystemRestore.IS_OPEN, data_system__register__controller__in=controllers
    ).select_related("data_system__register__controller")
    for row in rows:
        controller = row.data_system.register.controller
        for user in staff_of(controller.pk):
            yield Reminder(
                kind="staff_restore",
                occasion=f"restore:{row.pk}:{_step(row.due_on, day)}:{user.pk}",
                user=user,
                controller=controller,
                context={
                    "system": row.data_system.name,
                    "last_day": row.due_on,
                    "days_late": (day - row.due_on).days,
                    "admin_url": duty_address(row),
                },
            )


def _step_of_complaint(row: Complaint, day: date) -> str:
    if row.acknowledged_at is None:
        return _step(row.acknowledge_by, day)
    acknowledged_on = row.acknowledged_at.astimezone(ZoneInfo(row.controller.time_zone)).date()
    times = (day - acknowledged_on).days // RECALL_DAYS
    return f"outcome-{times}" if times else ""


def _step(last_day: date, day: date) -> str:
    if day < last_day:
        return f"soon-{last_day}"
    return f"late-{day}" if day > last_day else f"today-{last_day}"


def _send(due: Iterable[Reminder]) -> int:
    by_occasion = {each.occasion: each for each in due}
    told = Notice.objects.filter(occasion__in=by_occasion).values_list("occasion", flat=True)
    missing = [by_occasion[key] for key in by_occasion.keys() - set(told)]
    for each in missing:
        enqueue(
            kind=each.kind,
            language=each.user.language,
            to_address=each.user.email,
            controller=each.controller,
            occasion=each.occasion,
            context={"controller": each.controller, **each.context},
        )
    return len(missing)


def staff_of(controller_id: int) -> list[User]:
    """The handlers and supervisors of a controller who have an address, each once."""
    found = {
        user.pk: user
        for role in (Role.HANDLER, Role.SUPERVISOR)
        for user in members_with_role(role.value, controller_id=controller_id)
        if user.email
    }
    return list(found.values())
