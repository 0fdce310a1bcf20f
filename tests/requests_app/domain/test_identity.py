"""Which proof of identity fits: every cell of the table, and what a policy can and cannot do."""

from hypothesis import given
from hypothesis import strategies as st

from requests_app.domain.identity import (
    ASKS,
    NOTHING,
    REACHES,
    Fitting,
    Level,
    Proof,
    fitting,
    strictest,
)
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import IdentityMethod
from tests.looped import for_each

# Right, scope, ordinary data, sensitive data: what is enough, and the most that may be asked.
TABLE = [
    (Right.ACCESS, "", (1, 2), (3, 3)),
    (Right.PORTABILITY, "", (1, 2), (3, 3)),
    (Right.RECTIFICATION, "", (1, 1), (2, 3)),
    (Right.ERASURE, "", (1, 2), (2, 3)),
    (Right.RESTRICTION, "", (1, 1), (1, 2)),
    (Right.OBJECTION, ObjectionScope.OTHER, (1, 1), (1, 2)),
    (Right.OBJECTION, ObjectionScope.ALL, (1, 1), (1, 2)),
    (Right.OBJECTION, ObjectionScope.MARKETING, (0, 1), (0, 1)),
    (Right.CONSENT_WITHDRAWAL, "", (0, 1), (0, 1)),
    (Right.AUTOMATED_DECISION, "", (1, 2), (2, 3)),
]
rights = st.sampled_from(Right)
scopes = st.sampled_from(ObjectionScope)
levels = st.sampled_from(Level)


def pair(found: Fitting) -> tuple[int, int]:
    return (found.enough.value, found.most.value)


@for_each("right, scope, ordinary, sensitive", TABLE)
def test_what_fits_follows_from_the_right_and_the_data(
    right: Right, scope: str, ordinary: tuple[int, int], sensitive: tuple[int, int]
) -> None:
    assert pair(fitting(right, scope=scope)) == ordinary
    assert pair(fitting(right, scope=scope, is_sensitive=True)) == sensitive


def test_a_bank_account_or_an_address_is_corrected_on_more_proof_than_a_name() -> None:
    assert pair(fitting(Right.RECTIFICATION, touches_payment=True)) == (2, 3)
    assert pair(fitting(Right.ERASURE, touches_payment=True)) == (1, 2)


@given(right=rights, scope=scopes, sensitive=st.booleans(), own=levels)
def test_a_policy_never_lifts_the_most_that_may_be_asked(
    right: Right, scope: ObjectionScope, sensitive: bool, own: Level
) -> None:
    plain = fitting(right, scope=scope, is_sensitive=sensitive)
    found = fitting(right, scope=scope, is_sensitive=sensitive, own=own)
    assert found.most == plain.most
    assert found.enough <= found.most


@given(sensitive=st.booleans(), own=levels, payment=st.booleans())
def test_stopping_marketing_and_withdrawing_consent_never_take_more_than_a_known_channel(
    sensitive: bool, own: Level, payment: bool
) -> None:
    for right in (Right.OBJECTION, Right.CONSENT_WITHDRAWAL):
        found = fitting(
            right,
            scope=ObjectionScope.MARKETING,
            is_sensitive=sensitive,
            touches_payment=payment,
            own=own,
        )
        assert found.most <= Level.CHANNEL


def test_a_policy_may_raise_or_lower_what_is_enough() -> None:
    assert fitting(Right.ACCESS, own=Level.FACTS).enough == Level.FACTS
    assert fitting(Right.ACCESS, is_sensitive=True, own=Level.FACTS).enough == Level.FACTS


def test_several_rights_are_met_by_the_proof_that_the_strictest_needs() -> None:
    together = strictest([fitting(Right.ACCESS, is_sensitive=True), fitting(Right.ERASURE)])
    assert pair(together) == (3, 3)
    assert strictest([]) == NOTHING


@given(right=rights, sensitive=st.booleans())
def test_a_document_is_never_asked_for_without_facts(right: Right, sensitive: bool) -> None:
    found = fitting(right, scope=ObjectionScope.OTHER, is_sensitive=sensitive)
    assert not found.allows(ASKS[Proof.DOCUMENT])
    assert not found.allows(ASKS[Proof.IN_PERSON])


def test_every_method_and_every_proof_has_its_level() -> None:
    assert set(IdentityMethod.values) <= set(REACHES)
    assert set(ASKS) == set(Proof)


def test_the_most_may_be_asked_and_no_more() -> None:
    found = fitting(Right.ACCESS)
    assert found.allows(found.most)
    assert not found.allows(Level(found.most + 1))
