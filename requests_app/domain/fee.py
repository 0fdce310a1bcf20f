"""When a fee may be asked for what is free (GDPR Art. 12(5), 15(3)).

The first copy is free whatever it is wanted for (C-307/22). Only a further copy, or a request that
the controller proves to be manifestly unfounded or excessive, may cost what it really costs to
administer. The fee is announced first, so that the person can narrow or withdraw the request
(EDPB Guidelines 01/2022 para. 194); waiting for it stops no clock in the EU.
"""

from decimal import Decimal
from enum import StrEnum

from requests_app.domain.rights import Right


class FeeGround(StrEnum):
    """Why a fee may be asked."""

    ART15_3_FURTHER_COPY = "ART15_3_FURTHER_COPY"
    ART12_5_UNFOUNDED = "ART12_5_UNFOUNDED"
    ART12_5_EXCESSIVE = "ART12_5_EXCESSIVE"


ARTICLES: dict[FeeGround, str] = {
    FeeGround.ART15_3_FURTHER_COPY: "15(3)",
    FeeGround.ART12_5_UNFOUNDED: "12(5)",
    FeeGround.ART12_5_EXCESSIVE: "12(5)",
}

# "The controller shall bear the burden of demonstrating" it (Art. 12(5), last sentence).
PROVEN_BY_THE_CONTROLLER = frozenset({FeeGround.ART12_5_UNFOUNDED, FeeGround.ART12_5_EXCESSIVE})

HIGHEST = Decimal("9999.99")  # of whatever currency: no administrative cost of one answer is more


def fee_grounds(right: Right) -> tuple[FeeGround, ...]:
    """The grounds on which a request for this right may cost something.

    Art. 12(5) covers Arts 15-22; a withdrawal of consent is as easy as giving it (Art. 7(3)).
    """
    if right is Right.CONSENT_WITHDRAWAL:
        return ()
    if right is Right.ACCESS:
        return tuple(FeeGround)
    return (FeeGround.ART12_5_EXCESSIVE, FeeGround.ART12_5_UNFOUNDED)
