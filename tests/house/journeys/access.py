"""Access (Art. 15): collected, reviewed, answered, and the answer fetched."""

from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Deed, Way
from tests.house.journeys.outcomes import Refusal, journeys_of
from tests.house.journeys.steps import answered, begun, step, worked
from tests.house.person import Wish

RIGHT = "access"
FOUND = "Tilaus 1001."
FILE = ("tilaukset.csv", b"tilaus;paiva\r\n1001;2026-03-01\r\n")


def _given(case: Case) -> Way:
    yield from begun(case, RIGHT)
    yield from served(case)


def served(case: Case) -> Way:
    """From the search to the fetched answer."""
    yield step(case, RIGHT, "Collect the data", reaches="collecting")
    yield from worked(case, RIGHT, "Data found", result=FOUND, uploads=FILE)
    yield step(case, RIGHT, "Review what was found", reaches="reviewing")
    yield step(
        case, RIGHT, "Prepare the answer", reaches="ready", outcome="granted", looked_through="on"
    )
    yield from answered(case, RIGHT, mail="answer_ready")
    yield fetched(case, RIGHT)


def fetched(case: Case, right: str) -> Deed:
    """The person opens the answer and takes a file of it."""

    def fetch() -> None:
        answer = case.person.browser.get(f"/{case.person.language}/request/").follow_to("/answer/")
        case.read["answer"] = answer.text
        case.read["file"] = answer.follow_to("/file/").content

    return Deed(
        name="fetch the answer",
        do=fetch,
        is_done=lambda: (
            "file" in case.read and bool(case.count("disclosurepackage", right, FETCHED))
        ),
    )


FETCHED = "state = 'fetched'"

JOURNEYS = journeys_of(
    "access",
    wish=Wish(rights=(RIGHT,), register="rich"),
    answered=_given,
    states=("received", "assessing", "collecting", "reviewing", "ready", "answered"),
    letters=("access_granted",),
    mails=("answer_ready",),
    withdrawn_out_of="collecting",
    refusal=Refusal(
        out_of="reviewing",
        ground="ART15_4_OTHERS_RIGHTS",
        facts="Tiedot ovat kokonaan toisen henkilön.",
    ),
)
