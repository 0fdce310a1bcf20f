"""Automated decision (Art. 22): a named human decides anew."""

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import answered, begun, step
from tests.house.person import Wish

RIGHT = "automated_decision"
FINDINGS = "Tulosi oli luettu väärin."


def _decided_anew(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield from reviewed(case)


def reviewed(case: Case) -> Way:
    """From the naming of the human to the answer."""
    yield step(
        case,
        RIGHT,
        "Have a human decide anew",
        reaches="human_review",
        reviewer="Rauha Ratkaisija",
        authority="luottopäällikkö",
        meanwhile="Tarjous pidetään voimassa.",
    )
    yield step(
        case,
        RIGHT,
        "Record the human’s decision",
        is_done=lambda: case.count("humanreview", RIGHT, "decided_at IS NOT NULL") == 1,
        result="changed",
        findings=FINDINGS,
    )
    yield from answered(case, RIGHT)


JOURNEYS = journeys_of(
    "automated decision",
    wish=Wish(rights=(RIGHT,), register="rich"),
    answered=_decided_anew,
    states=("received", "assessing", "human_review", "answered"),
    letters=("automated_decision_granted",),
    withdrawn_out_of="human_review",
    refusal=Refusal(
        out_of="assessing",
        ground="ART22_NOT_SOLELY_AUTOMATED",
        facts="Päätöksen teki käsittelijä, ei kone.",
    ),
)
