"""The tables of what is due: duties with dates of their own, and the next thirty days."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.domain.forecast import WEEKS, Forecast
from requests_app.reports.duty_words import DUTY_WORDS
from requests_app.reports.queries import Report
from requests_app.reports.table import Cell, Row, Table, counted


def duties(report: Report) -> Table:
    """The duties that have dates of their own."""
    return Table(
        key="duties",
        title=_("Duties beside the month"),
        note=_("They run beside the month, and no extension moves them."),
        columns=[_("duty"), _("in time"), _("too late"), _("open")],
        rows=[
            counted(
                report,
                str(words),
                *(f"duty_{name}.{code}" for code in ("in_time", "too_late", "open")),
            )
            for name, words in DUTY_WORDS.items()
        ],
    )


def duties_apart(report: Report) -> Table:
    """The duties that belong to no request; their names lead to their lists."""
    return Table(
        key="apart",
        title=_("Duties with their own dates"),
        note=_("Apart from requests: entered in the period, as they stand today."),
        columns=[
            _("duty"),
            _("entered"),
            _("open"),
            _("due in 7 days"),
            _("late now"),
            _("done in time"),
            _("done late"),
            _("exempt"),
        ],
        rows=[
            Row(
                name=each.duty,
                address=each.address,
                cells=[
                    Cell(value=number)
                    for number in (
                        each.entered,
                        each.open,
                        each.due_soon,
                        each.late,
                        each.in_time,
                        each.done_late,
                        each.exempt,
                    )
                ],
            )
            for each in report.apart
            if each.entered
        ],
    )


def forecast_table(found: Forecast) -> Table:
    """The next thirty days."""
    return Table(
        key="forecast",
        title=_("The next 30 days"),
        note=_forecast_note(found),
        columns=[_("days from today"), _("fall due"), _("more than can be answered")],
        rows=[
            Row(name=_("late already"), cells=[Cell(value=found.known.late), Cell(value=None)]),
            *(
                Row(
                    name=f"{first}–{last}",
                    cells=[
                        Cell(value=due),
                        Cell(value=found.behind[place] if found.behind else None),
                    ],
                )
                for place, ((first, last), due) in enumerate(
                    zip(WEEKS, found.known.due, strict=True)
                )
            ),
        ],
    )


def _forecast_note(found: Forecast) -> str:
    if found.new is None or found.answers is None:
        return _(
            "What is open today, by its due date. There is too little history to say what can "
            "be answered in that time."
        )
    method = _(
        "What is open today, by its due date, against as many answers a day as in the last "
        "%(days)d days; at that pace about %(new)d new requests come in and about %(answers)d "
        "are closed in 30 days."
    ) % {"days": found.known.days, "new": found.new, "answers": found.answers}
    waiting = found.known.waiting
    if not waiting:
        return method
    more = ngettext(
        "%(count)d request that waits for the person has no due date and is not in it.",
        "%(count)d requests that wait for the person have no due date and are not in it.",
        waiting,
    ) % {"count": waiting}
    return f"{method} {more}"
