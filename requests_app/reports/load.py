"""Who has how much to do, today: for supervisors, who share the work out."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registers_app.models import Controller, User
from requests_app.domain.load import Load
from requests_app.models import RightsRequest
from requests_app.reports.charts import chart_of
from requests_app.reports.table import Cell, Row, Table
from requests_app.reports.views import ShownCell, ShownRow, ShownTable, controllers_reported_to
from requests_app.selectors import IS_OPEN, IS_WAITING, is_due_within, is_late

NOBODY = "none"
# Which view of the queue each column leads to; the last is no count.
LEADS_TO = ("open", "week", "late", "waiting", "")


@require_safe
def load_view(request: HttpRequest) -> HttpResponse:
    """The page: a drawing and its table, each number leading to its requests."""
    table = load_table(controllers_reported_to(request))
    context = {
        **admin.site.each_context(request),
        "title": _("Who has how much to do"),
        "shown": ShownTable(
            table=table, chart=chart_of(table), rows=[_shown(row) for row in table.rows]
        ),
    }
    return TemplateResponse(request, "reports/load.html", context)


def load_table(controllers: Sequence[Controller]) -> Table:
    """The load of each handler, the heaviest first; two queries however many there are."""
    loads = _loads(controllers)
    users = User.objects.in_bulk([pk for pk in loads if pk is not None])
    heaviest = sorted(loads, key=lambda pk: -loads[pk].weighted)
    return Table(
        key="load",
        title=_("Open requests by handler"),
        note=_(
            "Due this week, late and waiting for the person are parts of what is open. The weight "
            "counts a request once, twice when it is due within a week, three times when it is "
            "late, and half while it waits for the person."
        ),
        columns=[
            _("handler"),
            _("open"),
            _("due this week"),
            _("late"),
            _("waiting for the person"),
            _("weight"),
        ],
        rows=[_row(users.get(pk or 0), loads[pk]) for pk in heaviest],
        names_people=True,
    )


def _loads(controllers: Sequence[Controller]) -> dict[int | None, Load]:
    rows = (
        RightsRequest.objects.filter(IS_OPEN, controller__in=controllers)
        .order_by()
        .values("assignee")
        .annotate(
            open=Count("pk"),
            this_week=Count("pk", filter=is_due_within(controllers, days=7)),
            late=Count("pk", filter=is_late(controllers)),
            waiting=Count("pk", filter=IS_WAITING),
        )
    )
    return {
        row["assignee"]: Load(
            open=row["open"],
            this_week=row["this_week"],
            late=row["late"],
            waiting=row["waiting"],
        )
        for row in rows
    }


def _row(user: User | None, load: Load) -> Row:
    name = (user.get_full_name() or user.username) if user else _("nobody")
    numbers = (load.open, load.this_week, load.late, load.waiting, load.weighted)
    return Row(
        name=name,
        cells=[Cell(value=number) for number in numbers],
        narrowed={"handler": user.pk if user else NOBODY},
    )


def _shown(row: Row) -> ShownRow:
    return ShownRow(
        name=row.name,
        cells=[
            ShownCell(text=cell.text, url=_url(row, view) if view and cell.value else "")
            for cell, view in zip(row.cells, LEADS_TO, strict=True)
        ],
        is_total=False,
        url=_url(row, "open"),
    )


def _url(row: Row, view: str) -> str:
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    return f"{queue}?{urlencode({**row.narrowed, 'urgency': view})}"
