"""Rectification (Art. 16): what is corrected is recorded, done everywhere, and passed on."""

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import answered, begun, decided, recipients_told, step, worked
from tests.house.person import Wish

RIGHT = "rectification"


def _corrected(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield decided(case, RIGHT, outcome="granted")
    yield step(
        case,
        RIGHT,
        "Have the data corrected",
        reaches="correcting",
        what_1="Osoite",
        old_1="Vanhakatu 1",
        new_1="Uusikatu 2",
    )
    yield from worked(case, RIGHT, "Corrected")
    yield from recipients_told(case, RIGHT)
    yield from answered(case, RIGHT)


JOURNEYS = journeys_of(
    "rectification",
    wish=Wish(rights=(RIGHT,), register="rich", about="Osoitteeni on väärin."),
    answered=_corrected,
    states=("received", "assessing", "correcting", "informing_recipients", "answered"),
    letters=("rectification_granted",),
    withdrawn_out_of="correcting",
    refusal=Refusal(
        out_of="assessing", ground="ART16_NOT_INACCURATE", facts="Osoite on väestötiedoissa sama."
    ),
)
