"""The deadline report: a page with charts and tables, and the same numbers as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import controllers_where
from requests_app.reports.case_lines import case_lines
from requests_app.reports.charts import Chart, chart_of
from requests_app.reports.documents import board_pdf
from requests_app.reports.exports import csv_lines, xlsx_file
from requests_app.reports.forms import Choice
from requests_app.reports.grouping import GROUPINGS, Group
from requests_app.reports.mail_form import MailForm, mailed_to
from requests_app.reports.queries import Report, deadline_report
from requests_app.reports.table import Row, Table
from requests_app.reports.tables import tables_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The queue calls the reader's own requests so.
MINE = "mine"
PDF = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    """One number as it is read, and where it leads; "" for nowhere."""

    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """One line of a table, with its drill-down."""

    name: str
    cells: Sequence[ShownCell]
    is_total: bool
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    """A table of the page, its drawing and its lines."""

    table: Table
    chart: Chart | None
    rows: Sequence[ShownRow]


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """The report page; numbers are of today."""
    choice = chosen(request)
    report = _report(choice)
    query = choice.query()
    context = {
        **admin.site.each_context(request),
        "title": _("Deadline report"),
        "choice": choice,
        "tables": [_shown(table, request, choice) for table in tables_of(report)],
        "mailed": mailed_to(request.user) if isinstance(request.user, User) else [],
        "mail_form": MailForm(controllers=list(choice.offered)),
        "files": [(name, f"{reverse(address)}?{query}") for name, address in _files()],
    }
    return TemplateResponse(request, "reports/deadlines.html", context)


def _files() -> list[tuple[str, str]]:
    return [
        (_("Document for the board (PDF)"), "deadline_report_pdf"),
        (_("Spreadsheet (XLSX)"), "deadline_report_xlsx"),
        (_("Table (CSV)"), "deadline_report_csv"),
        (_("Request by request (CSV)"), "deadline_report_cases"),
    ]


@require_safe
def deadlines_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same numbers, streamed as CSV."""
    report = _report(chosen(request))
    return StreamingHttpResponse(
        csv_lines(report, language=get_language() or "en"),
        content_type="text/csv; charset=utf-8",
        headers=as_file("deadlines", report, "csv"),
    )


@require_safe
def deadlines_xlsx(request: HttpRequest) -> FileResponse:
    """The same numbers as a spreadsheet."""
    report = _report(chosen(request))
    return FileResponse(
        xlsx_file(report, title=_("Deadline report")),
        content_type=XLSX,
        headers=as_file("deadlines", report, "xlsx"),
    )


@require_safe
def deadlines_cases(request: HttpRequest) -> StreamingHttpResponse:
    """The requests one by one, streamed as CSV."""
    choice = chosen(request)
    days = f"{choice.period.first}-{choice.period.last}"
    return StreamingHttpResponse(
        case_lines(choice.controllers, period=choice.period, language=get_language() or "en"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="requests-{days}.csv"'},
    )


@require_safe
def deadlines_pdf(request: HttpRequest) -> HttpResponse:
    """The document for the board: without handlers, by organisation where they were grouped so."""
    choice = chosen(request)
    group = Group.CONTROLLER if GROUPINGS[choice.group].names_people else choice.group
    report = deadline_report(choice.controllers, period=choice.period, group=group)
    return HttpResponse(
        board_pdf(report), content_type=PDF, headers=as_file("deadlines", report, "pdf")
    )


def chosen(request: HttpRequest) -> Choice:
    """What the reader asks for, of what they may see. Raises PermissionDenied."""
    return Choice(request.GET, controllers=controllers_reported_to(request))


def controllers_reported_to(request: HttpRequest) -> list[Controller]:
    """The controllers whose reports the reader sees. Raises PermissionDenied without any."""
    assert isinstance(request.user, User)
    controllers = list(controllers_where(request.user, Permission.SEE_REPORTS))
    if not controllers:
        raise PermissionDenied
    return controllers


def as_file(name: str, report: Report, ending: str) -> dict[str, str]:
    """The header that names a file after its period."""
    days = f"{report.period.first}-{report.period.last}"
    return {"Content-Disposition": f'attachment; filename="{name}-{days}.{ending}"'}


def _report(choice: Choice) -> Report:
    return deadline_report(choice.controllers, period=choice.period, group=choice.group)


def shown_plain(table: Table) -> ShownTable:
    """A table whose numbers lead nowhere."""
    return ShownTable(
        table=table,
        chart=chart_of(table),
        rows=[
            ShownRow(
                name=row.name,
                cells=[ShownCell(text=cell.text, url="") for cell in row.cells],
                is_total=row is table.total,
            )
            for row in table.all_rows
        ],
    )


def _shown(table: Table, request: HttpRequest, choice: Choice) -> ShownTable:
    return ShownTable(
        table=table,
        chart=chart_of(table),
        rows=[
            ShownRow(
                name=row.name,
                cells=[
                    ShownCell(
                        text=cell.text,
                        url=_queue(row, cell.among, request, choice)
                        if cell.among and cell.value
                        else "",
                    )
                    for cell in row.cells
                ],
                is_total=row is table.total,
                url=f"{reverse(row.address)}?standing=all" if row.address else "",
            )
            for row in table.all_rows
        ],
    )


def _queue(row: Row, among: str, request: HttpRequest, choice: Choice) -> str:
    """The list of the requests behind a number."""
    narrowed: dict[str, Any] = dict(row.narrowed)
    if narrowed.get(Group.HANDLER) == request.user.pk:
        narrowed[Group.HANDLER] = MINE
    if choice.only:
        narrowed = {"controller": choice.only.pk, **narrowed}
    parameters = {"urgency": "all", "among": among, **choice.period.parameters(), **narrowed}
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    return f"{queue}?{urlencode(parameters)}"
