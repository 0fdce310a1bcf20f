"""The numbers of the deadline report: set-based, in the same few queries however many requests.

"Answered" is a request whose person was told what became of it: answered, refused, or closed as
not identified (GDPR Art. 12(2)-(4)). It is on time when it was closed on or before its due date,
with accepted pauses and extension; one closed while the clock waited for the person has no date
to miss. Withdrawn and forwarded requests, and what was sent twice and is answered once, are counted
apart. What each number counts stands in drill_down.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, Func, IntegerField, Min, Q, QuerySet

from config.clock import today
from registers_app.models import Controller
from requests_app import drill_down
from requests_app.domain.forecast import HISTORY_DAYS, WEEKS, Forecast, Known, forecast
from requests_app.models import RightsRequest, Suspension
from requests_app.reports.duties import DutyRow, duty_rows
from requests_app.reports.grouping import GROUPINGS, Group, Grouping, Key
from requests_app.reports.period import Period
from requests_app.reports.stages import Stage, stages
from requests_app.selectors import IS_CLOSED, IS_DECIDED, IS_OPEN, IS_WAITING, on_local_day

MAIN = (
    "all",
    "open",
    "waiting",
    "week",
    "fortnight",
    "late",
    "on_time",
    "answered_late",
    "extended",
    "otherwise",
)
# Grounds are many and used by few: they are counted from their own table.
FROM_GROUNDS = ("refusal", "partial")


class Percentile(Aggregate):
    """A continuous percentile; *share* is from 0 to 1."""

    template = "percentile_cont(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, *, share: float, **extra: Any) -> None:
        super().__init__(expression, share=share, **extra)


def days_between(start: Any, end: Any) -> Func:
    """Whole days from one date to another."""
    return Func(
        end,
        start,
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """The numbers of one group of requests, by code."""

    key: Key
    name: str
    numbers: Mapping[str, int]

    @property
    def rate(self) -> float | None:
        """The share of answered requests that were on time, 0 to 1; None without any."""
        answered = self.numbers["on_time"] + self.numbers["answered_late"]
        return self.numbers["on_time"] / answered if answered else None


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Questions to persons on one ground; days from the question to the answer, which ended."""

    ground: str
    asked: int
    ended: int
    median: float | None
    ninetieth: float | None


@dataclass(frozen=True, kw_only=True)
class Duration:
    """Days from receipt to the answer, for one right."""

    right: str
    answered: int
    median: float
    ninetieth: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """The deadline report of a period, as it stands today."""

    controllers: Sequence[Controller]
    period: Period
    group: Group
    lines: Sequence[Line]
    total: Line
    counts: Mapping[str, int]  # by code, of every family of drill_down.py
    waits: Sequence[Wait]
    durations: Sequence[Duration]
    stages: Sequence[Stage]
    apart: Sequence[DutyRow]
    forecast: Forecast


def deadline_report(
    controllers: Sequence[Controller], *, period: Period, group: Group = Group.CONTROLLER
) -> Report:
    """Count the requests of *controllers* in *period*, as they stand today."""
    requests = requests_in(controllers, period=period)
    lines = grouped(requests, controllers, GROUPINGS[group])
    if group is Group.CONTROLLER:
        lines = _with_the_quiet(lines, controllers)
    return Report(
        controllers=controllers,
        period=period,
        group=group,
        lines=lines,
        total=total_of(lines),
        counts=counts_of(requests, controllers),
        waits=waits_of(requests),
        durations=durations_of(requests),
        stages=stages(controllers, period=period),
        apart=duty_rows(controllers, period=period),
        forecast=forecast(known(controllers)),
    )


def requests_in(controllers: Sequence[Controller], *, period: Period) -> QuerySet[RightsRequest]:
    """The requests of a report, in no order."""
    return RightsRequest.objects.filter(period.condition(), controller__in=controllers).order_by()


def grouped(
    requests: QuerySet[RightsRequest], controllers: Sequence[Controller], by: Grouping
) -> list[Line]:
    """A line for each key that occurs, by name."""
    conditions = drill_down.main(controllers)
    found: list[dict[str, Any]] = list(
        requests.values(by.column).annotate(
            **{f"n_{code}": Count("pk", filter=conditions[code]) for code in MAIN}
        )
    )
    names = by.names({row[by.column] for row in found})
    lines = [
        Line(
            key=row[by.column],
            name=names.get(row[by.column], ""),
            numbers={code: row[f"n_{code}"] for code in MAIN},
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.name.casefold(), str(line.key)))


def _with_the_quiet(lines: list[Line], controllers: Sequence[Controller]) -> list[Line]:
    """An organisation without requests in the period has its line too."""
    found = {line.key for line in lines}
    none = dict.fromkeys(MAIN, 0)
    quiet = [
        Line(key=controller.pk, name=controller.name, numbers=none)
        for controller in controllers
        if controller.pk not in found
    ]
    return sorted([*lines, *quiet], key=lambda line: (line.name.casefold(), str(line.key)))


