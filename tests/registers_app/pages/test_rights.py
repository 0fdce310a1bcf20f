"""A notice offers the rights that the register's bases give, each where it applies."""

import pytest

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Register
from tests.factories import make_controller, make_register
from tests.registers_app.pages.notices import add_purpose, read
from tests.registers_app.pages.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]

CONSENT, CONTRACT, OBLIGATION, VITAL, TASK, INTEREST = LawfulBasis
ALWAYS = ("Article 15", "Article 16", "Article 17", "Article 18")
PORTABILITY, WITHDRAWAL, OBJECTION = "Article 20", "Article 7(3)", "Article 21"
GIVEN = {
    CONSENT: {PORTABILITY, WITHDRAWAL},
    CONTRACT: {PORTABILITY},
    OBLIGATION: set(),
    VITAL: set(),
    TASK: {OBJECTION},
    INTEREST: {OBJECTION},
}


@pytest.fixture
def register() -> Register:
    register = make_register(make_controller(slug="northwind"))
    register.versions.get().purposes.all().delete()
    return register


def purpose(register: Register, name: str, *bases: LawfulBasis, marketing: bool = False) -> None:
    add_purpose(register.versions.get(), name, *bases, is_direct_marketing=marketing)


def rights(register: Register) -> str:
    return Page(read(register)).sections["rights"]


@pytest.mark.parametrize("basis", LawfulBasis)
def test_each_basis_gives_its_rights_and_no_other(register: Register, basis: LawfulBasis) -> None:
    purpose(register, "Shop", basis)

    said = rights(register)

    assert all(article in said for article in ALWAYS)
    conditional = {PORTABILITY, WITHDRAWAL, OBJECTION}
    assert {article for article in conditional if article in said} == GIVEN[basis]


def test_where_no_basis_is_named_every_right_is_offered(register: Register) -> None:
    purpose(register, "Shop")

    said = rights(register)

    assert all(article in said for article in (*ALWAYS, PORTABILITY, WITHDRAWAL, OBJECTION))


def test_direct_marketing_may_be_objected_to_on_any_basis_without_a_reason(
    register: Register,
) -> None:
    purpose(register, "Newsletter", CONTRACT, marketing=True)

    said = rights(register)

    assert "object to direct marketing at any time, without giving a reason" in said
    assert "particular situation" not in said


def test_a_right_that_reaches_some_purposes_names_them(register: Register) -> None:
    purpose(register, "Orders", CONTRACT)
    purpose(register, "Statistics", INTEREST)
    purpose(register, "Newsletter", CONSENT)

    said = rights(register)

    after = said.split(PORTABILITY)[1].split("Article")[0]
    assert "You have this right where data are used for: Orders Newsletter" in after
    assert said.split(WITHDRAWAL)[1].split("Article")[0].count("Orders") == 0


def test_a_right_that_reaches_every_purpose_names_none(register: Register) -> None:
    purpose(register, "Orders", CONTRACT)

    assert "You have this right where" not in rights(register)


def test_what_a_law_obliges_to_keep_is_named_with_erasure(register: Register) -> None:
    purpose(register, "Orders", CONTRACT)
    purpose(register, "Bookkeeping", OBLIGATION, CONTRACT)

    erasure = rights(register).split("Article 17")[1].split("Article")[0]

    assert "That concerns: Bookkeeping" in erasure
    assert "Orders" not in erasure


def test_the_right_to_object_stands_apart_with_a_way_of_its_own(register: Register) -> None:
    purpose(register, "Statistics", INTEREST)

    page = Page(read(register))

    assert ("h3", "Right to object Article 21") in page.headings
    link = "/en/to/northwind/?register=customers&rights=objection"
    assert page.links[link] == "Object to the use of your data"


def test_the_rights_lead_into_the_form_with_the_register_chosen(register: Register) -> None:
    purpose(register, "Orders", CONTRACT)

    links = Page(read(register)).links

    assert links["/en/to/northwind/?register=customers"] == "Make a request about these data"
