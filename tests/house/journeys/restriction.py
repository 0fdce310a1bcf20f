"""Restriction (Art. 18): on its ground, marked everywhere, passed on; lifted after a notice."""

from datetime import timedelta

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Days, Deed, Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import answered, begun, decided, recipients_told, step, worked
from tests.house.person import Wish
from tests.house.visitor import Page

RIGHT = "restriction"
CHECKED = "Osoite on tarkistettu."
NOTICE_DAYS = 2


def _restricted(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield decided(case, RIGHT, outcome="granted")
    yield step(
        case,
        RIGHT,
        "Have the processing restricted",
        reaches="restricting",
        ground="accuracy",
        facts="Osoitteen oikeellisuus on kiistetty.",
    )
    yield from worked(case, RIGHT, "Restricted")
    yield from recipients_told(case, RIGHT)
    yield from answered(case, RIGHT)
    yield from _lifted(case)


def _lifted(case: Case) -> Way:
    yield Deed(
        name="Announce the end",
        do=lambda: _announce(case),
        is_done=lambda: case.count("restriction", RIGHT, "announced_at IS NOT NULL") == 1,
    )
    yield Days(NOTICE_DAYS)
    yield step(
        case,
        RIGHT,
        "Lift the restriction",
        is_done=lambda: case.count("restriction", RIGHT, "lifted_at IS NOT NULL") == 1,
    )


def _announce(case: Case) -> Page:
    lifts_on = case.house.today() + timedelta(days=NOTICE_DAYS)
    return case.staff.take(
        case.request(RIGHT), "Announce the end", lifts_on=lifts_on, reason=CHECKED
    )


JOURNEYS = journeys_of(
    "restriction",
    wish=Wish(rights=(RIGHT,), register="rich"),
    answered=_restricted,
    states=("received", "assessing", "restricting", "informing_recipients", "answered"),
    letters=("restriction_granted", "restriction_to_be_lifted"),
    mails=("decided", "message_waiting"),
    withdrawn_out_of="informing_recipients",
    refusal=Refusal(
        out_of="assessing", ground="ART18_NO_GROUND", facts="Tietojen oikeellisuutta ei kiistetä."
    ),
)
