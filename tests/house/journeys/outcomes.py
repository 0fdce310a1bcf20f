"""Three ends for a right: answered, refused where the law knows a refusal, and withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.house.journeys.case import Case, Journey
from tests.house.journeys.deeds import Way
from tests.house.journeys.steps import letter_read, step, withdrawn
from tests.house.person import Wish

REASONS = "Olemme tutkineet pyyntösi, emmekä voi suostua siihen."


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A refusal out of a state, on a ground of the right with its facts."""

    out_of: str
    ground: str
    facts: str


def journeys_of(
    name: str,
    *,
    wish: Wish,
    answered: Callable[[Case], Way],
    states: tuple[str, ...],
    letters: tuple[str, ...],
    mails: tuple[str, ...] = ("decided",),
    withdrawn_out_of: str,
    early: dict[str, tuple[str, str]] | None = None,
    refusal: Refusal | None,
) -> list[Journey]:
    """The journeys of a right. *early*: mail and letter that come with reaching a state."""
    (right,) = wish.rights
    early = early or {}

    def ends(
        end: str, way: Callable[[Case], Way], until: str, last_mail: str, letter: str
    ) -> Journey:
        walked = states[: states.index(until) + 1]
        told = [early[state] for state in walked if state in early]
        first = ["email_confirmed"] if end == "withdrawn" else []
        return Journey(
            name=f"{name} {end}",
            wish=wish,
            way=way,
            states={right: (*walked, end)},
            mails=(*(mail for mail, _ in told), *first, last_mail),
            letters=(*(letter for _, letter in told), letter),
        )

    journeys = [
        Journey(
            name=f"{name} answered",
            wish=wish,
            way=answered,
            states={right: states},
            mails=mails,
            letters=letters,
        )
    ]
    if refusal:
        way = partial(_refused, right=right, answered=answered, refusal=refusal)
        journeys.append(
            ends("refused", way, refusal.out_of, "decision_refused", f"{right}_refused")
        )
    way = partial(_withdrawn, right=right, answered=answered, out_of=withdrawn_out_of)
    journeys.append(ends("withdrawn", way, withdrawn_out_of, "withdrawn", "withdrawn"))
    return journeys


def _until(case: Case, right: str, way: Way, state: str) -> Way:
    """The way up to the moment when the request stands at *state*."""
    for each in way:
        if case.state(right) == state:
            return
        yield each


def _refused(case: Case, *, right: str, answered: Callable[[Case], Way], refusal: Refusal) -> Way:
    yield from _until(case, right, answered(case), refusal.out_of)
    grounds: dict[str, Any] = {f"ground_{refusal.ground}": refusal.facts}
    yield step(case, right, "Refuse", reaches="refused", reasoning=REASONS, **grounds)
    yield letter_read(case, right, mail="decision_refused")


def _withdrawn(case: Case, *, right: str, answered: Callable[[Case], Way], out_of: str) -> Way:
    yield from _until(case, right, answered(case), out_of)
    yield from withdrawn(case, right)
