"""Signs that a message through the public form may be a program's, and when they are enough.

A sign is never a reason to drop or refuse: the clock runs from submission (GDPR Art. 12(3)), and
a message with enough of them only waits where it can be seen, until the person confirms the mail
address or a handler lets it through.
"""

from collections.abc import Collection
from enum import StrEnum


class Sign(StrEnum):
    """One sign."""

    TOO_FAST = "too_fast"
    TRAP_FILLED = "trap_filled"
    NO_PROOF_OF_WORK = "no_proof_of_work"
    MANY_FROM_NETWORK = "many_from_network"
    MANY_FOR_ADDRESS = "many_for_address"


ENOUGH = 2
# Who lets a browser fill in the form is fast, and a library or a hospital is one network: neither
# is enough alone. A browser without scripts can bring no proof: it takes the way by mail.
WEIGHTS = {
    Sign.TOO_FAST: 1,
    Sign.TRAP_FILLED: 2,
    Sign.NO_PROOF_OF_WORK: 2,
    Sign.MANY_FROM_NETWORK: 1,
    Sign.MANY_FOR_ADDRESS: 2,
}

# Days after receipt that a person has to confirm the address, before staff ask in bulk who it was.
UNCONFIRMED_DAYS = 3


def are_enough(signs: Collection[Sign]) -> bool:
    """Whether a message with these signs waits."""
    return sum(WEIGHTS[sign] for sign in set(signs)) >= ENOUGH
