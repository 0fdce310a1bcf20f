"""The eight rights a person may use, and the article of each (Regulation (EU) 2016/679)."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, kw_only=True)
class RightRules:
    """What the law says of a right, as far as the clock and identity need it."""

    article: str
    identity_before_answer: bool  # nothing may be disclosed while identity is open
    extendable: bool  # Art. 12(3) covers Arts 15–22 only
    may_ask_identity: bool  # Art. 12(6) covers Arts 15–21 only


RULES: dict[Right, RightRules] = {
    Right.ACCESS: RightRules(
        article="15", identity_before_answer=True, extendable=True, may_ask_identity=True
    ),
    Right.RECTIFICATION: RightRules(
        article="16", identity_before_answer=True, extendable=True, may_ask_identity=True
    ),
    Right.ERASURE: RightRules(
        article="17", identity_before_answer=True, extendable=True, may_ask_identity=True
    ),
    Right.RESTRICTION: RightRules(
        article="18", identity_before_answer=True, extendable=True, may_ask_identity=True
    ),
    Right.PORTABILITY: RightRules(
        article="20", identity_before_answer=True, extendable=True, may_ask_identity=True
    ),
    Right.OBJECTION: RightRules(
        article="21", identity_before_answer=False, extendable=True, may_ask_identity=True
    ),
    Right.AUTOMATED_DECISION: RightRules(
        article="22", identity_before_answer=True, extendable=True, may_ask_identity=False
    ),
    Right.CONSENT_WITHDRAWAL: RightRules(
        article="7(3)", identity_before_answer=False, extendable=False, may_ask_identity=False
    ),
}
