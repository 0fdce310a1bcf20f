"""Proof of identity: asked on a doubt, sent in the portal, looked at, and then destroyed."""

from tests.files import a_picture
from tests.house.journeys.access import RIGHT, served
from tests.house.journeys.case import Case, Journey
from tests.house.journeys.deeds import Days, Deed, Way
from tests.house.journeys.steps import asked, confirmed, letter_read, step
from tests.house.person import Wish
from tests.house.visitor import Page

DOUBT = "Osoite ei ole se, joka meillä on."
QUESTION = "Lähettäkää kuva asiakaskortistanne."
NOT_ENOUGH = "Kortti on toisen henkilön."
PROOF = ("kortti.png", a_picture())
WAITED_DAYS = 2


def _proof_asked(case: Case) -> Way:
    yield from asked(case)
    yield confirmed(case)
    yield step(case, RIGHT, "Start assessing", reaches="assessing")
    yield step(
        case,
        RIGHT,
        "Ask for proof of identity",
        is_done=lambda: case.identity == "asked",
        doubt=DOUBT,
        what_is_asked=QUESTION,
    )
    yield _noted(case, "while the clock waits")
    yield Days(WAITED_DAYS)
    yield Deed(
        name="send the proof",
        do=lambda: _send(case),
        is_done=lambda: "identity.evidence_received" in _named(case),
        may_begin=lambda: case.has_mail("identity_asked"),
    )
    yield Deed(
        name="look at the proof",
        do=lambda: case.read.update(proof=_look(case).content),
        is_done=lambda: "identity.evidence_opened" in _named(case) and "proof" in case.read,
    )


def _enough(case: Case) -> Way:
    yield from _proof_asked(case)
    yield step(
        case,
        RIGHT,
        "Settle identity",
        is_done=lambda: case.identity == "settled",
        method="evidence",
        reason="Kortissa on sama nimi ja numero.",
    )
    yield _noted(case, "once the clock runs again")
    yield from served(case)


def _not_enough(case: Case) -> Way:
    yield from _proof_asked(case)
    yield step(
        case,
        RIGHT,
        "Identity could not be settled",
        is_done=lambda: case.identity == "failed",
        reason=NOT_ENOUGH,
    )
    yield step(case, RIGHT, "Close: person not identified", reaches="unidentified")
    yield letter_read(case, RIGHT, mail="unidentified")


def _send(case: Case) -> Page:
    status = case.person.open_case(case.person.mail("identity_asked"))
    page = status.follow_to("/proof/")
    return page.send(page.form_to_itself(), proof=PROOF)


def _look(case: Case) -> Page:
    return case.staff.case(case.request(RIGHT)).follow_to("/evidence/")


def _named(case: Case) -> set[str]:
    return {row.event for row in case.events()}


def _noted(case: Case, moment: str) -> Deed:
    return Deed(
        name=f"note the dates {moment}",
        do=lambda: case.read.update({moment: case.row(RIGHT)}),
        is_done=lambda: moment in case.read,
    )


WISH = Wish(rights=(RIGHT,), register="rich")
JOURNEYS = [
    Journey(
        name="proof of identity that is enough",
        wish=WISH,
        way=_enough,
        states={
            RIGHT: ("received", "assessing", "collecting", "reviewing", "ready", "answered"),
        },
        mails=("email_confirmed", "identity_asked", "answer_ready"),
        letters=("identity_asked", "access_granted"),
    ),
    Journey(
        name="proof of identity that is not enough",
        wish=WISH,
        way=_not_enough,
        states={RIGHT: ("received", "assessing", "unidentified")},
        mails=("email_confirmed", "identity_asked", "unidentified"),
        letters=("identity_asked", "unidentified"),
    ),
]
