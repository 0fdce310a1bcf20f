"""Objection (Art. 21): direct marketing stops at once; the rest is restricted while weighed."""

from typing import Any

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import answered, asked, begun, decided, step, worked
from tests.house.person import Wish

RIGHT = "objection"
SITUATION = "Olen opettaja, ja oppilaani näkevät profiilini."


def _upheld(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield step(case, RIGHT, "Weigh the interests", reaches="weighing", facts=SITUATION)
    yield from worked(case, RIGHT, "Restricted")
    yield decided(case, RIGHT, outcome="granted", **_results(case))
    yield step(case, RIGHT, "Have the processing cease", reaches="ceasing")
    yield from worked(case, RIGHT, "Stopped")
    yield from answered(case, RIGHT)


def _results(case: Case) -> dict[str, Any]:
    purposes = case.office["purposes"]
    return {
        f"result_{purposes['Analytics']}": "met",
        f"result_{purposes['Newsletter']}": "met",
        f"result_{purposes['Invoices']}": "outside",
        f"result_{purposes['Delivering what was ordered']}": "outside",
    }


def stopped(case: Case, right: str) -> Way:
    """A duty to stop: every system stops, the decision stands there already, and it is told."""
    yield from worked(case, right, "Stopped")
    yield decided(case, right)
    yield from answered(case, right)


def _marketing_stopped(case: Case) -> Way:
    yield from asked(case)
    yield from stopped(case, RIGHT)


JOURNEYS = [
    *journeys_of(
        "objection",
        wish=Wish(rights=(RIGHT,), scope="other", register="rich", about=SITUATION),
        answered=_upheld,
        states=("received", "assessing", "weighing", "ceasing", "answered"),
        letters=("objection_restricted", "objection_granted"),
        mails=("message_waiting", "decided"),
        early={"weighing": ("message_waiting", "objection_restricted")},
        withdrawn_out_of="weighing",
        refusal=Refusal(
            out_of="weighing",
            ground="ART21_COMPELLING_GROUNDS",
            facts="Kolme petosyritystä viime vuonna.",
        ),
    ),
    *journeys_of(
        "marketing objection",
        wish=Wish(rights=(RIGHT,), scope="marketing", register="rich"),
        answered=_marketing_stopped,
        states=("received", "ceasing", "answered"),
        letters=("objection_marketing_granted",),
        withdrawn_out_of="ceasing",
        refusal=None,
    ),
]
