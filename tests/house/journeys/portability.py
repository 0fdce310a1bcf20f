"""Portability (Art. 20): decided purpose by purpose, in a form that a machine can read."""

from typing import Any

from tests.house.journeys.access import fetched
from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import answered, begun, step, worked
from tests.house.person import Wish

RIGHT = "portability"
FILE = ("tilaukset.json", b'{"tilaus": 1001}')


def _moved(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield step(case, RIGHT, "Collect the data", reaches="collecting")
    yield from worked(case, RIGHT, "Data found", uploads=FILE)
    yield step(
        case,
        RIGHT,
        "Prepare the transfer",
        reaches="ready",
        outcome="granted",
        looked_through="on",
        **_results(case),
    )
    yield from answered(case, RIGHT, mail="answer_ready")
    yield fetched(case, RIGHT)


def _results(case: Case) -> dict[str, Any]:
    """On consent or contract it is handed over; the rest is not covered."""
    purposes = case.office["purposes"]
    return {
        f"result_{purposes['Delivering what was ordered']}": "met",
        f"result_{purposes['Newsletter']}": "met",
        f"result_{purposes['Invoices']}": "outside",
        f"result_{purposes['Analytics']}": "outside",
    }


JOURNEYS = journeys_of(
    "portability",
    wish=Wish(rights=(RIGHT,), register="rich"),
    answered=_moved,
    states=("received", "assessing", "collecting", "ready", "answered"),
    letters=("portability_granted",),
    mails=("answer_ready",),
    withdrawn_out_of="collecting",
    refusal=Refusal(
        out_of="collecting",
        ground="ART20_NOT_PROVIDED_BY_SUBJECT",
        facts="Pisteytys on päätelty, ei annettu.",
    ),
)
