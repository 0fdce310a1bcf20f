"""The matrix over a purpose with several bases, and over a register."""

from itertools import combinations

import pytest

from registers_app.domain.advice import (
    BASIS_UNSAID,
    ROWS_OF,
    TOLD_AFTER,
    Sum,
    Use,
    advise,
    advise_all,
    chief_advice,
    sum_of,
)
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Known, Row, Sensitive, Verdict, cell
from registers_app.domain.rights import Right

CONSENT, CONTRACT, OBLIGATION, VITAL, TASK, INTEREST = LawfulBasis
A, C, N = Verdict.APPLIES, Verdict.DEPENDS, Verdict.NOT
RANK = {A: 0, C: 1, N: 2}
BY_MACHINE = Known(is_automated=True)


def use(*bases: LawfulBasis, **known: bool | None) -> Use:
    return Use(bases=frozenset(bases), known=Known(**{"is_automated": True, **known}))  # type: ignore[arg-type]


@pytest.mark.parametrize("row", Row)
@pytest.mark.parametrize("pair", list(combinations(LawfulBasis, 2)))
def test_of_several_bases_the_one_that_protects_most_decides_and_is_named(
    row: Row, pair: tuple[LawfulBasis, LawfulBasis]
) -> None:
    single = {basis: cell(row, basis, BY_MACHINE) for basis in pair}
    advice = advise(row, use(*pair))

    assert advice.column in pair
    assert advice.cell == single[LawfulBasis(advice.column)]
    assert RANK[advice.cell.verdict] == min(RANK[one.verdict] for one in single.values())


def test_a_legal_obligation_beside_another_basis_is_not_overlooked_in_erasure() -> None:
    advice = advise(Row.ERASURE, use(CONTRACT, OBLIGATION))

    assert advice.column is OBLIGATION
    assert advice.cell.code == "erasure_law"
    assert advise(Row.ERASURE, use(CONTRACT, TASK)).column is TASK


def test_a_contract_beside_an_obligation_makes_data_portable() -> None:
    advice = advise(Row.PORTABILITY, use(OBLIGATION, CONTRACT))

    assert (advice.cell.verdict, advice.column) == (A, CONTRACT)
    assert advise(Row.PORTABILITY, use(OBLIGATION)).cell.verdict is N


@pytest.mark.parametrize("row", [row for row in Row if row is not Row.DIRECT_MARKETING])
def test_a_basis_that_nobody_named_counts_as_if_the_right_reached_it(row: Row) -> None:
    advice = advise(row, use())

    assert advice.cell.verdict is not N
    assert advice.cell.code == BASIS_UNSAID
    assert advice.column is None


def test_an_unnamed_basis_invents_no_marketing_and_breaks_no_law() -> None:
    assert advise(Row.DIRECT_MARKETING, use()).cell.code == "marketing_none"
    assert advise(Row.DIRECT_MARKETING, use(is_direct_marketing=True)).cell.verdict is A
    assert advise(Row.ERASURE, use(kept_by_law=True)).cell.verdict is N
    assert advise(Row.PORTABILITY, use(is_automated=False)).cell.verdict is N


def test_a_purpose_has_a_verdict_for_every_row() -> None:
    assert set(advise_all(use(CONTRACT))) == set(Row)


def test_sensitive_data_stand_in_a_column_of_their_own() -> None:
    special = Use(sensitive=Sensitive.SPECIAL)

    assert advise(Row.ACCESS, special).cell.code == "access_sensitive"
    assert advise(Row.ACCESS, special).column is Sensitive.SPECIAL


def test_marketing_is_the_chief_thing_where_one_objects_to_it() -> None:
    marketing = use(INTEREST, is_direct_marketing=True)

    assert chief_advice(Right.OBJECTION, marketing).cell.article == "21(2)"
    assert chief_advice(Right.OBJECTION, use(INTEREST)).cell.article == "21(1)"
    other = chief_advice(Right.OBJECTION, marketing, rows=(Row.OBJECTION, Row.RESEARCH))
    assert other.cell.article == "21(1)"


def test_where_no_objection_applies_the_reason_is_the_basis_not_the_lack_of_marketing() -> None:
    assert chief_advice(Right.OBJECTION, use(CONTRACT)).cell.code == "objection_no_basis"


def test_research_opens_an_objection_on_any_basis_but_silence_about_it_does_not() -> None:
    assert sum_of(Right.OBJECTION, [use(CONTRACT, is_research=True)]) is Sum.DEPENDS
    assert sum_of(Right.OBJECTION, [use(CONTRACT, is_research=None)]) is Sum.NONE


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ([use(CONTRACT), use(CONSENT)], Sum.ALL),
        ([use(CONTRACT), use(INTEREST)], Sum.SOME),
        ([use(INTEREST), use(TASK)], Sum.NONE),
        ([use(CONTRACT, is_automated=None), use(INTEREST)], Sum.DEPENDS),
        ([use(CONTRACT), use(CONTRACT, is_automated=None)], Sum.SOME),
        ([], Sum.DEPENDS),
    ],
)
def test_a_register_sums_up_its_purposes(uses: list[Use], expected: Sum) -> None:
    assert sum_of(Right.PORTABILITY, uses) is expected


@pytest.mark.parametrize("right", Right)
def test_a_register_that_names_no_purpose_takes_no_right_away(right: Right) -> None:
    assert sum_of(right, []) is not Sum.NONE


def test_every_row_belongs_to_a_right_but_the_notice_that_follows_three() -> None:
    rows = {row for asked in ROWS_OF.values() for row in asked}

    assert rows == set(Row) - {Row.RECIPIENT_NOTICE}
    assert {Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION} == TOLD_AFTER


ARTICLES = {
    Row.ACCESS: "15",
    Row.RECTIFICATION: "16",
    Row.ERASURE: "17",
    Row.RESTRICTION: "18",
    Row.RECIPIENT_NOTICE: "19",
    Row.PORTABILITY: "20",
    Row.OBJECTION: "21(1)",
    Row.AUTOMATED_DECISION: "22",
    Row.CONSENT_WITHDRAWAL: "7(3)",
}


@pytest.mark.parametrize(("row", "article"), ARTICLES.items())
def test_what_names_no_basis_cites_the_article_of_the_right_as_a_whole(
    row: Row, article: str
) -> None:
    assert advise(row, Use()).cell.article == article


def test_outside_erasure_the_bases_keep_the_order_of_the_law() -> None:
    both = frozenset({LawfulBasis.LEGAL_OBLIGATION, LawfulBasis.CONSENT})
    assert advise(Row.ACCESS, Use(bases=both)).column is LawfulBasis.CONSENT


def test_a_sum_counts_the_rows_that_are_asked_for_and_no_others() -> None:
    marketing = [use(LawfulBasis.CONTRACT, is_direct_marketing=True)]
    assert sum_of(Right.OBJECTION, marketing) is Sum.ALL
    assert sum_of(Right.OBJECTION, marketing, rows=(Row.OBJECTION,)) is Sum.NONE


def test_sensitive_data_that_a_law_keeps_are_kept() -> None:
    kept = Use(sensitive=Sensitive.SPECIAL, known=Known(kept_by_law=True))
    assert advise(Row.ERASURE, kept).cell.code == "erasure_kept_by_law"
