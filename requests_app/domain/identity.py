"""How sure one has to be who asks: the levels of proof, and which fits (GDPR Art. 12(6), 5(1)(c)).

Proof is asked only on a doubt with facts, and never more of it than the data and the right call
for (EDPB Guidelines 01/2022 para. 65, 70). What fits is advice to whoever settles identity; what
may be asked has a ceiling that only facts of the case can lift.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from requests_app.domain.rights import ObjectionScope, Right


class Level(IntEnum):
    """How strong a proof of identity is."""

    NONE = 0
    CHANNEL = 1  # an address or number that we hold
    FACTS = 2  # that, and what only the person and we know; or the house's own sign-in
    STRONG = 3  # strong electronic identification
    SEEN = 4  # an identity document


class Proof(StrEnum):
    """What a person may be asked for."""

    REPLY = "reply"
    FACTS = "facts"
    SIGN_IN = "sign_in"
    STRONG = "strong"
    DOCUMENT = "document"
    IN_PERSON = "in_person"


# How many files a person may send, and how often they may begin to sign in, each time proof is
# asked for: enough for mistakes, too few to try out names or to fill the store.
MOST_TRIES = 5

ASKS: dict[Proof, Level] = {
    Proof.REPLY: Level.CHANNEL,
    Proof.FACTS: Level.FACTS,
    Proof.SIGN_IN: Level.FACTS,
    Proof.STRONG: Level.STRONG,
    Proof.DOCUMENT: Level.SEEN,
    Proof.IN_PERSON: Level.SEEN,
}

# What each method of settling identity reaches, by its name in IdentityMethod. One that found no
# doubt rests on its reason and reaches none.
REACHES: dict[str, Level] = {
    "not_in_doubt": Level.NONE,
    "known_channel": Level.CHANNEL,
    "known_facts": Level.FACTS,
    "oidc_account": Level.FACTS,
    "evidence": Level.FACTS,
    "oidc_strong": Level.STRONG,
    "document": Level.SEEN,
    "seen_in_person": Level.SEEN,
}


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """The level that is enough, and the most that may be asked without facts why."""

    enough: Level
    most: Level

    def allows(self, asked: Level) -> bool:
        """Whether so much may be asked without saying why less would not do."""
        return asked <= self.most


NOTHING = Fitting(enough=Level.NONE, most=Level.NONE)
_STOPS = Fitting(enough=Level.NONE, most=Level.CHANNEL)
_CHANNEL = Fitting(enough=Level.CHANNEL, most=Level.CHANNEL)
_ORDINARY = Fitting(enough=Level.CHANNEL, most=Level.FACTS)
_HIGHER = Fitting(enough=Level.FACTS, most=Level.STRONG)
_STRONG = Fitting(enough=Level.STRONG, most=Level.STRONG)

# Ordinary data, and sensitive ones: special categories, finance, minors, location, credentials.
_TABLE: dict[Right, tuple[Fitting, Fitting]] = {
    Right.ACCESS: (_ORDINARY, _STRONG),
    Right.PORTABILITY: (_ORDINARY, _STRONG),
    Right.RECTIFICATION: (_CHANNEL, _HIGHER),
    Right.ERASURE: (_ORDINARY, _HIGHER),
    Right.RESTRICTION: (_CHANNEL, _ORDINARY),
    Right.OBJECTION: (_CHANNEL, _ORDINARY),
    Right.AUTOMATED_DECISION: (_ORDINARY, _HIGHER),
    Right.CONSENT_WITHDRAWAL: (_STOPS, _STOPS),
}
GIVES_DATA = frozenset({Right.ACCESS, Right.PORTABILITY})


def fitting(
    right: Right,
    *,
    scope: str = "",
    is_sensitive: bool = False,
    touches_payment: bool = False,
    own: Level | None = None,
) -> Fitting:
    """What fits a request for *right*, by the data of the registers that it is about.

    *scope* is an ObjectionScope for an objection. *touches_payment*: what is corrected is a bank
    account or an address, to which money or post would go astray. *own* is the level that the
    register's policy names; a policy speaks of every case and so never lifts the ceiling.
    """
    if right is Right.OBJECTION and scope == ObjectionScope.MARKETING:
        return _STOPS  # Art. 21(3): as easy as a click in the letter
    higher = is_sensitive or (right is Right.RECTIFICATION and touches_payment)
    found = _TABLE[right][higher]
    if own is None:
        return found
    return Fitting(enough=min(own, found.most), most=found.most)


def strictest(several: Iterable[Fitting]) -> Fitting:
    """What fits all of them together: one person proves their identity once."""
    rows = list(several)
    if not rows:
        return NOTHING
    return Fitting(enough=max(row.enough for row in rows), most=max(row.most for row in rows))
