"""Which right reaches which processing: the matrix of rights and lawful bases.

Regulation (EU) 2016/679, Art. 6(1), 7(3) and 15–22. Each cell says whether the right applies, by
which article, and which sentence tells it (the sentences stand outside, in three languages).
What a cell says is advice for whoever asks and whoever answers. It bars nobody from asking.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from registers_app.domain.lawful_basis import LawfulBasis


class Row(StrEnum):
    """A line of the matrix. Art. 21 gives three rights; Art. 19 is what follows from others."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    RECIPIENT_NOTICE = "recipient_notice"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    DIRECT_MARKETING = "direct_marketing"
    RESEARCH = "research"
    AUTOMATED_DECISION = "automated_decision"
    CONSENT_WITHDRAWAL = "consent_withdrawal"


class Sensitive(StrEnum):
    """Data that need more than a basis of Art. 6(1)."""

    SPECIAL = "special"  # Art. 9
    CRIMINAL = "criminal"  # Art. 10


Column = LawfulBasis | Sensitive


class Verdict(StrEnum):
    """Whether a right applies; ``DEPENDS`` where the law asks for more than the basis tells."""

    APPLIES = "applies"
    DEPENDS = "depends"
    NOT = "not"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a processing besides its basis. None: nobody has said."""

    is_direct_marketing: bool = False
    is_automated: bool | None = None  # by automated means (Art. 20(1)(b))
    decides_alone: bool | None = None  # decisions by a machine alone (Art. 22(1))
    kept_by_law: bool | None = None  # a law still demands that the data are kept (Art. 17(3)(b))
    has_statutory_retention: bool = False  # a law demands it for a time, which may be over
    is_research: bool | None = None  # research or statistics under Art. 89(1)
    explicit_consent: bool | None = None  # Art. 9(2)(a), for special categories


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One verdict, the article it comes from, and the name of its sentence."""

    verdict: Verdict
    article: str
    code: str


def cell(row: Row, column: Column, known: Known) -> Cell:
    """What the law says of a right where data stand on a basis, or are of a sensitive kind."""
    return _CELLS[row](column, known)


_B, _S = LawfulBasis, Sensitive
_Part = Callable[[Column, Known], Cell]


def _applies(article: str, code: str) -> Cell:
    return Cell(verdict=Verdict.APPLIES, article=article, code=code)


def _depends(article: str, code: str) -> Cell:
    return Cell(verdict=Verdict.DEPENDS, article=article, code=code)


def _not(article: str, code: str) -> Cell:
    return Cell(verdict=Verdict.NOT, article=article, code=code)


def _access(column: Column, _known: Known) -> Cell:
    if column in Sensitive:
        return _applies("15", "access_sensitive")
    return _applies("15", "access")


def _rectification(_column: Column, _known: Known) -> Cell:
    return _applies("16", "rectification")


def _erasure(column: Column, known: Known) -> Cell:
    if known.kept_by_law:  # whatever else the data stand on
        return _not("17(3)(b)", "erasure_kept_by_law")
    if known.has_statutory_retention and known.kept_by_law is None:
        return _ERASURE[_B.LEGAL_OBLIGATION]
    if known.is_direct_marketing and column in _MARKETED:
        return _depends("17(1)(c)", "erasure_marketing")
    if column is _B.LEGAL_OBLIGATION and known.kept_by_law is False:
        return _applies("17(1)(a), (e)", "erasure_law_over")
    return _ERASURE[column]


_MARKETED = frozenset({_B.CONSENT, _B.CONTRACT, _B.PUBLIC_TASK, _B.LEGITIMATE_INTEREST})
_ERASURE: dict[Column, Cell] = {
    _B.CONSENT: _depends("17(1)(b)", "erasure_consent"),
    _B.CONTRACT: _depends("17(1)(a), (d), (e)", "erasure_not_needed"),
    _B.LEGAL_OBLIGATION: _depends("17(3)(b)", "erasure_law"),
    _B.VITAL_INTERESTS: _depends("17(1)(a), (d), (e)", "erasure_not_needed"),
    _B.PUBLIC_TASK: _depends("17(3)(b)", "erasure_public_task"),
    _B.LEGITIMATE_INTEREST: _depends("17(1)(c)", "erasure_interest"),
    _S.SPECIAL: _depends("17(1)(b), 17(3)(c), (d)", "erasure_special"),
    _S.CRIMINAL: _depends("17", "follows_basis"),
}


