"""What the law leaves open for a purpose, by its right and its lawful bases (GDPR Art. 6-22)."""

from registers_app.domain.lawful_basis import LawfulBasis
from requests_app.domain.purposes import ItemResult, must_be_explained, possible_results
from requests_app.domain.rights import Right
from tests.looped import for_each

B, R = LawfulBasis, ItemResult
NOTHING: frozenset[LawfulBasis] = frozenset()


@for_each(
    "right, bases, results",
    [
        (Right.ERASURE, {B.CONSENT}, (R.MET, R.KEPT, R.NOT_HELD)),
        (Right.ERASURE, NOTHING, (R.MET, R.KEPT, R.NOT_HELD)),
        # What a law obliges to keep is kept first, Art. 17(3)(b).
        (Right.ERASURE, {B.LEGAL_OBLIGATION}, (R.KEPT, R.NOT_HELD, R.MET)),
        (Right.ERASURE, {B.CONTRACT, B.LEGAL_OBLIGATION}, (R.KEPT, R.NOT_HELD, R.MET)),
        (Right.PORTABILITY, {B.CONTRACT}, (R.MET, R.NOT_HELD, R.KEPT)),
        (Right.PORTABILITY, {B.LEGITIMATE_INTEREST}, (R.OUTSIDE,)),
        (Right.OBJECTION, {B.LEGITIMATE_INTEREST}, (R.MET, R.KEPT, R.NOT_HELD)),
        (Right.OBJECTION, {B.CONTRACT}, (R.OUTSIDE, R.NOT_HELD)),
        (Right.CONSENT_WITHDRAWAL, NOTHING, (R.MET, R.NOT_HELD)),
        (Right.CONSENT_WITHDRAWAL, {B.CONTRACT}, (R.OUTSIDE,)),
        (Right.CONSENT_WITHDRAWAL, {B.CONSENT}, (R.MET, R.NOT_HELD)),
        (Right.CONSENT_WITHDRAWAL, {B.CONSENT, B.CONTRACT}, (R.MET, R.OUTSIDE, R.NOT_HELD)),
        (Right.ACCESS, {B.CONSENT}, ()),
        (Right.RESTRICTION, {B.CONSENT}, ()),
    ],
)
def test_the_law_leaves_open_for_a_purpose(
    right: Right, bases: set[LawfulBasis], results: tuple[ItemResult, ...]
) -> None:
    assert possible_results(right, bases, is_direct_marketing=False) == results


@for_each("basis", LawfulBasis)
def test_there_is_nothing_to_weigh_in_direct_marketing_on_whatever_basis(
    basis: LawfulBasis,
) -> None:
    results = possible_results(Right.OBJECTION, {basis}, is_direct_marketing=True)
    assert results == (R.MET, R.NOT_HELD)


@for_each("result", ItemResult)
@for_each("right", Right)
@for_each("basis", LawfulBasis)
def test_only_erasing_what_a_law_obliges_to_keep_has_to_be_explained(
    right: Right, basis: LawfulBasis, result: ItemResult
) -> None:
    against_a_law = (right, basis, result) == (Right.ERASURE, B.LEGAL_OBLIGATION, R.MET)
    assert must_be_explained(right, {basis}, result) is against_a_law


@for_each("basis", LawfulBasis)
def test_what_a_law_keeps_for_a_time_is_kept_first_whatever_it_stands_on(
    basis: LawfulBasis,
) -> None:
    results = possible_results(
        Right.ERASURE, {basis}, is_direct_marketing=False, has_statutory_retention=True
    )
    assert results == (R.KEPT, R.NOT_HELD, R.MET)
    assert must_be_explained(Right.ERASURE, {basis}, R.MET, has_statutory_retention=True)


def test_a_retention_by_law_changes_no_other_right() -> None:
    for right in set(Right) - {Right.ERASURE}:
        for basis in LawfulBasis:
            plain = possible_results(right, {basis}, is_direct_marketing=False)
            kept = possible_results(
                right, {basis}, is_direct_marketing=False, has_statutory_retention=True
            )
            assert plain == kept
