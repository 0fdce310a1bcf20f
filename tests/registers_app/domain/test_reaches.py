"""Which right reaches a purpose, cell by cell of the law's matrix."""

from itertools import combinations

import pytest

from registers_app.domain.advice import reaches
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.rights import Right

CONSENT, CONTRACT, OBLIGATION, VITAL, TASK, INTEREST = LawfulBasis
# The rights that depend on the basis, and the bases at which they apply.
MATRIX = {
    Right.PORTABILITY: {CONSENT, CONTRACT},
    Right.OBJECTION: {TASK, INTEREST},
    Right.CONSENT_WITHDRAWAL: {CONSENT},
}


@pytest.mark.parametrize("basis", LawfulBasis)
@pytest.mark.parametrize("right", Right)
def test_a_right_reaches_the_bases_that_the_law_says(right: Right, basis: LawfulBasis) -> None:
    assert reaches(right, {basis}) == (basis in MATRIX.get(right, set(LawfulBasis)))


@pytest.mark.parametrize("right", Right)
def test_one_basis_of_several_is_enough(right: Right) -> None:
    for pair in combinations(LawfulBasis, 2):
        assert reaches(right, set(pair)) == any(reaches(right, {basis}) for basis in pair)


@pytest.mark.parametrize("basis", LawfulBasis)
def test_direct_marketing_may_be_objected_to_on_any_basis(basis: LawfulBasis) -> None:
    assert reaches(Right.OBJECTION, {basis}, is_direct_marketing=True)


def test_direct_marketing_opens_no_other_right() -> None:
    assert not reaches(Right.PORTABILITY, {INTEREST}, is_direct_marketing=True)
    assert not reaches(Right.CONSENT_WITHDRAWAL, {INTEREST}, is_direct_marketing=True)


@pytest.mark.parametrize("right", Right)
def test_a_purpose_without_a_named_basis_is_reached_by_every_right(right: Right) -> None:
    assert reaches(right, set())
