"""The matrix of rights and bases, cell by cell, as the articles have it."""

from dataclasses import replace
from itertools import product

import pytest

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Cell, Column, Known, Row, Sensitive, Verdict, cell

CONSENT, CONTRACT, OBLIGATION, VITAL, TASK, INTEREST = LawfulBasis
SPECIAL, CRIMINAL = Sensitive
COLUMNS: tuple[Column, ...] = (*LawfulBasis, *Sensitive)
A, C, N = Verdict.APPLIES, Verdict.DEPENDS, Verdict.NOT
LETTERS = {"A": A, "C": C, "N": N}

NOTHING = Known()
BY_MACHINE = Known(is_automated=True, explicit_consent=True)
MARKETING = Known(is_direct_marketing=True)
RESEARCH = Known(is_research=True)
DECIDES = Known(decides_alone=True)
EXPLICIT = Known(explicit_consent=True)

# Typed by hand from Art. 7(3) and 15–22. A: applies; C: on a condition; N: does not apply.
# Columns: consent, contract, legal obligation, vital interests, public task, legitimate interest,
# special categories, criminal data.
TABLE: dict[Row, tuple[Known, str]] = {
    Row.ACCESS: (NOTHING, "A A A A A A A A"),
    Row.RECTIFICATION: (NOTHING, "A A A A A A A A"),
    Row.ERASURE: (NOTHING, "C C C C C C C C"),
    Row.RESTRICTION: (NOTHING, "A A A A A A A A"),
    Row.RECIPIENT_NOTICE: (NOTHING, "C C C C C C C C"),
    Row.PORTABILITY: (BY_MACHINE, "A A N N N N A C"),
    Row.OBJECTION: (NOTHING, "N N N N A A C C"),
    Row.DIRECT_MARKETING: (MARKETING, "A A A A A A A A"),
    Row.RESEARCH: (RESEARCH, "C C C C C C C C"),
    Row.AUTOMATED_DECISION: (DECIDES, "A A C A C A A C"),
    Row.CONSENT_WITHDRAWAL: (EXPLICIT, "A N N N N N A C"),
}
EXPECTED = [
    (row, column, known, LETTERS[letter])
    for row, (known, letters) in TABLE.items()
    for column, letter in zip(COLUMNS, letters.split(), strict=True)
]

ARTICLES: dict[Row, str] = {
    Row.ACCESS: "15 15 15 15 15 15 15 15",
    Row.RECTIFICATION: "16 16 16 16 16 16 16 16",
    Row.RECIPIENT_NOTICE: "19 19 19 19 19 19 19 19",
    Row.PORTABILITY: "20(1) 20(1) 20(1)(a) 20(1)(a) 20(3) 20(1)(a) 20(1) 20(1)",
    Row.OBJECTION: "21(1) 21(1) 21(1) 21(1) 21(1) 21(1) 21(1) 21(1)",
    Row.DIRECT_MARKETING: "21(2) 21(2) 21(2) 21(2) 21(2) 21(2) 21(2) 21(2)",
    Row.RESEARCH: "21(6) 21(6) 21(6) 21(6) 21(6) 21(6) 21(6) 21(6)",
    Row.CONSENT_WITHDRAWAL: "7(3) 7(3) 7(3) 7(3) 7(3) 7(3) 7(3) 7(3)",
}
WORDY_ARTICLES: dict[Row, tuple[str, ...]] = {
    Row.ERASURE: (
        "17(1)(b)", "17(1)(a), (d), (e)", "17(3)(b)", "17(1)(a), (d), (e)", "17(3)(b)",
        "17(1)(c)", "17(1)(b), 17(3)(c), (d)", "17",
    ),
    Row.RESTRICTION: (
        "18(1)(a)–(c)", "18(1)(a)–(c)", "18(1)(a)–(c)", "18(1)(a)–(c)", "18(1)(a)–(d)",
        "18(1)(a)–(d)", "18(1)(a)–(c)", "18(1)(a)–(c)",
    ),
    Row.AUTOMATED_DECISION: (
        "22(2)(c), 22(3)", "22(2)(a), 22(3)", "22(2)(b)", "22(1)", "22(2)(b)", "22(1)", "22(4)",
        "22",
    ),
    **{row: tuple(articles.split()) for row, articles in ARTICLES.items()},
}  # fmt: skip