def _restriction(column: Column, _known: Known) -> Cell:
    if column in (_B.PUBLIC_TASK, _B.LEGITIMATE_INTEREST):
        return _applies("18(1)(a)–(d)", "restriction_objection")
    return _applies("18(1)(a)–(c)", "restriction")


def _recipient_notice(_column: Column, _known: Known) -> Cell:
    return _depends("19", "recipient_notice")


def _portability(column: Column, known: Known) -> Cell:
    if column is _S.CRIMINAL:
        return _depends("20(1)", "follows_basis")
    if column is _B.PUBLIC_TASK:
        return _not("20(3)", "portability_public_task")
    if column in (_B.LEGAL_OBLIGATION, _B.VITAL_INTERESTS, _B.LEGITIMATE_INTEREST):
        return _not("20(1)(a)", "portability_no_basis")
    if known.is_automated is False:
        return _not("20(1)(b)", "portability_on_paper")
    if column is _S.SPECIAL and not known.explicit_consent:
        return _by_explicit_consent(known, "20(1)(a)", "portability")
    if known.is_automated is None:
        return _depends("20(1)(b)", "portability_if_automated")
    return _applies("20(1)", "portability")


def _by_explicit_consent(known: Known, article: str, name: str) -> Cell:
    if known.explicit_consent is None:
        return _depends(article, f"{name}_explicit_consent")
    return _not(article, f"{name}_no_basis")


def _objection(column: Column, _known: Known) -> Cell:
    if column in (_B.PUBLIC_TASK, _B.LEGITIMATE_INTEREST):
        return _applies("21(1)", "objection")
    if column in Sensitive:
        return _depends("21(1)", "follows_basis")
    if column is _B.CONSENT:
        return _not("21(1)", "objection_withdraw")
    return _not("21(1)", "objection_no_basis")


def _direct_marketing(column: Column, known: Known) -> Cell:
    if not known.is_direct_marketing:
        return _not("21(2)", "marketing_none")
    if column is _B.CONSENT:
        return _applies("21(2)", "marketing_consent")
    if column in (_B.LEGAL_OBLIGATION, _B.VITAL_INTERESTS):
        # Marketing cannot stand on these: a fault of the register, which takes no right away.
        return _applies("21(2)", "marketing_odd_basis")
    return _applies("21(2)", "marketing")


def _research(_column: Column, known: Known) -> Cell:
    if known.is_research is False:
        return _not("21(6)", "research_none")
    return _depends("21(6)", "research" if known.is_research else "research_unsaid")


def _automated_decision(column: Column, known: Known) -> Cell:
    if known.decides_alone is False:
        return _not("22(1)", "automated_none")
    certain = _AUTOMATED[column]
    if known.decides_alone is None:
        return _depends(certain.article, certain.code)
    return certain


_AUTOMATED: dict[Column, Cell] = {
    _B.CONSENT: _applies("22(2)(c), 22(3)", "automated_consent"),
    _B.CONTRACT: _applies("22(2)(a), 22(3)", "automated_contract"),
    _B.LEGAL_OBLIGATION: _depends("22(2)(b)", "automated_law"),
    _B.VITAL_INTERESTS: _applies("22(1)", "automated_prohibited"),
    _B.PUBLIC_TASK: _depends("22(2)(b)", "automated_law"),
    _B.LEGITIMATE_INTEREST: _applies("22(1)", "automated_prohibited"),
    _S.SPECIAL: _applies("22(4)", "automated_special"),
    _S.CRIMINAL: _depends("22", "follows_basis"),
}


def _consent_withdrawal(column: Column, known: Known) -> Cell:
    if column is _B.CONSENT:
        return _applies("7(3)", "withdrawal")
    if column is _S.SPECIAL:
        if known.explicit_consent:
            return _applies("7(3)", "withdrawal")
        return _by_explicit_consent(known, "7(3)", "withdrawal")
    if column is _S.CRIMINAL:
        return _depends("7(3)", "follows_basis")
    return _not("7(3)", "withdrawal_no_basis")


_CELLS: dict[Row, _Part] = {
    Row.ACCESS: _access,
    Row.RECTIFICATION: _rectification,
    Row.ERASURE: _erasure,
    Row.RESTRICTION: _restriction,
    Row.RECIPIENT_NOTICE: _recipient_notice,
    Row.PORTABILITY: _portability,
    Row.OBJECTION: _objection,
    Row.DIRECT_MARKETING: _direct_marketing,
    Row.RESEARCH: _research,
    Row.AUTOMATED_DECISION: _automated_decision,
    Row.CONSENT_WITHDRAWAL: _consent_withdrawal,
}
