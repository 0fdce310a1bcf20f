"""The report as a document: for the management board, and once a year for an authority.

Neither holds a person: handlers are left out, and numbers too small stand together.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.clock import today
from config.typeset import pdf_of
from requests_app.reports.accountability import KEPT_ELSEWHERE, Yearly, yearly_tables
from requests_app.reports.grouping import GROUPINGS, Group
from requests_app.reports.queries import MAIN, Report
from requests_app.reports.small_cells import without_small_cells
from requests_app.reports.table import Row, Table
from requests_app.reports.tables import tables_of
from requests_app.written import written

TEMPLATE = "reports/report.typ"


# On paper there is room for these columns of the first table; the page and the files have all.
ON_PAPER = ("all", "open", "late", "on_time", "answered_late", "extended", "")


def board_tables(report: Report) -> list[Table]:
    """What of the report goes to the board. A table by handler has no place in it."""
    assert not GROUPINGS[report.group].names_people, "a document names no handler"
    found = tables_of(report)
    if report.group is Group.CONTROLLER:  # its lines are organisations
        return [found[0], *(without_small_cells(table) for table in found[1:])]
    return [without_small_cells(table) for table in found]


def board_pdf(report: Report) -> bytes:
    """The report for the management board, as a tagged PDF."""
    names = ", ".join(controller.name for controller in report.controllers[:3])
    more = len(report.controllers) - 3
    who = _("%(names)s and %(more)d more") % {"names": names, "more": more} if more > 0 else names
    period = report.period
    return _pdf(
        title=_("Deadline report"),
        who=who,
        when=f"{written(period.first)} – {written(period.last)}",
        opening=_opening(report),
        tables=board_tables(report),
        closing=[],
    )


def yearly_pdf(yearly: Yearly) -> bytes:
    """The yearly accountability report, as a tagged PDF."""
    report = yearly.report
    return _pdf(
        title=_("Yearly report on the rights of data subjects"),
        who=report.controllers[0].name,
        when=str(report.period.first.year),
        opening=_opening(report),
        tables=yearly_tables(yearly),
        closing=[capfirst(str(words)) for words in KEPT_ELSEWHERE],
    )


def headline(report: Report) -> str:
    """The first sentence that anybody reads."""
    rate = report.total.rate
    if rate is None:
        return _("Nothing has been answered in this period yet.")
    return _(
        "%(rate)s per cent of the answers were on time; open requests that are late: %(late)d."
    ) % {
        "rate": f"{100 * rate:.0f}",
        "late": report.total.numbers["late"],
    }


def _opening(report: Report) -> list[str]:
    day = today(report.controllers[0].time_zone)
    return [
        headline(report),
        _(
            "Numbers are of requests as they stood on %(day)s. Lines with fewer than three "
            "requests stand together as “others”, so that nobody can be recognised."
        )
        % {"day": written(day)},
    ]


def _pdf(
    *,
    title: str,
    who: str,
    when: str,
    opening: Sequence[str],
    tables: Sequence[Table],
    closing: Sequence[str],
) -> bytes:
    data: dict[str, Any] = {
        "language": (get_language() or "en")[:2],
        "title": title,
        "author": who,
        "footer": f"{who} · {title} · {when}",
        "who": who,
        "when": when,
        "opening": list(opening),
        "tables": [_plain(for_paper(table)) for table in tables if table.rows],
        "closing_title": _("What the desk does not know"),
        "closing": list(closing),
    }
    return pdf_of(TEMPLATE, data)


def for_paper(table: Table) -> Table:
    """The first table with fewer columns, any other as it is."""
    if table.key != "main":
        return table
    codes = [*MAIN, ""]  # the share on time leads to no requests
    places = [place for place, code in enumerate(codes) if code in ON_PAPER]

    def narrowed(row: Row) -> Row:
        return replace(row, cells=[row.cells[place] for place in places])

    return replace(
        table,
        columns=[table.columns[0], *(table.columns[place + 1] for place in places)],
        rows=[narrowed(row) for row in table.rows],
        total=narrowed(table.total) if table.total else None,
    )


def _plain(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "note": table.note,
        "columns": [capfirst(column) for column in table.columns],
        "rows": [_row(row, is_total=row is table.total) for row in table.all_rows],
    }


def _row(row: Row, *, is_total: bool) -> dict[str, Any]:
    return {
        "name": capfirst(row.name),
        "cells": [cell.text for cell in row.cells],
        "is_total": is_total,
    }
