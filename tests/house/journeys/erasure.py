"""Erasure (Art. 17): a dry run first; what a law obliges to keep is kept, and named."""

from typing import Any

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import (
    answered,
    begun,
    decided,
    recipient_excused,
    recipients_told,
    step,
    worked,
)
from tests.house.person import Wish

RIGHT = "erasure"
LAW = "Kirjanpitolain 2 luvun 10 §."


def _erased(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield step(
        case,
        RIGHT,
        "Dry run: ask what would be erased",
        is_done=lambda: case.count("task", RIGHT, "kind = 'search'") > 0,
    )
    yield from worked(case, RIGHT, "Data found", result="12 riviä; 3 laskua säilytetään.")
    yield decided(case, RIGHT, **_all_but_invoices(case))
    yield step(case, RIGHT, "Have the data erased", reaches="erasing")
    yield from worked(case, RIGHT, "Erased")
    yield from recipients_told(case, RIGHT)
    yield from recipient_excused(case, RIGHT, "Perintä Oy")
    yield from answered(case, RIGHT)


def _all_but_invoices(case: Case) -> dict[str, Any]:
    purposes = case.office["purposes"]
    invoices = purposes["Invoices"]
    return {
        "outcome": "partial",
        "reasoning": "Poistimme kaiken muun, mutta laskut säilytämme.",
        f"result_{purposes['Delivering what was ordered']}": "met",
        f"result_{purposes['Newsletter']}": "met",
        f"result_{purposes['Analytics']}": "not_held",
        f"result_{invoices}": "kept",
        f"kept_ground_{invoices}": "ART17_3B_LEGAL_OBLIGATION",
        f"kept_law_{invoices}": "Kirjanpitolaki 2 luku 10 §",
        f"kept_facts_{invoices}": LAW,
        f"kept_until_{invoices}": "31.12.2033",
    }


JOURNEYS = journeys_of(
    "erasure",
    wish=Wish(rights=(RIGHT,), register="rich"),
    answered=_erased,
    states=("received", "assessing", "erasing", "informing_recipients", "answered"),
    letters=("erasure_partial",),
    withdrawn_out_of="erasing",
    refusal=Refusal(
        out_of="assessing", ground="ART17_NO_GROUND", facts="Sopimuksesi on yhä voimassa."
    ),
)
