"""One mail a morning instead of single reminders, for whoever has chosen that at a controller.

It counts what was reminded of since the mail before, and what stands late or is due within a week.
Each is told once for its occasion: user, controller and day.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from config.clock import now
from notices_app.models import Notice
from notices_app.services import enqueue
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership, User
from requests_app.models import CLOSED_STATES, Reminder, ReminderKind, RightsRequest
from requests_app.services.awake import awake_at_work
from requests_app.services.remind_of_duties import duties_due

SOON = timedelta(days=7)
SINCE = timedelta(days=4)  # over a long weekend, for who gets the first one

DUTIES = {
    "staff_source_notice": _("notices to people whose data came from elsewhere (Art. 14)"),
    "staff_complaint": _("complaints to be acknowledged or answered"),
    "staff_restore": _("data systems restored from a backup"),
}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who gets a digest of which controller, and on which of its days."""

    user: User
    controller: Controller
    sees_all: bool
    day: date

    @property
    def occasion(self) -> str:
        """What makes it one."""
        return f"{self.prefix}{self.day}"

    @property
    def prefix(self) -> str:
        """What the occasions of all its days begin with."""
        return f"digest:{self.user.pk}:{self.controller.pk}:"


def mail_digests() -> int:
    """Mail every digest that is due; returns how many."""
    return sum(_mail(reader) for reader in _readers())


def _readers() -> list[Reader]:
    days = {pk: group.day for group in awake_at_work() for pk in group.controllers}
    rows = Membership.objects.filter(
        morning_digest=True,
        user__is_active=True,
        controller__in=days,
        role__in=[Role.HANDLER.value, Role.SUPERVISOR.value, Role.DPO.value],
    ).exclude(user__email="")
    found: dict[tuple[int, int], Reader] = {}
    for row in rows.select_related("user", "controller").order_by("role", "pk"):
        # Handlers come after the DPO and before supervisors; who sees all does so in any role.
        key = (row.user_id, row.controller_id)
        before = found.get(key)
        found[key] = Reader(
            user=row.user,
            controller=row.controller,
            sees_all=row.role != Role.HANDLER or bool(before and before.sees_all),
            day=days[row.controller_id],
        )
    told = set(
        Notice.objects.filter(
            occasion__in=[reader.occasion for reader in found.values()]
        ).values_list("occasion", flat=True)
    )
    return [reader for reader in found.values() if reader.occasion not in told]


def _mail(reader: Reader) -> bool:
    mine = _requests(reader)
    counts = _counts(mine, day=reader.day)
    with translation.override(reader.user.language):
        lines = [*_lines(reader, mine), *_duties(reader)]
    if not lines and not any(counts.values()):
        return False
    queue = settings.SITE_URL + reverse("admin:requests_app_rightsrequest_changelist")
    enqueue(
        kind="staff_digest",
        language=reader.user.language,
        to_address=reader.user.email,
        controller=reader.controller,
        occasion=reader.occasion,
        context={
            "controller": reader.controller,
            "day": reader.day,
            "lines": lines,
            **counts,
            "late_url": f"{queue}?urgency=late",
            "week_url": f"{queue}?urgency=week",
            "mine_url": f"{queue}?handler=mine",
        },
    )
    return True


def _requests(reader: Reader) -> Any:
    rows = RightsRequest.objects.filter(controller=reader.controller)
    if reader.sees_all:
        return rows
    return rows.filter(Q(assignee=reader.user) | Q(assignee=None))


def _counts(rows: Any, *, day: date) -> dict[str, int]:
    late = Q(due_on__lt=day) | Q(forward_by__lt=day)
    counted: dict[str, int] = rows.exclude(state__in=CLOSED_STATES).aggregate(
        late=Count("pk", filter=late),
        due_today=Count("pk", filter=Q(target_on=day) & ~late),
        week=Count("pk", filter=Q(target_on__gt=day, target_on__lte=day + SOON)),
        unassigned=Count("pk", filter=Q(assignee=None)),
    )
    return counted


def _duties(reader: Reader) -> list[dict[str, Any]]:
    """The duties apart from requests whose time is near, or over."""
    due = duties_due(reader.day, [reader.controller.pk])
    counted = Counter(each.kind for each in due if each.user.pk == reader.user.pk)
    return [{"label": str(DUTIES[kind]), "count": count} for kind, count in counted.items()]


def _lines(reader: Reader, rows: Any) -> list[dict[str, Any]]:
    """What was reminded of since the last digest, by kind."""
    before = Notice.objects.filter(occasion__startswith=reader.prefix).order_by("-created_at")
    since = before.values_list("created_at", flat=True).first() or now() - SINCE
    counted = (
        Reminder.objects.filter(request__in=rows, created_at__gt=since)
        .exclude(kind__startswith="person_")
        .exclude(kind__in=[ReminderKind.BY_HAND, ReminderKind.OWNER])
        .values("kind")
        .annotate(count=Count("request", distinct=True))
        .order_by("kind")
    )
    return [
        {"label": str(ReminderKind(row["kind"]).label), "count": row["count"]} for row in counted
    ]
