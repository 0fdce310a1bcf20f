"""What the matrix sums up for the demo registers is what their purposes give."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from registers_app.domain.advice import Sum
from registers_app.domain.rights import Right
from registers_app.models import RegisterVersion, VersionState
from registers_app.pages.advice import RegisterUses, person_advice, uses_in, with_uses
from tests.registers_app.demo.loaded import NAMES, load
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

ALL, SOME, DEPENDS, NONE = Sum.ALL, Sum.SOME, Sum.DEPENDS, Sum.NONE
# The same in each: Art. 15, 16 and 18 reach everything; 17 asks for more than the basis.
ALWAYS = {
    Right.ACCESS: ALL,
    Right.RECTIFICATION: ALL,
    Right.ERASURE: DEPENDS,
    Right.RESTRICTION: ALL,
}
# Portability, objection, withdrawal of consent: read by hand from the purposes of version 2.
SUMS = {
    ("jackbot", "customers"): (SOME, SOME, SOME),
    ("jackbot", "client-data"): (ALL, ALL, ALL),  # no basis named: the client has it
    ("jamix", "customers-and-marketing"): (NONE, ALL, NONE),
    ("jalonom", "customers"): (SOME, SOME, SOME),
    ("jakamo", "own"): (NONE, ALL, NONE),
    ("jakamo", "customers-data"): (ALL, ALL, ALL),  # no basis named: the client has it
    ("jamworks", "contacts"): (SOME, SOME, SOME),
    ("jamworks", "client-databases"): (ALL, ALL, ALL),  # no basis named
}
CLIENTS_DECIDE = {"client-data", "customers-data", "client-databases"}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield from standing(django_db_blocker, lambda: load(*NAMES))


def uses_of(name: str, slug: str, *, language: str = "en") -> RegisterUses:
    versions = RegisterVersion.objects.filter(
        register__slug=slug, register__controller__slug=name, state=VersionState.PUBLISHED
    )
    (version,) = with_uses(versions)
    return uses_in(version, language=language)


@pytest.mark.parametrize(("name", "slug"), SUMS)
def test_each_register_sums_up_by_its_purposes(name: str, slug: str) -> None:
    uses = uses_of(name, slug)
    portability, objection, withdrawal = SUMS[name, slug]

    sums = {right: person_advice(right, [uses]).sum for right in Right}

    # A client may let a machine decide with data that it has processed here; nobody else does.
    by_machine = DEPENDS if slug in CLIENTS_DECIDE else NONE
    assert sums == {
        **ALWAYS,
        Right.AUTOMATED_DECISION: by_machine,
        Right.PORTABILITY: portability,
        Right.OBJECTION: objection,
        Right.CONSENT_WITHDRAWAL: withdrawal,
    }


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_use_is_named_in_the_readers_language(language: str) -> None:
    uses = uses_of("jalonom", "customers", language=language)

    assert len(uses.uses) == 17
    assert {each.name.language for each in uses.uses} == {language}


def test_bookkeeping_is_kept_by_law_and_named_in_the_advice_on_erasure() -> None:
    advice = person_advice(Right.ERASURE, [uses_of("jalonom", "customers")])

    kept = next(group for group in advice.groups if group.cell.code == "erasure_law")
    names = {named.name.text for named, _advice in kept.uses}
    assert "Bookkeeping of purchases and payments" in names
    assert len(names) == 3
