"""Duties with dates of their own, counted apart from requests (domain/duties.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from config.clock import today
from registers_app.models import Controller
from requests_app.models import Complaint, SourceNotice
from requests_app.reports.period import Period

SOON = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """The numbers of one kind of duty at one controller."""

    controller: Controller
    duty: str
    address: str
    entered: int
    open: int
    due_soon: int
    late: int
    in_time: int
    done_late: int
    exempt: int


def duty_rows(controllers: Sequence[Controller], *, period: Period) -> list[DutyRow]:
    """Count the duties that began in *period*, as they stand today; only where there are any."""
    rows = []
    for controller in controllers:
        for duty, address, numbers in (
            (
                _("people told of data from elsewhere (Art. 14(3))"),
                "admin:requests_app_sourcenotice_changelist",
                _notices(controller, period),
            ),
            (
                _("complaints acknowledged (DPA 2018 s. 164A(3))"),
                "admin:requests_app_complaint_changelist",
                _complaints(controller, period),
            ),
        ):
            if numbers["entered"]:
                rows.append(DutyRow(controller=controller, duty=duty, address=address, **numbers))
    return rows


def _notices(controller: Controller, period: Period) -> dict[str, Any]:
    return SourceNotice.objects.filter(
        register__controller=controller, obtained_on__range=(period.first, period.last)
    ).aggregate(
        **_counts("due_on", SourceNotice.IS_OPEN, controller),
        in_time=Count("pk", filter=Q(told_on__lte=F("due_on"))),
        done_late=Count("pk", filter=Q(told_on__gt=F("due_on"))),
        exempt=Count("pk", filter=Q(exempted_at__isnull=False)),
    )


def _complaints(controller: Controller, period: Period) -> dict[str, Any]:
    local = TruncDate("acknowledged_at", tzinfo=ZoneInfo(controller.time_zone))
    rows = Complaint.objects.filter(
        controller=controller, received_on__range=(period.first, period.last)
    )
    return rows.annotate(acknowledged_on=local).aggregate(
        **_counts("acknowledge_by", Q(acknowledged_at=None), controller),
        in_time=Count("pk", filter=Q(acknowledged_on__lte=F("acknowledge_by"))),
        done_late=Count("pk", filter=Q(acknowledged_on__gt=F("acknowledge_by"))),
        exempt=Count("pk", filter=Q(pk=None)),
    )


def _counts(last_day: str, is_open: Q, controller: Controller) -> dict[str, Count]:
    day = today(controller.time_zone)
    return {
        "entered": Count("pk"),
        "open": Count("pk", filter=is_open),
        "due_soon": Count("pk", filter=is_open & Q(**{f"{last_day}__range": (day, day + SOON)})),
        "late": Count("pk", filter=is_open & Q(**{f"{last_day}__lt": day})),
    }
