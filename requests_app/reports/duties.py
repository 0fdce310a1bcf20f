"""Duties with dates of their own, counted apart from requests (domain/duties.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from registers_app.models import Controller
from requests_app.drill_down import local_day
from requests_app.models import Complaint, SourceNotice
from requests_app.reports.period import Period
from requests_app.selectors import on_local_day

SOON = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """The numbers of one kind of duty; ``address`` names the list of its cases."""

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
    """Count the duties that began in *period*, as they stand today, each in one query."""
    return [_notices(controllers, period), _complaints(controllers, period)]


def _notices(controllers: Sequence[Controller], period: Period) -> DutyRow:
    """Art. 14(3)."""
    rows = SourceNotice.objects.filter(
        register__controller__in=controllers, obtained_on__range=(period.first, period.last)
    )
    return DutyRow(
        duty=_("people told of data from elsewhere (Art. 14(3))"),
        address="admin:requests_app_sourcenotice_changelist",
        **_counted(
            rows,
            controllers,
            of="register__controller",
            last_day="due_on",
            done_on="told_on",
            is_open=SourceNotice.IS_OPEN,
            exempt=Q(exempted_at__isnull=False),
        ),
    )


def _complaints(controllers: Sequence[Controller], period: Period) -> DutyRow:
    """DPA 2018 s. 164A(3)."""
    rows = Complaint.objects.filter(
        controller__in=controllers, received_on__range=(period.first, period.last)
    ).annotate(acknowledged_on=local_day("acknowledged_at", time_zone="controller__time_zone"))
    return DutyRow(
        duty=_("complaints acknowledged (DPA 2018 s. 164A(3))"),
        address="admin:requests_app_complaint_changelist",
        **_counted(
            rows,
            controllers,
            of="controller",
            last_day="acknowledge_by",
            done_on="acknowledged_on",
            is_open=Q(acknowledged_at=None),
            exempt=Q(pk__in=[]),
        ),
    )


def _counted(
    rows: QuerySet[Any],
    controllers: Sequence[Controller],
    *,
    of: str,
    last_day: str,
    done_on: str,
    is_open: Q,
    exempt: Q,
) -> dict[str, int]:
    def soon(day: date) -> Q:
        return Q(**{f"{last_day}__range": (day, day + SOON)})

    def late(day: date) -> Q:
        return Q(**{f"{last_day}__lt": day})

    return rows.order_by().aggregate(
        entered=Count("pk"),
        open=Count("pk", filter=is_open),
        due_soon=Count("pk", filter=is_open & on_local_day(controllers, soon, of=of)),
        late=Count("pk", filter=is_open & on_local_day(controllers, late, of=of)),
        in_time=Count("pk", filter=Q(**{f"{done_on}__lte": F(last_day)})),
        done_late=Count("pk", filter=Q(**{f"{done_on}__gt": F(last_day)})),
        exempt=Count("pk", filter=exempt),
    )
