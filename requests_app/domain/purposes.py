"""What can become of each purpose when a right is used, by its lawful bases (GDPR Art. 6(1)).

A data set with several bases needs one answer for each purpose: these are the answers that the
law leaves open.
"""

from collections.abc import Set
from enum import StrEnum

from registers_app.domain.advice import reaches
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.rights import Right


class ItemResult(StrEnum):
    """What becomes of one purpose."""

    MET = "met"  # erased, handed over, or stopped
    KEPT = "kept"  # goes on, on a ground with its facts
    OUTSIDE = "outside"  # the right does not reach it, for the basis it stands on
    NOT_HELD = "not_held"  # nothing about this person is held for it


DECIDED_BY_PURPOSE = frozenset(
    {Right.ERASURE, Right.PORTABILITY, Right.OBJECTION, Right.CONSENT_WITHDRAWAL}
)


def possible_results(
    right: Right,
    bases: Set[LawfulBasis],
    *,
    is_direct_marketing: bool,
    has_statutory_retention: bool = False,
) -> tuple[ItemResult, ...]:
    """The results that are open for a purpose, the most usual first; empty for other rights.

    A purpose whose basis nobody has named is treated as if the right reached it.
    """
    if right is Right.ERASURE:
        return _erasure(is_obliged=_is_obliged(bases, has_statutory_retention))
    if right is Right.PORTABILITY:
        return _portability(bases)
    if right is Right.OBJECTION:
        return _objection(bases, is_direct_marketing=is_direct_marketing)
    if right is Right.CONSENT_WITHDRAWAL:
        return _consent_withdrawal(bases)
    return ()


def must_be_explained(
    right: Right,
    bases: Set[LawfulBasis],
    result: ItemResult,
    *,
    has_statutory_retention: bool = False,
) -> bool:
    """Whether a result needs a note: erasing what a law obliges to keep (Art. 17(3)(b))."""
    is_obliged = _is_obliged(bases, has_statutory_retention)
    return right is Right.ERASURE and is_obliged and result is ItemResult.MET


def _is_obliged(bases: Set[LawfulBasis], has_statutory_retention: bool) -> bool:
    """Whether a law may demand that the data are kept: by the basis, or by a retention rule."""
    return has_statutory_retention or LawfulBasis.LEGAL_OBLIGATION in bases


def _erasure(*, is_obliged: bool) -> tuple[ItemResult, ...]:
    if is_obliged:  # Art. 17(3)(b)
        return (ItemResult.KEPT, ItemResult.NOT_HELD, ItemResult.MET)
    return (ItemResult.MET, ItemResult.KEPT, ItemResult.NOT_HELD)


def _portability(bases: Set[LawfulBasis]) -> tuple[ItemResult, ...]:
    if not reaches(Right.PORTABILITY, bases):
        return (ItemResult.OUTSIDE,)
    return (ItemResult.MET, ItemResult.NOT_HELD, ItemResult.KEPT)


def _objection(bases: Set[LawfulBasis], *, is_direct_marketing: bool) -> tuple[ItemResult, ...]:
    if is_direct_marketing:  # Art. 21(3): nothing to weigh
        return (ItemResult.MET, ItemResult.NOT_HELD)
    if not reaches(Right.OBJECTION, bases):
        return (ItemResult.OUTSIDE, ItemResult.NOT_HELD)
    return (ItemResult.MET, ItemResult.KEPT, ItemResult.NOT_HELD)


def _consent_withdrawal(bases: Set[LawfulBasis]) -> tuple[ItemResult, ...]:
    if not bases:
        return (ItemResult.MET, ItemResult.NOT_HELD)
    if not reaches(Right.CONSENT_WITHDRAWAL, bases):
        return (ItemResult.OUTSIDE,)
    if bases == {LawfulBasis.CONSENT}:
        return (ItemResult.MET, ItemResult.NOT_HELD)
    return (ItemResult.MET, ItemResult.OUTSIDE, ItemResult.NOT_HELD)
