"""Every sentence that the matrix of right and basis may say, with the article it cites."""

from itertools import product

import pytest

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Known, Row, Sensitive, cell

SAID: dict[Row, set[tuple[str, str]]] = {
    Row.ACCESS: {
        ("15", "access"),
        ("15", "access_sensitive"),
    },
    Row.RECTIFICATION: {
        ("16", "rectification"),
    },
    Row.ERASURE: {
        ("17", "follows_basis"),
        ("17(1)(a), (d), (e)", "erasure_not_needed"),
        ("17(1)(a), (e)", "erasure_law_over"),
        ("17(1)(b)", "erasure_consent"),
        ("17(1)(b), 17(3)(c), (d)", "erasure_special"),
        ("17(1)(c)", "erasure_interest"),
        ("17(1)(c)", "erasure_marketing"),
        ("17(3)(b)", "erasure_kept_by_law"),
        ("17(3)(b)", "erasure_law"),
        ("17(3)(b)", "erasure_public_task"),
    },
    Row.RESTRICTION: {
        ("18(1)(a)–(c)", "restriction"),
        ("18(1)(a)–(d)", "restriction_objection"),
    },
    Row.RECIPIENT_NOTICE: {
        ("19", "recipient_notice"),
    },
    Row.PORTABILITY: {
        ("20(1)", "follows_basis"),
        ("20(1)", "portability"),
        ("20(1)(a)", "portability_explicit_consent"),
        ("20(1)(a)", "portability_no_basis"),
        ("20(1)(b)", "portability_if_automated"),
        ("20(1)(b)", "portability_on_paper"),
        ("20(3)", "portability_public_task"),
    },
    Row.OBJECTION: {
        ("21(1)", "follows_basis"),
        ("21(1)", "objection"),
        ("21(1)", "objection_no_basis"),
        ("21(1)", "objection_withdraw"),
    },
    Row.DIRECT_MARKETING: {
        ("21(2)", "marketing"),
        ("21(2)", "marketing_consent"),
        ("21(2)", "marketing_none"),
        ("21(2)", "marketing_odd_basis"),
    },
    Row.RESEARCH: {
        ("21(6)", "research"),
        ("21(6)", "research_none"),
        ("21(6)", "research_unsaid"),
    },
    Row.AUTOMATED_DECISION: {
        ("22", "follows_basis"),
        ("22(1)", "automated_none"),
        ("22(1)", "automated_prohibited"),
        ("22(2)(a), 22(3)", "automated_contract"),
        ("22(2)(b)", "automated_law"),
        ("22(2)(c), 22(3)", "automated_consent"),
        ("22(4)", "automated_special"),
    },
    Row.CONSENT_WITHDRAWAL: {
        ("7(3)", "follows_basis"),
        ("7(3)", "withdrawal"),
        ("7(3)", "withdrawal_explicit_consent"),
        ("7(3)", "withdrawal_no_basis"),
    },
}
MAYBE = (None, True, False)
ALL_THAT_MAY_BE_KNOWN = [
    Known(
        is_direct_marketing=marketing,
        is_automated=automated,
        decides_alone=alone,
        kept_by_law=kept,
        is_research=research,
        explicit_consent=explicit,
    )
    for marketing, automated, alone, kept, research, explicit in product(
        (True, False), MAYBE, MAYBE, MAYBE, MAYBE, MAYBE
    )
]


@pytest.mark.parametrize("row", Row)
def test_a_row_says_these_sentences_with_these_articles_and_no_other(row: Row) -> None:
    said = {
        (found.article, found.code)
        for column in (*LawfulBasis, *Sensitive)
        for known in ALL_THAT_MAY_BE_KNOWN
        if (found := cell(row, column, known))
    }
    assert said == SAID[row]


@pytest.mark.parametrize(
    ("is_research", "code"),
    [(True, "research"), (None, "research_unsaid"), (False, "research_none")],
)
def test_research_is_spoken_of_as_far_as_it_is_known(is_research: bool | None, code: str) -> None:
    found = cell(Row.RESEARCH, LawfulBasis.CONSENT, Known(is_research=is_research))
    assert found.code == code
