"""The eight rights a person may use, and the article of each (Regulation (EU) 2016/679)."""

from dataclasses import dataclass
from enum import StrEnum

from registers_app.domain.rights import Right as Right


class ObjectionScope(StrEnum):
    """What a person objects to. Marketing stops at once, the rest is weighed (Art. 21(1)-(3))."""

    MARKETING = "marketing"
    OTHER = "other"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class RightRules:
    """What the law says of a right, as far as the clock, identity and the ends need it."""

    article: str
    identity_before_answer: bool  # nothing may be disclosed while identity is open
    extendable: bool = True  # Art. 12(3) covers Arts 15–22 only
    may_ask_identity: bool = True  # Art. 12(6) covers Arts 15–21 only
    may_be_refused: bool = True  # Art. 7(3) knows no refusal
    recipients_are_told: bool = False  # Art. 19: after Arts 16, 17(1) and 18


RULES: dict[Right, RightRules] = {
    Right.ACCESS: RightRules(article="15", identity_before_answer=True),
    Right.RECTIFICATION: RightRules(
        article="16", identity_before_answer=True, recipients_are_told=True
    ),
    Right.ERASURE: RightRules(article="17", identity_before_answer=True, recipients_are_told=True),
    Right.RESTRICTION: RightRules(
        article="18", identity_before_answer=True, recipients_are_told=True
    ),
    Right.PORTABILITY: RightRules(article="20", identity_before_answer=True),
    Right.OBJECTION: RightRules(article="21", identity_before_answer=False),
    Right.AUTOMATED_DECISION: RightRules(
        article="22", identity_before_answer=True, may_ask_identity=False
    ),
    Right.CONSENT_WITHDRAWAL: RightRules(
        article="7(3)",
        identity_before_answer=False,
        extendable=False,
        may_ask_identity=False,
        may_be_refused=False,
    ),
}


def stops_at_once(right: Right, scope: str) -> bool:
    """Whether the processing stops at receipt, with no month to wait (Art. 7(3), 21(3)).

    *scope* is an ObjectionScope for an objection, else empty. An objection to everything stops
    its marketing at once too.
    """
    if right is Right.CONSENT_WITHDRAWAL:
        return True
    return right is Right.OBJECTION and scope in (ObjectionScope.MARKETING, ObjectionScope.ALL)


def knows_no_month(right: Right, scope: str) -> bool:
    """Whether the whole request is a duty to stop, which nothing suspends or extends."""
    if right is Right.CONSENT_WITHDRAWAL:
        return True
    return right is Right.OBJECTION and scope == ObjectionScope.MARKETING
