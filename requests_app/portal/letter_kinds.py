"""Which letters tell something of the person's data."""

from requests_app.domain.rights import RULES, Right
from requests_app.models import CaseLetter, Outcome

TELLING = tuple(
    f"{right.value}_{outcome.value}"
    for right in Right
    if RULES[right].identity_before_answer
    for outcome in (Outcome.GRANTED, Outcome.PARTIAL, Outcome.NO_DATA)
)


def tells_the_answer(letter: CaseLetter) -> bool:
    """Whether it says what is held or was done, which waits for identity (GDPR Art. 12(6), 32).

    A refusal says neither; its reasons, complaint and remedy stay open to read (Art. 12(4)).
    """
    return letter.kind in TELLING
