"""What the next thirty days bring: from what is open, and from the pace of the last ninety.

Plain proportion, and no more than that: too little history gives no forecast, and numbers that
are only expected are rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

DAYS = 30
HISTORY_DAYS = 90
# With fewer days, or fewer answers, a pace says nothing.
LEAST_DAYS = 28
LEAST_ANSWERS = 10
# The parts of the thirty days: first and last day from today on.
WEEKS: tuple[tuple[int, int], ...] = ((0, 6), (7, 13), (14, 20), (21, 29))
EXACT_BELOW = 20
STEP = 5


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the database says. ``days`` are those of history, at most HISTORY_DAYS."""

    late: int
    due: Sequence[int]  # open requests that fall due in each of WEEKS
    waiting: int  # whose clock stands still, so that they have no day
    received: int
    ended: int
    days: int


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """``behind`` is how many more fall due than the pace allows, by the end of each of WEEKS.

    None where there is too little history; then nothing is expected at all.
    """

    known: Known
    new: int | None
    answers: int | None
    behind: Sequence[int] | None


def forecast(known: Known) -> Forecast:
    """Compare what falls due, the oldest first, with what is answered at the present pace."""
    if known.days < LEAST_DAYS or known.ended < LEAST_ANSWERS:
        return Forecast(known=known, new=None, answers=None, behind=None)
    behind, to_answer = [], known.late
    for (_first, last), due in zip(WEEKS, known.due, strict=True):
        to_answer += due
        behind.append(max(0, to_answer - known.ended * (last + 1) // known.days))
    return Forecast(
        known=known,
        new=rounded(known.received * DAYS / known.days),
        answers=rounded(known.ended * DAYS / known.days),
        behind=behind,
    )


def rounded(number: float) -> int:
    """To the next whole number, and from EXACT_BELOW on to the next five."""
    if number < EXACT_BELOW:
        return round(number)
    return STEP * round(number / STEP)
