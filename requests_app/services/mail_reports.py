"""Mail the deadline report to who asked for it, once for each week or month that has ended.

A mail holds a few numbers of the organisation as a whole and the way to the page: no request, no
person and no handler. A second sweep finds nothing left to do; after downtime one mail covers all
that was missed.
"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from notices_app.services import enqueue
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller
from registers_app.permissions import may
from registers_app.selectors import controllers_by_local_day
from requests_app.drill_down import main
from requests_app.models import ReportSubscription, Rhythm, RightsRequest
from requests_app.services.subscribe_to_report import beginning


def mail_reports() -> int:
    """Mail every report whose time has come; returns how many."""
    mailed = 0
    for day, controllers in controllers_by_local_day().items():
        for pk in _due(controllers, day=day).values_list("pk", flat=True):
            mailed += _mail(pk, day=day)
    return mailed


def _due(controllers: list[int], *, day: date) -> Any:
    ended = Q()
    for rhythm in Rhythm:
        ended |= Q(rhythm=rhythm, told_until__lt=beginning(rhythm, day=day))
    return ReportSubscription.objects.filter(
        ended, controller__in=controllers, user__is_active=True
    ).order_by("pk")


@transaction.atomic
def _mail(pk: int, *, day: date) -> int:
    """One mail; 0 where another worker has it, or the reader may no longer see the report."""
    row = (
        ReportSubscription.objects.select_related("user", "controller")
        .select_for_update(of=("self",), skip_locked=True)
        .filter(pk=pk)
        .first()
    )
    if row is None:
        return 0
    until = beginning(Rhythm(row.rhythm), day=day)
    if row.told_until >= until:
        return 0
    first, last = row.told_until, until - timedelta(days=1)
    row.told_until = until
    row.save(update_fields=["told_until"])
    actor = user_actor(row.user.pk)
    if not row.user.email or not may(
        actor, Permission.SEE_REPORTS, controller_id=row.controller_id
    ):
        return 0
    enqueue(
        kind="report",
        language=row.user.language,
        to_address=row.user.email,
        controller=row.controller,
        occasion=f"report:{row.pk}:{row.rhythm}:{until}",
        context={
            "controller": row.controller,
            "first_on": first,
            "last_on": last,
            **numbers(row.controller, first=first, last=last),
            "report_url": _page(row.controller, first=first, last=last),
        },
    )
    return 1


def numbers(controller: Controller, *, first: date, last: date) -> dict[str, int]:
    """What the mail says: what came in and was answered in those days, and how it stands today."""
    conditions = main([controller])
    received = Q(received_on__gte=first, received_on__lte=last)
    closed = Q(closed_on__gte=first, closed_on__lte=last)
    found: dict[str, int] = (
        RightsRequest.objects.filter(controller=controller)
        .order_by()
        .aggregate(
            received=Count("pk", filter=received),
            on_time=Count("pk", filter=conditions["on_time"] & closed),
            answered_late=Count("pk", filter=conditions["answered_late"] & closed),
            **{
                name: Count("pk", filter=conditions[name])
                for name in ("open", "waiting", "week", "late")
            },
        )
    )
    return found


def _page(controller: Controller, *, first: date, last: date) -> str:
    query = urlencode({"first": first, "last": last, "controller": controller.pk})
    return f"{settings.SITE_URL}{reverse('deadline_report')}?{query}"
