"""An extension (Art. 12(3)): told with its reasons, and then answered."""

from tests.house.journeys.automated_decision import RIGHT, reviewed
from tests.house.journeys.case import Case, Journey
from tests.house.journeys.deeds import Way
from tests.house.journeys.steps import begun, letter_read, step
from tests.house.person import Wish

REASON = "Päätös rakentuu kolmesta järjestelmästä."


def _extended(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield step(
        case,
        RIGHT,
        "Extend the time",
        is_done=lambda: case.count("extension", RIGHT) == 1,
        reason=REASON,
        cause="scattered",
    )
    yield letter_read(case, RIGHT, mail="extended")
    case.read["extension"] = case.read.pop(RIGHT)
    yield from reviewed(case)


JOURNEYS = [
    Journey(
        name="extension",
        wish=Wish(rights=(RIGHT,), register="rich"),
        way=_extended,
        states={RIGHT: ("received", "assessing", "human_review", "answered")},
        mails=("extended", "decided"),
        letters=("extended", "automated_decision_granted"),
        needs_the_first_month=True,
    )
]