def every_known() -> list[Known]:
    """Whatever may be known of a processing."""
    said = (None, False, True)
    return [
        Known(
            is_direct_marketing=marketing,
            is_automated=automated,
            decides_alone=decides,
            kept_by_law=kept,
            is_research=research,
            explicit_consent=consent,
        )
        for marketing, automated, decides, kept, research, consent in product(
            (False, True), said, said, said, said, said
        )
    ]


EVERY_KNOWN = every_known()


def test_the_table_has_every_cell() -> None:
    assert len(EXPECTED) == 11 * 8
    assert set(TABLE) == set(WORDY_ARTICLES) == set(Row)


@pytest.mark.parametrize(("row", "column", "known", "verdict"), EXPECTED)
def test_each_cell_says_what_the_law_says(
    row: Row, column: Column, known: Known, verdict: Verdict
) -> None:
    found = cell(row, column, known)

    assert found.verdict is verdict
    assert found.article == WORDY_ARTICLES[row][COLUMNS.index(column)]


# --- and the other way: what changes a cell, and what changes none


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", [Row.ACCESS, Row.RECTIFICATION, Row.RESTRICTION])
def test_nothing_that_is_known_takes_away_a_right_on_every_basis(row: Row, column: Column) -> None:
    assert {cell(row, column, known).verdict for known in EVERY_KNOWN} == {A}


@pytest.mark.parametrize("column", COLUMNS)
def test_recipients_are_told_after_another_right_whatever_is_known(column: Column) -> None:
    assert {cell(Row.RECIPIENT_NOTICE, column, known) for known in EVERY_KNOWN} == {
        Cell(verdict=C, article="19", code="recipient_notice")
    }


@pytest.mark.parametrize("column", COLUMNS)
def test_what_a_law_still_demands_is_kept_whatever_else_it_stands_on(column: Column) -> None:
    kept = cell(Row.ERASURE, column, Known(kept_by_law=True, is_direct_marketing=True))

    assert (kept.verdict, kept.article) == (N, "17(3)(b)")
    assert cell(Row.ERASURE, column, NOTHING).verdict is C


@pytest.mark.parametrize("column", COLUMNS)
def test_what_a_law_keeps_for_a_time_depends_on_that_time(column: Column) -> None:
    found = cell(Row.ERASURE, column, Known(has_statutory_retention=True))
    assert (found.verdict, found.article) == (Verdict.DEPENDS, "17(3)(b)")


@pytest.mark.parametrize("column", COLUMNS)
def test_when_the_laws_time_is_over_what_it_obliged_to_keep_is_erased(column: Column) -> None:
    over = cell(Row.ERASURE, column, Known(kept_by_law=False))

    if column is OBLIGATION:
        assert (over.verdict, over.article) == (A, "17(1)(a), (e)")
    else:
        assert over == cell(Row.ERASURE, column, NOTHING)


@pytest.mark.parametrize("column", COLUMNS)
def test_data_for_direct_marketing_are_erased_after_an_objection_to_it(column: Column) -> None:
    marketed = cell(Row.ERASURE, column, MARKETING)

    if column in (CONSENT, CONTRACT, TASK, INTEREST):
        assert (marketed.verdict, marketed.article) == (C, "17(1)(c)")
        assert marketed.code == "erasure_marketing"
    else:
        assert marketed == cell(Row.ERASURE, column, NOTHING)


@pytest.mark.parametrize("column", [CONSENT, CONTRACT, SPECIAL])
def test_only_what_a_machine_processes_is_portable(column: Column) -> None:
    on_paper = cell(Row.PORTABILITY, column, replace(BY_MACHINE, is_automated=False))
    unsaid = cell(Row.PORTABILITY, column, replace(BY_MACHINE, is_automated=None))

    assert (on_paper.verdict, on_paper.article) == (N, "20(1)(b)")
    assert (unsaid.verdict, unsaid.article) == (C, "20(1)(b)")


@pytest.mark.parametrize("column", [OBLIGATION, VITAL, TASK, INTEREST])
def test_nothing_that_is_known_makes_another_basis_portable(column: Column) -> None:
    assert {cell(Row.PORTABILITY, column, known).verdict for known in EVERY_KNOWN} == {N}


