"""The yearly report to show how an organisation keeps people's rights (GDPR Art. 5(2), 24(1)).

It has the numbers that authorities ask for in their coordinated actions (EDPB reports of January
2025 and February 2026), of the requests received in one year, as they stand today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers_app.models import Controller, LawfulBasisChoice
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    CaseLink,
    Fee,
    FeeGroundChoice,
    LinkKind,
    Outcome,
    RecipientNotice,
    RequestState,
    RightsRequest,
)
from requests_app.reports import tables, tables_ahead
from requests_app.reports.grouping import GROUPINGS, Group
from requests_app.reports.period import whole_year
from requests_app.reports.queries import Report, deadline_report, grouped, requests_in
from requests_app.reports.small_cells import without_small_cells
from requests_app.reports.table import Cell, Row, Table
from requests_app.selectors import IS_DECIDED


@dataclass(frozen=True, kw_only=True)
class Yearly:
    """The numbers that only the yearly report has, by name."""

    report: Report
    numbers: Mapping[str, int]
    channels: Sequence[tuple[str, int]]
    languages: Sequence[tuple[str, int]]
    bases: Sequence[tuple[str, int]]
    fees: Sequence[tuple[str, int]]


_LETTER = CaseLetter.objects.filter(
    request__submission=OuterRef("submission"), kind__in=["received", "received_to_forward"]
)
ACKNOWLEDGED = Q(Exists(_LETTER))
ACKNOWLEDGED_SOON = Q(
    Exists(
        _LETTER.filter(written_at__lte=F("request__submission__received_at") + timedelta(days=2))
    )
)
WITHIN_A_MONTH = IS_DECIDED & Q(closed_on__lte=F("refuse_by"))
WITHIN_THREE = IS_DECIDED & Q(
    extension__isnull=False, closed_on__gt=F("refuse_by"), closed_on__lte=F("due_on")
)
REOPENED = Q(Exists(AuditEntry.objects.filter(request_id=OuterRef("pk"), event="request.reopen")))
ASKED_AGAIN = Q(
    Exists(
        CaseLink.objects.filter(
            request=OuterRef("pk"), kind__in=[LinkKind.REPEAT, LinkKind.DUPLICATE], ended_at=None
        )
    )
)
NUMBERS: Mapping[str, Q] = {
    "acknowledged": ACKNOWLEDGED,
    "acknowledged_soon": ACKNOWLEDGED_SOON,
    "decided": IS_DECIDED,
    "within_a_month": WITHIN_A_MONTH,
    "within_three": WITHIN_THREE,
    "reopened": REOPENED,
    "asked_again": ASKED_AGAIN,
    "withdrawn": Q(state=RequestState.WITHDRAWN),
    "forwarded": Q(state=RequestState.FORWARDED),
    "not_new": Q(state=RequestState.NOT_NEW),
    "refused": Q(state=RequestState.REFUSED),
}


def yearly_report(controller: Controller, *, year: int) -> Yearly:
    """Count the requests that came to *controller* in *year*, as they stand today."""
    period = whole_year(year)
    requests = requests_in([controller], period=period)
    return Yearly(
        report=deadline_report([controller], period=period, group=Group.RIGHT),
        numbers=_numbers(requests),
        channels=_by(requests, controller, Group.CHANNEL),
        languages=_by(requests, controller, Group.LANGUAGE),
        bases=_bases(requests),
        fees=_fees(requests),
    )


def _numbers(requests: QuerySet[RightsRequest]) -> dict[str, int]:
    found: dict[str, int] = requests.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in NUMBERS.items()}
    )
    told = RecipientNotice.objects.filter(request__in=requests.values("pk")).aggregate(
        recipients_told=Count("pk", filter=Q(told_at__isnull=False)),
        recipients_excused=Count("pk", filter=Q(excused_at__isnull=False)),
        recipients_open=Count("pk", filter=Q(told_at=None, excused_at=None)),
    )
    return found | told


def _by(
    requests: QuerySet[RightsRequest], controller: Controller, group: Group
) -> list[tuple[str, int]]:
    lines = grouped(requests, [controller], GROUPINGS[group])
    return [(line.name, line.numbers["all"]) for line in lines]


def _bases(requests: QuerySet[RightsRequest]) -> list[tuple[str, int]]:
    """By the lawful bases of the register that was in force; one with several counts in each."""
    basis = "register_version__purposes__bases__basis"
    found = dict(
        requests.filter(**{f"{basis}__isnull": False})
        .values_list(basis)
        .annotate(n=Count("pk", distinct=True))
    )
    return [(str(one.label), found[one.value]) for one in LawfulBasisChoice if one.value in found]


def _fees(requests: QuerySet[RightsRequest]) -> list[tuple[str, int]]:
    found = dict(
        Fee.objects.filter(wait__request__in=requests.values("pk"), wait__voided_at=None)
        .values_list("code")
        .annotate(n=Count("wait__request", distinct=True))
    )
    return [(str(one.label), found[one.value]) for one in FeeGroundChoice if one.value in found]


# What an authority asks and the desk cannot know.
KEPT_ELSEWHERE: Sequence[Promise] = (
    gettext_lazy("complaints to the supervisory authority, and how they ended"),
    gettext_lazy("whether erasure reached every backup"),
    gettext_lazy("who was trained, and when"),
    gettext_lazy("tests of the ways in by which requests come"),
    gettext_lazy("the written procedure, and when it was last looked at"),
)


def yearly_tables(yearly: Yearly) -> list[Table]:
    """Every table, as it may be passed on."""
    report = yearly.report
    found = [
        tables.main_table(report),
        _counted("channels", _("Ways in"), _("way in"), yearly.channels),
        _counted("languages", _("Languages"), _("language"), yearly.languages),
        _counted(
            "bases",
            _("Lawful bases"),
            _("lawful basis"),
            yearly.bases,
            note=_(
                "Of the register in force at receipt; a request about a register with several "
                "stands in several lines. Requests about all registers stand in none."
            ),
        ),
        _times(yearly),
        tables.durations(report),
        _outcomes(yearly),
        tables.refusals(report),
        tables.late_days(report),
        tables.late_causes(report),
        tables.extensions(report),
        tables.waits(report),
        tables.identity(report),
        tables_ahead.duties(report),
        tables_ahead.duties_apart(report),
        _after(yearly),
        _counted("fees", _("Fees"), _("ground"), yearly.fees),
    ]
    return [without_small_cells(table) for table in found]


def _counted(
    key: str, title: str, heading: str, rows: Sequence[tuple[str, int]], *, note: str = ""
) -> Table:
    return Table(
        key=key,
        title=title,
        note=note,
        columns=[heading, _("requests")],
        rows=[Row(name=capfirst(name), cells=[Cell(value=number)]) for name, number in rows],
    )


def _times(yearly: Yearly) -> Table:
    numbers, counts = yearly.numbers, yearly.report.counts
    extended = counts["extension.in_time"] + counts["extension.too_late"]
    rows = [
        (_("receipt was confirmed"), numbers["acknowledged"]),
        (_("of these within two days"), numbers["acknowledged_soon"]),
        (_("the person was told what became of it"), numbers["decided"]),
        (_("of these within the first month"), numbers["within_a_month"]),
        (_("of these within three months, after an extension"), numbers["within_three"]),
        (_("extended"), extended),
    ]
    return _counted(
        "times",
        _("Times"),
        _("what"),
        rows,
        note=_("The first month, and the three, with weekends, holidays and accepted pauses."),
    )


def _outcomes(yearly: Yearly) -> Table:
    labels = dict(Outcome.choices)
    counts, numbers = yearly.report.counts, yearly.numbers
    states = dict(RequestState.choices)
    rows = [
        *(
            (str(labels[outcome]), counts[f"outcome.{outcome}"])
            for outcome in Outcome.values
            if outcome != Outcome.REFUSED
        ),
        (str(states[RequestState.REFUSED]), numbers["refused"]),
        (str(states[RequestState.UNIDENTIFIED]), counts["identity.unidentified"]),
        (str(states[RequestState.WITHDRAWN]), numbers["withdrawn"]),
        (str(states[RequestState.FORWARDED]), numbers["forwarded"]),
        (str(states[RequestState.NOT_NEW]), numbers["not_new"]),
    ]
    return _counted("outcomes", _("Outcomes"), _("outcome"), rows)


def _after(yearly: Yearly) -> Table:
    numbers = yearly.numbers
    rows = [
        (_("notices to recipients of a change (Art. 19)"), numbers["recipients_told"]),
        (_("recipients who need not be told, with the reason"), numbers["recipients_excused"]),
        (_("recipients who are still to be told"), numbers["recipients_open"]),
        (_("requests that were reopened"), numbers["reopened"]),
        (_("requests of who had asked the same before"), numbers["asked_again"]),
    ]
    table = _counted("after", _("Afterwards"), _("what"), rows)
    return Table(
        key=table.key,
        title=table.title,
        note="",
        columns=[_("what"), _("number")],
        rows=table.rows,
    )
