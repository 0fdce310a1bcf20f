"""The six lawful bases of GDPR Art. 6(1)."""

from enum import StrEnum


class LawfulBasis(StrEnum):
    """Why a processing is lawful."""

    CONSENT = "consent"  # Art. 6(1)(a)
    CONTRACT = "contract"  # Art. 6(1)(b)
    LEGAL_OBLIGATION = "legal_obligation"  # Art. 6(1)(c)
    VITAL_INTERESTS = "vital_interests"  # Art. 6(1)(d)
    PUBLIC_TASK = "public_task"  # Art. 6(1)(e)
    LEGITIMATE_INTEREST = "legitimate_interest"  # Art. 6(1)(f)


ARTICLES: dict[LawfulBasis, str] = {
    LawfulBasis.CONSENT: "6(1)(a)",
    LawfulBasis.CONTRACT: "6(1)(b)",
    LawfulBasis.LEGAL_OBLIGATION: "6(1)(c)",
    LawfulBasis.VITAL_INTERESTS: "6(1)(d)",
    LawfulBasis.PUBLIC_TASK: "6(1)(e)",
    LawfulBasis.LEGITIMATE_INTEREST: "6(1)(f)",
}
