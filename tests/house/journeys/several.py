"""Several rights in one submission: one identity check, one thread, an end for each."""

from tests.house.journeys import access
from tests.house.journeys.case import Case, Journey
from tests.house.journeys.deeds import Way
from tests.house.journeys.objection import stopped
from tests.house.journeys.outcomes import REASONS
from tests.house.journeys.steps import asked, letter_read, step, taken_up
from tests.house.person import Wish


def _each_to_its_end(case: Case) -> Way:
    yield from asked(case)
    yield from stopped(case, "consent_withdrawal")
    yield from taken_up(case, "erasure")
    yield from taken_up(case, "access")
    yield step(
        case,
        "erasure",
        "Refuse",
        reaches="refused",
        reasoning=REASONS,
        ground_ART17_NO_GROUND="Sopimuksesi on yhä voimassa.",
    )
    yield letter_read(case, "erasure", mail="decision_refused")
    yield from access.served(case)


JOURNEYS = [
    Journey(
        name="several rights",
        wish=Wish(rights=("access", "erasure", "consent_withdrawal"), register="rich"),
        way=_each_to_its_end,
        states={
            "access": ("received", "assessing", "collecting", "reviewing", "ready", "answered"),
            "erasure": ("received", "assessing", "refused"),
            "consent_withdrawal": ("received", "ceasing", "answered"),
        },
        mails=("decided", "decision_refused", "answer_ready"),
        letters=("consent_withdrawal_granted", "erasure_refused", "access_granted"),
    )
]
