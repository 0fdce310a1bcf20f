"""The numbers of the deadline report: set-based, in the same few queries however many requests.

"Answered" is a request whose person was told what became of it: answered, refused, or closed as
not identified (GDPR Art. 12(2)-(4)). It is on time when it was closed on or before its due date,
with accepted pauses and extension; one closed while the clock waited for the person has no date
to miss. Withdrawn and forwarded requests, and what was sent twice and is answered once, are counted
apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from registers_app.models import Controller, Register, User
from requests_app.models import RequestState, RightsRequest
from requests_app.reports.period import Period
from requests_app.selectors import (
    IS_ANSWERED_LATE,
    IS_ANSWERED_ON_TIME,
    IS_OPEN,
    is_due_within,
    is_late,
)
from requests_app.written import reader_language

ENDED_OTHERWISE = Q(
    state__in=[RequestState.WITHDRAWN, RequestState.FORWARDED, RequestState.NOT_NEW]
)


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The numbers of one group of requests."""

    received: int
    open: int
    due_in_7: int
    due_in_14: int
    late: int
    on_time: int
    answered_late: int
    otherwise: int

    @property
    def rate(self) -> float | None:
        """The share of answered requests that were on time, 0 to 1; None without any."""
        answered = self.on_time + self.answered_late
        return self.on_time / answered if answered else None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table. ``key`` is the id of the register or handler; None: there is none."""

    controller: Controller
    key: int | None
    name: str
    numbers: Numbers


@dataclass(frozen=True, kw_only=True)
class Report:
    """The deadline report of a period."""

    period: Period
    controllers: Sequence[Row]
    registers: Sequence[Row]
    handlers: Sequence[Row]


def deadline_report(controllers: Sequence[Controller], *, period: Period) -> Report:
    """Count the requests of *controllers* received in *period*, as they stand today."""
    requests = RightsRequest.objects.filter(
        controller__in=controllers,
        received_on__gte=period.first,
        received_on__lte=period.last,
    )
    counts = _counts(controllers)
    by_register = _grouped(requests, counts, "submission__register")
    by_handler = _grouped(requests, counts, "assignee")
    registers = _register_names({key for _id, key, _n in by_register if key})
    handlers = _handler_names({key for _id, key, _n in by_handler if key})
    return Report(
        period=period,
        controllers=_controller_rows(controllers, _grouped(requests, counts, "controller")),
        registers=_rows(controllers, by_register, registers, nobody=_("all registers")),
        handlers=_rows(controllers, by_handler, handlers, nobody=_("nobody")),
    )


def _counts(controllers: Iterable[Controller]) -> dict[str, Count]:
    controllers = list(controllers)
    return {
        "received": Count("pk"),
        "open": Count("pk", filter=IS_OPEN),
        "due_in_7": Count("pk", filter=is_due_within(controllers, days=7)),
        "due_in_14": Count("pk", filter=is_due_within(controllers, days=14)),
        "late": Count("pk", filter=is_late(controllers)),
        "on_time": Count("pk", filter=IS_ANSWERED_ON_TIME),
        "answered_late": Count("pk", filter=IS_ANSWERED_LATE),
        "otherwise": Count("pk", filter=ENDED_OTHERWISE),
    }


def _grouped(
    requests: QuerySet[RightsRequest], counts: dict[str, Count], column: str
) -> list[tuple[int, int | None, Numbers]]:
    by = {"controller", column}
    rows: Iterable[dict[str, Any]] = (
        requests.order_by()
        .values(*by)
        .annotate(**{f"n_{name}": count for name, count in counts.items()})
    )
    return [
        (
            row["controller"],
            row[column],
            Numbers(**{name: row[f"n_{name}"] for name in counts}),
        )
        for row in rows
    ]


def _controller_rows(
    controllers: Sequence[Controller], groups: list[tuple[int, int | None, Numbers]]
) -> list[Row]:
    found = {controller_id: numbers for controller_id, _key, numbers in groups}
    none = Numbers(
        received=0, open=0, due_in_7=0, due_in_14=0, late=0, on_time=0, answered_late=0, otherwise=0
    )
    return [
        Row(
            controller=controller,
            key=controller.pk,
            name=controller.name,
            numbers=found.get(controller.pk, none),
        )
        for controller in controllers
    ]


def _rows(
    controllers: Sequence[Controller],
    groups: list[tuple[int, int | None, Numbers]],
    names: dict[int, str],
    *,
    nobody: str,
) -> list[Row]:
    by_id = {controller.pk: controller for controller in controllers}
    rows = [
        Row(
            controller=by_id[controller_id],
            key=key,
            name=names.get(key, "") if key else nobody,
            numbers=numbers,
        )
        for controller_id, key, numbers in groups
    ]
    return sorted(rows, key=lambda row: (row.controller.name, row.name.casefold(), row.key or 0))


def _register_names(ids: set[int]) -> dict[int, str]:
    language = reader_language()
    return {row.pk: row.name_in(language).text for row in Register.objects.filter(pk__in=ids)}


def _handler_names(ids: set[int]) -> dict[int, str]:
    users = User.objects.filter(pk__in=ids)
    return {user.pk: user.get_full_name() or user.username for user in users}