def total_of(lines: Sequence[Line], *, name: str = "") -> Line:
    """The sum of *lines*: every request stands in one of them."""
    return Line(
        key=None,
        name=name,
        numbers={code: sum(line.numbers[code] for line in lines) for code in MAIN},
    )


def named(line: Line, name: str) -> Line:
    """The same line under another name."""
    return replace(line, name=name)


def counts_of(
    requests: QuerySet[RightsRequest], controllers: Sequence[Controller]
) -> dict[str, int]:
    """The number behind every code of every family, one query for each family."""
    counts: dict[str, int] = {}
    for family, (base, members) in drill_down.families(controllers).items():
        if family in FROM_GROUNDS:
            continue
        found = requests.filter(base).aggregate(
            **{f"n{place}": Count("pk", filter=one) for place, one in enumerate(members.values())}
        )
        for place, code in enumerate(members):
            counts[f"{family}.{code}"] = found[f"n{place}"]
    return counts | _grounds(requests, controllers)


def _grounds(
    requests: QuerySet[RightsRequest], controllers: Sequence[Controller]
) -> dict[str, int]:
    families = drill_down.families(controllers)
    counts = {f"{name}.{code}": 0 for name in FROM_GROUNDS for code in families[name][1]}
    for name in FROM_GROUNDS:
        base, _members = families[name]
        rows = (
            requests.filter(
                base,
                decisions__superseded_at=None,
                decisions__outcome=drill_down.OUTCOME_OF[name],
            )
            .values("decisions__grounds__code")
            .annotate(n=Count("pk", distinct=True))
        )
        for row in rows:
            if code := row["decisions__grounds__code"]:
                counts[f"{name}.{code}"] = row["n"]
    return counts


def waits_of(requests: QuerySet[RightsRequest]) -> list[Wait]:
    """The questions that were asked about *requests* and not voided, by ground."""
    zone = "request__controller__time_zone"
    ended = Q(ended_at__isnull=False)
    days = days_between(
        drill_down.local_day("asked_at", time_zone=zone),
        drill_down.local_day("ended_at", time_zone=zone),
    )
    rows = (
        Suspension.objects.filter(request__in=requests.values("pk"), voided_at=None)
        .order_by()
        .values("ground")
        .annotate(
            asked=Count("pk"),
            ended=Count("pk", filter=ended),
            median=Percentile(days, share=0.5, filter=ended),
            ninetieth=Percentile(days, share=0.9, filter=ended),
        )
    )
    return [Wait(**row) for row in rows]


def durations_of(requests: QuerySet[RightsRequest]) -> list[Duration]:
    """How long it took until persons were told what became of their requests, by right."""
    days = days_between(F("received_on"), F("closed_on"))
    rows = (
        requests.filter(IS_DECIDED)
        .values("right")
        .annotate(
            answered=Count("pk"),
            median=Percentile(days, share=0.5),
            ninetieth=Percentile(days, share=0.9),
        )
    )
    return [Duration(**row) for row in rows]


def known(controllers: Sequence[Controller]) -> Known:
    """What a forecast rests on, whatever the period of the report."""

    def in_history(column: str) -> Q:
        return on_local_day(
            controllers,
            lambda day: Q(
                **{
                    f"{column}__gte": day - timedelta(days=HISTORY_DAYS),
                    f"{column}__lt": day,
                }
            ),
        )

    def due(first: int, last: int) -> Q:
        return IS_OPEN & on_local_day(
            controllers,
            lambda day: Q(
                due_on__gte=day + timedelta(days=first), due_on__lte=day + timedelta(days=last)
            ),
        )

    received, ended = in_history("received_on"), IS_CLOSED & in_history("closed_on")
    found = (
        RightsRequest.objects.filter(IS_OPEN | received | ended, controller__in=controllers)
        .order_by()
        .aggregate(
            late=Count("pk", filter=drill_down.main(controllers)["late"]),
            waiting=Count("pk", filter=IS_WAITING),
            received=Count("pk", filter=received),
            ended=Count("pk", filter=ended),
            **{f"due_{first}": Count("pk", filter=due(first, last)) for first, last in WEEKS},
        )
    )
    return Known(
        late=found["late"],
        due=[found[f"due_{first}"] for first, _last in WEEKS],
        waiting=found["waiting"],
        received=found["received"],
        ended=found["ended"],
        days=_days_of_history(controllers),
    )


def _days_of_history(controllers: Sequence[Controller]) -> int:
    """How many days there are to count from, up to HISTORY_DAYS."""
    first: date | None = RightsRequest.objects.filter(controller__in=controllers).aggregate(
        first=Min("received_on")
    )["first"]
    if first is None:
        return 0
    latest = max(today(controller.time_zone) for controller in controllers)
    return min(HISTORY_DAYS, (latest - first).days)
