"""The report as tables: the page, the files and the document all show these and no others."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app import drill_down
from requests_app.models import (
    ExtensionCause,
    GroundChoice,
    IdentityMethod,
    LateCause,
    RequestState,
    RightChoice,
    SuspensionGround,
)
from requests_app.reports.grouping import GROUPINGS, Group, Key
from requests_app.reports.queries import MAIN, Line, Report
from requests_app.reports.table import Cell, Row, Table, cell_of, counted, days_of, not_empty
from requests_app.reports.tables_ahead import duties, duties_apart, forecast_table

NOBODY = "none"


MAIN_WORDS: Mapping[str, Promise] = {
    "all": gettext_lazy("requests"),
    "open": gettext_lazy("open"),
    "waiting": gettext_lazy("waits for the person"),
    "week": gettext_lazy("due in 7 days"),
    "fortnight": gettext_lazy("due in 14 days"),
    "late": gettext_lazy("late now"),
    "on_time": gettext_lazy("answered on time"),
    "answered_late": gettext_lazy("answered late"),
    "extended": gettext_lazy("extended"),
    "otherwise": gettext_lazy("withdrawn, forwarded or sent twice"),
}


def tables_of(report: Report) -> list[Table]:
    """Every table, in the order in which they are read."""
    return [
        main_table(report),
        late_days(report),
        late_causes(report),
        ages(report),
        durations(report),
        stage_table(report),
        waits(report),
        extensions(report),
        refusals(report),
        identity(report),
        duties(report),
        duties_apart(report),
        forecast_table(report.forecast),
    ]


def main_table(report: Report) -> Table:
    """How requests stand, by the group that was chosen."""
    grouping = GROUPINGS[report.group]
    return Table(
        key="main",
        title=str(grouping.title),
        note=_(
            "On time: closed on or before the due date, with accepted pauses and extension; a "
            "refusal only within the first month, which no extension moves (Art. 12(4)). A "
            "request closed while the clock waited for the person counts as on time."
        ),
        columns=[
            str(grouping.heading),
            *(str(MAIN_WORDS[code]) for code in MAIN),
            _("on time, per cent"),
        ],
        rows=[_main_row(line, narrowed=_narrowed(report.group, line.key)) for line in report.lines],
        total=_main_row(report.total, name=_("together")),
        names_people=grouping.names_people,
    )


def _main_row(line: Line, *, name: str = "", narrowed: Mapping[str, object] | None = None) -> Row:
    return Row(
        name=name or line.name,
        cells=[
            *(Cell(value=line.numbers[code], among=code) for code in MAIN),
            Cell(value=None if line.rate is None else round(100 * line.rate, 1)),
        ],
        narrowed=narrowed or {},
    )


def _narrowed(group: Group, key: Key) -> dict[str, object]:
    return {group.value: NOBODY if key is None else key}


def late_days(report: Report) -> Table:
    """How many days late."""
    return Table(
        key="lateness",
        title=_("How late"),
        note=_("Days after the last day: until today for what is open, else until the answer."),
        columns=[_("days late"), _("open and late"), _("answered late")],
        rows=[
            counted(
                report,
                days_of(*days),
                f"late_open.{drill_down.span(*days)}",
                f"late_answered.{drill_down.span(*days)}",
            )
            for days in drill_down.LATENESS
        ],
    )


def late_causes(report: Report) -> Table:
    """Why."""
    causes = [*LateCause.choices, (drill_down.NO_REASON, _("no reason given"))]
    return Table(
        key="causes",
        title=_("Why late"),
        note=_("As the handlers have said on the page of the case. It excuses nothing."),
        columns=[_("reason"), _("open and late"), _("answered late")],
        rows=not_empty(
            counted(report, str(label), f"why_open.{cause}", f"why_answered.{cause}")
            for cause, label in causes
        ),
    )


def ages(report: Report) -> Table:
    """How old the open ones are."""
    return Table(
        key="ages",
        title=_("Open, by age"),
        note=_("Days since receipt."),
        columns=[_("days"), _("open")],
        rows=[
            counted(report, days_of(*days), f"age.{drill_down.span(*days)}")
            for days in drill_down.AGES
        ],
    )


def durations(report: Report) -> Table:
    """How long answers took."""
    labels = dict(RightChoice.choices)
    return Table(
        key="durations",
        title=_("Days until the answer"),
        note=_(
            "From receipt until the person was told what became of the request, pauses "
            "included. Half of them took no longer than the median, nine in ten no longer than "
            "the 90th percentile."
        ),
        columns=[_("right"), _("answered"), _("median"), _("90th percentile")],
        rows=[
            Row(
                name=str(labels[each.right]),
                cells=[
                    Cell(value=each.answered),
                    Cell(value=each.median),
                    Cell(value=each.ninetieth),
                ],
            )
            for each in sorted(report.durations, key=lambda each: str(labels[each.right]))
        ],
    )


def stage_table(report: Report) -> Table:
    """How long requests stood in each state."""
    order = {state.value: place for place, state in enumerate(RequestState)}
    labels = dict(RequestState.choices)
    return Table(
        key="stages",
        title=_("Days in each stage"),
        note=_(
            "From the record of each case, as far as a stage has ended; time in which the clock "
            "waited for the person is not taken off."
        ),
        columns=[_("stage"), _("ended"), _("median"), _("90th percentile")],
        rows=[
            Row(
                name=str(labels[each.state]),
                cells=[
                    Cell(value=each.stays),
                    Cell(value=each.median),
                    Cell(value=each.ninetieth),
                ],
            )
            for each in sorted(report.stages, key=lambda each: order[each.state])
        ],
    )


def waits(report: Report) -> Table:
    """What persons were asked, and how long that paused the clock."""
    found = {each.ground: each for each in report.waits}
    rows = []
    for ground, label in SuspensionGround.choices:
        wait = found.get(ground)
        rows.append(
            Row(
                name=str(label),
                cells=[
                    Cell(value=wait.asked if wait else 0),
                    cell_of(report, f"wait.{ground}"),
                    Cell(value=wait.ended if wait else 0),
                    Cell(value=wait.median if wait else None),
                    Cell(value=wait.ninetieth if wait else None),
                ],
            )
        )
    return Table(
        key="waits",
        title=_("Pauses of the clock"),
        note=_("Days from the question to the answer. Pauses that were voided are left out."),
        columns=[
            _("what was asked"),
            _("asked"),
            _("waiting now"),
            _("ended"),
            _("median"),
            _("90th percentile"),
        ],
        rows=rows,
    )


def extensions(report: Report) -> Table:
    """Extensions: told in time or not, and why."""
    told = [
        (_("told within the first month"), "in_time"),
        (_("told too late: it does not hold (Art. 12(3))"), "too_late"),
    ]
    causes = [
        (capfirst(str(label)), f"because_{cause}")
        for cause, label in [*ExtensionCause.choices, ("", _("kind of reason not given"))]
    ]
    return Table(
        key="extensions",
        title=_("Extensions"),
        note=_(
            "An extension is an exception: it counts only when the person was told of it, with "
            "reasons, by the last day of the first month and the pauses in it."
        ),
        columns=[_("extension"), _("requests")],
        rows=[
            *(counted(report, name, f"extension.{code}") for name, code in told),
            *not_empty(counted(report, name, f"extension.{code}") for name, code in causes),
        ],
    )


def refusals(report: Report) -> Table:
    """Refusals by ground."""
    return Table(
        key="refusals",
        title=_("Refusals by ground"),
        note=_("A request with several grounds stands in several lines."),
        columns=[_("ground"), _("refused"), _("answered in part")],
        rows=not_empty(
            counted(report, str(label), f"refusal.{ground}", f"partial.{ground}")
            for ground, label in GroundChoice.choices
        ),
    )


def identity(report: Report) -> Table:
    """Identity: how often proof was asked for, how it was settled, and where it failed."""
    rows = [
        (_("proof was asked for"), "asked"),
        (_("proof was not enough, or did not come"), "failed"),
        (_("closed because the person could not be identified"), "unidentified"),
        *(
            (_("settled: %(how)s") % {"how": label}, method)
            for method, label in IdentityMethod.choices
        ),
    ]
    return Table(
        key="identity",
        title=_("Identity"),
        note=_("Proof is asked for only on a reasonable doubt (Art. 12(6))."),
        columns=[_("identity"), _("requests")],
        rows=[counted(report, capfirst(name), f"identity.{code}") for name, code in rows],
    )
