"""The deadline report: a page with chart and tables, and the same numbers as CSV."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.clock import today
from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import controllers_where
from requests_app.reports.charts import chart_of
from requests_app.reports.duties import duty_rows
from requests_app.reports.exports import csv_lines
from requests_app.reports.period import Period, PeriodForm, year_of
from requests_app.reports.queries import Numbers, Report, Row, deadline_report

NOBODY = "none"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number and where it leads."""

    count: int
    url: str


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """One line of a table, with its drill-down."""

    row: Row
    cells: list[Cell]
    rate: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of the page."""

    title: str
    first_column: str
    rows: list[ShownRow]


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """The report page; numbers are of today."""
    controllers = _controllers(request)
    form = PeriodForm(request.GET if "first" in request.GET else None)
    period = form.period() if form.is_valid() else year_of(today(controllers[0].time_zone))
    if not form.is_bound:
        form = PeriodForm(initial={"first": period.first, "last": period.last})
    report = deadline_report(controllers, period=period)
    context = {
        **admin.site.each_context(request),
        "title": _("Deadline report"),
        "form": form,
        "period": period,
        "report": report,
        "chart": chart_of(report.controllers),
        "tables": _tables(report),
        "duties": duty_rows(controllers, period=period),
        "csv_url": f"{reverse('deadline_report_csv')}?{_query(period)}",
    }
    return TemplateResponse(request, "reports/deadlines.html", context)


@require_safe
def deadlines_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same numbers, streamed as CSV."""
    controllers = _controllers(request)
    form = PeriodForm(request.GET)
    period = form.period() if form.is_valid() else year_of(today(controllers[0].time_zone))
    report = deadline_report(controllers, period=period)
    name = f"deadlines-{period.first}-{period.last}.csv"
    return StreamingHttpResponse(
        csv_lines(report, language=get_language() or "en"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _controllers(request: HttpRequest) -> list[Controller]:
    assert isinstance(request.user, User)
    controllers = list(controllers_where(request.user, Permission.SEE_REPORTS))
    if not controllers:
        raise PermissionDenied
    return controllers


def _tables(report: Report) -> list[Table]:
    period = report.period
    return [
        Table(
            title=_("By organisation"),
            first_column=_("organisation"),
            rows=[_shown(row, period, {}) for row in report.controllers],
        ),
        Table(
            title=_("By register"),
            first_column=_("register"),
            rows=[_shown(row, period, {"register": row.key or NOBODY}) for row in report.registers],
        ),
        Table(
            title=_("By handler"),
            first_column=_("handler"),
            rows=[_shown(row, period, {"handler": row.key or NOBODY}) for row in report.handlers],
        ),
    ]


def _shown(row: Row, period: Period, more: dict[str, object]) -> ShownRow:
    numbers: Numbers = row.numbers
    views = [
        (numbers.received, "all"),
        (numbers.open, "open"),
        (numbers.due_in_7, "week"),
        (numbers.due_in_14, "fortnight"),
        (numbers.late, "late"),
        (numbers.on_time, "on_time"),
        (numbers.answered_late, "answered_late"),
    ]
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    return ShownRow(
        row=row,
        cells=[
            Cell(
                count=count,
                url=f"{queue}?{_drill_down(row, period, {**more, 'urgency': view})}",
            )
            for count, view in views
        ],
        rate="–" if numbers.rate is None else f"{100 * numbers.rate:.0f} %",
    )


def _drill_down(row: Row, period: Period, more: dict[str, object]) -> str:
    return urlencode(
        {
            "controller": row.controller.pk,
            "received_on__gte": period.first,
            "received_on__lte": period.last,
            **more,
        }
    )


def _query(period: Period) -> str:
    return urlencode({"first": period.first, "last": period.last})
