"""The eight rights a person may use, and the lawful bases that each of them reaches."""

from collections.abc import Set
from enum import StrEnum

from registers_app.domain.lawful_basis import LawfulBasis


class Right(StrEnum):
    """One right asked for in a submission."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    AUTOMATED_DECISION = "automated_decision"
    CONSENT_WITHDRAWAL = "consent_withdrawal"


# The other rights reach a purpose whatever it rests on.
REACHED_BASES: dict[Right, frozenset[LawfulBasis]] = {
    Right.PORTABILITY: frozenset({LawfulBasis.CONSENT, LawfulBasis.CONTRACT}),  # Art. 20(1)(a)
    Right.OBJECTION: frozenset(
        {LawfulBasis.PUBLIC_TASK, LawfulBasis.LEGITIMATE_INTEREST}  # Art. 21(1)
    ),
    Right.CONSENT_WITHDRAWAL: frozenset({LawfulBasis.CONSENT}),  # Art. 7(3)
}


def reaches(right: Right, bases: Set[LawfulBasis], *, is_direct_marketing: bool = False) -> bool:
    """Whether a right reaches a purpose, by the bases it rests on.

    Direct marketing may be objected to on any basis (Art. 21(2)). A purpose whose basis nobody has
    named is treated as if every right reached it.
    """
    if right is Right.OBJECTION and is_direct_marketing:
        return True
    reached = REACHED_BASES.get(right)
    return reached is None or not bases or bool(bases & reached)
