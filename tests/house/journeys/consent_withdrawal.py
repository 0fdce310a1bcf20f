"""Withdrawal of consent (Art. 7(3)): stops at once, and is never refused."""

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Way
from tests.house.journeys.objection import stopped
from tests.house.journeys.outcomes import journeys_of
from tests.house.journeys.steps import asked
from tests.house.person import Wish

RIGHT = "consent_withdrawal"


def _stopped(case: Case) -> Way:
    yield from asked(case)
    yield from stopped(case, RIGHT)


JOURNEYS = journeys_of(
    "consent withdrawal",
    wish=Wish(rights=(RIGHT,), register="rich"),
    answered=_stopped,
    states=("received", "ceasing", "answered"),
    letters=("consent_withdrawal_granted",),
    withdrawn_out_of="ceasing",
    refusal=None,
)
