"""The requests of a report one by one, as CSV: dates and outcomes, and nobody's data.

Neither reference nor handler stands in it; its lines are for counting, the queue is for looking.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import translation
from django.utils.translation import gettext as _

from registers_app.exchange.cells import BYTE_ORDER_MARK, Echo, guarded
from registers_app.models import Controller
from requests_app import drill_down
from requests_app.models import Channel, ExtensionCause, LateCause, RequestState, RightChoice
from requests_app.reports.grouping import GROUPINGS, Group, Key
from requests_app.reports.period import Period
from requests_app.reports.queries import requests_in

CHUNK = 2000
COLUMNS = (
    "controller",
    "submission__register",
    "right",
    "submission__channel",
    "submission__language",
    "state",
    "received_on",
    "due_on",
    "closed_on",
    "extension__cause",
    "is_late",
    "late_reason__cause",
)


def case_lines(
    controllers: Sequence[Controller], *, period: Period, language: str
) -> Iterator[str]:
    """A line for each request, by receipt, read and sent in parts."""
    writer = csv.writer(Echo())
    requests = requests_in(controllers, period=period).order_by("received_on", "right", "state")
    with translation.override(language):
        yield BYTE_ORDER_MARK + writer.writerow([guarded(word) for word in _headings()])
        names = _names(controllers)
    rows = requests.annotate(is_late=_is_late(controllers)).values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=CHUNK):
        yield writer.writerow([guarded(cell) for cell in _cells(row, names)])


def _headings() -> list[str]:
    return [
        _("organisation"),
        _("register"),
        _("right"),
        _("way in"),
        _("language"),
        _("state"),
        _("received on"),
        _("due on"),
        _("closed on"),
        _("extended"),
        _("late"),
        _("why late"),
    ]


def _is_late(controllers: Sequence[Controller]) -> ExpressionWrapper[Q]:
    conditions = drill_down.main(controllers)
    late: Q = conditions["late"] | conditions["answered_late"]
    return ExpressionWrapper(late, output_field=BooleanField())


def _names(controllers: Sequence[Controller]) -> dict[str, dict[Any, str]]:
    """The words for what is a key or a code, read once."""
    registers: set[Key] = {
        key
        for controller in controllers
        for key in controller.registers.values_list("pk", flat=True)
    }
    return {
        "controller": {controller.pk: controller.name for controller in controllers},
        "register": dict(GROUPINGS[Group.REGISTER].names(registers)),
        "right": _labels(RightChoice.choices),
        "channel": _labels(Channel.choices),
        "state": _labels(RequestState.choices),
        "extension": _labels(ExtensionCause.choices) | {"": _("yes"), None: _("no")},
        "late": {True: _("yes"), False: _("no"), None: _("no")},
        "why": _labels(LateCause.choices) | {None: ""},
    }


def _labels(choices: Sequence[tuple[Any, Any]]) -> dict[Any, str]:
    return {value: str(label) for value, label in choices}


def _cells(row: tuple[Any, ...], names: dict[str, dict[Any, str]]) -> list[object]:
    (
        controller, register, right, channel, language, state,
        received_on, due_on, closed_on, extension, is_late, why,
    ) = row  # fmt: skip
    return [
        names["controller"][controller],
        names["register"].get(register, ""),
        names["right"][right],
        names["channel"][channel],
        language,
        names["state"][state],
        received_on,
        due_on or "",
        closed_on or "",
        names["extension"][extension],
        names["late"][is_late],
        names["why"][why] if is_late else "",
    ]
