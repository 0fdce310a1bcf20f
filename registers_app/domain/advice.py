"""The matrix read for a purpose with all its bases, and for a whole register."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Cell, Column, Known, Row, Sensitive, Verdict, cell
from registers_app.domain.rights import Right

# What a right of the form asks of the matrix.
ROWS_OF: dict[Right, tuple[Row, ...]] = {
    Right.ACCESS: (Row.ACCESS,),
    Right.RECTIFICATION: (Row.RECTIFICATION,),
    Right.ERASURE: (Row.ERASURE,),
    Right.RESTRICTION: (Row.RESTRICTION,),
    Right.PORTABILITY: (Row.PORTABILITY,),
    # Art. 21(2), (1), (6); marketing first: where it stops at once, nothing is weighed.
    Right.OBJECTION: (Row.DIRECT_MARKETING, Row.OBJECTION, Row.RESEARCH),
    Right.AUTOMATED_DECISION: (Row.AUTOMATED_DECISION,),
    Right.CONSENT_WITHDRAWAL: (Row.CONSENT_WITHDRAWAL,),
}
# Art. 19: recipients are told after these.
TOLD_AFTER = frozenset({Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION})
BASIS_UNSAID = "basis_unsaid"
NOTHING_KNOWN = Known()


class Sum(StrEnum):
    """A right over a whole register: over all its purposes, some, none, or as it turns out."""

    ALL = "all"
    SOME = "some"
    DEPENDS = "depends"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Use:
    """One use of data: a purpose with its bases, or (``sensitive``) a sensitive kind of data."""

    bases: frozenset[LawfulBasis] = frozenset()
    sensitive: Sensitive | None = None
    known: Known = NOTHING_KNOWN


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A cell, and the column that it comes from; None where the register names no basis."""

    cell: Cell
    column: Column | None


_RANK = {Verdict.APPLIES: 0, Verdict.DEPENDS: 1, Verdict.NOT: 2}
# Among bases that say the same, the one that leaves less: it must not be overlooked (Art. 17(3)).
_FIRST_IN_ERASURE = (LawfulBasis.LEGAL_OBLIGATION, LawfulBasis.PUBLIC_TASK)


def advise(row: Row, use: Use) -> Advice:
    """The verdict on one use. Of several bases the one that protects the person most decides.

    A purpose whose basis nobody has named is treated as if the right reached it.
    """
    if use.sensitive is not None:
        return Advice(cell=cell(row, use.sensitive, use.known), column=use.sensitive)
    if use.bases:
        return _most_protective(row, use.bases, use.known)
    best = _most_protective(row, set(LawfulBasis), use.known).cell
    if best.verdict is Verdict.NOT:
        return Advice(cell=best, column=None)
    article = row_article(row)
    return Advice(cell=Cell(verdict=best.verdict, article=article, code=BASIS_UNSAID), column=None)


def advise_all(use: Use) -> dict[Row, Advice]:
    """The verdict on one use for every row of the matrix."""
    return {row: advise(row, use) for row in Row}


def chief_advice(right: Right, use: Use, *, rows: Sequence[Row] = ()) -> Advice:
    """The advice that counts for a right with several rows: what protects the person most.

    *rows* are those that are asked for, else all of the right. That a register is silent about
    research is worth a note, but no verdict on a purpose.
    """
    asked = [row for row in ROWS_OF[right] if not rows or row in rows]
    counted = [row for row in asked if row is not Row.RESEARCH or use.known.is_research]
    advices = [advise(row, use) for row in counted]
    best = min(advices, key=lambda advice: _RANK[advice.cell.verdict])
    # Where nothing applies the plain objection says why.
    return advices[-1] if best.cell.verdict is Verdict.NOT else best


def sum_of(right: Right, uses: Sequence[Use], *, rows: Sequence[Row] = ()) -> Sum:
    """A right over all *uses*; where a register names no purpose, as if it were reached."""
    verdicts = {chief_advice(right, use, rows=rows).cell.verdict for use in uses or [Use()]}
    if verdicts == {Verdict.APPLIES}:
        return Sum.ALL
    if Verdict.APPLIES in verdicts:
        return Sum.SOME
    return Sum.DEPENDS if Verdict.DEPENDS in verdicts else Sum.NONE


def reaches(right: Right, bases: Set[LawfulBasis], *, is_direct_marketing: bool = False) -> bool:
    """Whether a right can reach a purpose at all, by the bases it rests on.

    Data are taken to be used by automated means, and no law to have run out.
    """
    known = Known(is_direct_marketing=is_direct_marketing, is_automated=True)
    use = Use(bases=frozenset(bases), known=known)
    return chief_advice(right, use).cell.verdict is not Verdict.NOT


def row_article(row: Row) -> str:
    """The article of a row as a whole."""
    return _ARTICLES[row]


def _most_protective(row: Row, bases: Iterable[LawfulBasis], known: Known) -> Advice:
    advices = [Advice(cell=cell(row, basis, known), column=basis) for basis in _ordered(row, bases)]
    return min(advices, key=lambda advice: _RANK[advice.cell.verdict])


def _ordered(row: Row, bases: Iterable[LawfulBasis]) -> list[LawfulBasis]:
    first = _FIRST_IN_ERASURE if row is Row.ERASURE else ()
    order = [*first, *(basis for basis in LawfulBasis if basis not in first)]
    return sorted(bases, key=order.index)


_ARTICLES: dict[Row, str] = {
    Row.ACCESS: "15",
    Row.RECTIFICATION: "16",
    Row.ERASURE: "17",
    Row.RESTRICTION: "18",
    Row.RECIPIENT_NOTICE: "19",
    Row.PORTABILITY: "20",
    Row.OBJECTION: "21(1)",
    Row.DIRECT_MARKETING: "21(2)",
    Row.RESEARCH: "21(6)",
    Row.AUTOMATED_DECISION: "22",
    Row.CONSENT_WITHDRAWAL: "7(3)",
}
