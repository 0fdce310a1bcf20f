"""The eight rights a person may use. What each of them reaches stands in matrix.py."""

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