@pytest.mark.parametrize("row", [Row.PORTABILITY, Row.CONSENT_WITHDRAWAL])
def test_special_categories_turn_on_explicit_consent(row: Row) -> None:
    verdicts = [
        cell(row, SPECIAL, replace(BY_MACHINE, explicit_consent=said)).verdict
        for said in (True, None, False)
    ]

    assert verdicts == [A, C, N]


@pytest.mark.parametrize("column", LawfulBasis)
@pytest.mark.parametrize("row", [Row.OBJECTION, Row.CONSENT_WITHDRAWAL])
def test_objection_and_withdrawal_turn_on_the_basis_alone(row: Row, column: Column) -> None:
    verdicts = {cell(row, column, known).verdict for known in EVERY_KNOWN}
    others = {cell(row, other, NOTHING).verdict for other in LawfulBasis}

    assert len(verdicts) == 1
    assert others == {A, N}


def test_who_objects_to_what_rests_on_consent_is_led_to_withdrawal() -> None:
    assert cell(Row.OBJECTION, CONSENT, NOTHING).code == "objection_withdraw"
    assert cell(Row.OBJECTION, CONTRACT, NOTHING).code == "objection_no_basis"


@pytest.mark.parametrize("column", COLUMNS)
def test_without_direct_marketing_there_is_none_to_object_to(column: Column) -> None:
    assert cell(Row.DIRECT_MARKETING, column, NOTHING).verdict is N


@pytest.mark.parametrize("column", COLUMNS)
def test_an_objection_to_direct_marketing_applies_whatever_else_is_known(column: Column) -> None:
    verdicts = {
        cell(Row.DIRECT_MARKETING, column, known).verdict
        for known in EVERY_KNOWN
        if known.is_direct_marketing
    }

    assert verdicts == {A}


def test_marketing_on_consent_is_a_withdrawal_too_and_on_an_odd_basis_a_fault() -> None:
    codes = [cell(Row.DIRECT_MARKETING, basis, MARKETING).code for basis in LawfulBasis]

    assert codes == [
        "marketing_consent", "marketing", "marketing_odd_basis", "marketing_odd_basis",
        "marketing", "marketing",
    ]  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_an_objection_to_research_needs_research(column: Column) -> None:
    unsaid = cell(Row.RESEARCH, column, NOTHING)

    assert cell(Row.RESEARCH, column, Known(is_research=False)).verdict is N
    assert (unsaid.verdict, unsaid.code) == (C, "research_unsaid")


@pytest.mark.parametrize("column", COLUMNS)
def test_where_no_machine_decides_alone_there_is_nothing_to_review(column: Column) -> None:
    none = cell(Row.AUTOMATED_DECISION, column, Known(decides_alone=False))

    assert (none.verdict, none.article) == (N, "22(1)")


@pytest.mark.parametrize("column", COLUMNS)
def test_where_nobody_says_whether_a_machine_decides_it_depends(column: Column) -> None:
    certain = cell(Row.AUTOMATED_DECISION, column, DECIDES)

    assert cell(Row.AUTOMATED_DECISION, column, NOTHING) == replace(certain, verdict=C)


def test_a_basis_that_is_no_exception_prohibits_deciding_by_machine_alone() -> None:
    codes = [cell(Row.AUTOMATED_DECISION, basis, DECIDES).code for basis in LawfulBasis]

    assert codes == [
        "automated_consent", "automated_contract", "automated_law", "automated_prohibited",
        "automated_law", "automated_prohibited",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [Row.ERASURE, Row.PORTABILITY, Row.OBJECTION, Row.AUTOMATED_DECISION, Row.CONSENT_WITHDRAWAL],
)
def test_criminal_data_follow_the_basis_of_their_purpose(row: Row) -> None:
    known = replace(BY_MACHINE, decides_alone=True)

    assert cell(row, CRIMINAL, known).code == "follows_basis"


@pytest.mark.parametrize("column", COLUMNS)
def test_silence_alone_never_takes_a_right_away(column: Column) -> None:
    """What nobody has said weighs at least as much for the person as the answer no."""
    rank = {A: 0, C: 1, N: 2}
    for row in (Row.PORTABILITY, Row.RESEARCH, Row.AUTOMATED_DECISION, Row.CONSENT_WITHDRAWAL):
        no = Known(
            is_automated=False, decides_alone=False, is_research=False, explicit_consent=False
        )
        silent = cell(row, column, NOTHING)
        assert rank[silent.verdict] <= rank[cell(row, column, no).verdict]
