"""Each register of the demo as its public notice, in each language."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

import registers_app
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Controller, Register, RegisterVersion
from tests.registers_app.pages.notices import LANGUAGES, read
from tests.registers_app.pages.page import Page
from tests.standing import standing

pytestmark = pytest.mark.django_db

DEMO = Path(registers_app.__file__).parent / "demo"
FILES = sorted(path.stem for path in DEMO.glob("*.yaml"))
PARTS = ["subject_categories", "data_categories", "sources", "retention_rules", "transfers"]
PORTABILITY, WITHDRAWAL, OBJECTION = "Article 20", "Article 7(3)", "Article 21"
# What the bases of each register's version in force give beside the rights that all have.
RIGHTS = {
    "jackbot/customers": {PORTABILITY, WITHDRAWAL, OBJECTION},
    "jakamo/own": {OBJECTION},
    "jalonom/customers": {PORTABILITY, WITHDRAWAL, OBJECTION},
    "jamix/customers-and-marketing": {OBJECTION},
    "jamworks/contacts": {PORTABILITY, WITHDRAWAL, OBJECTION},
}


@pytest.fixture(params=FILES, scope="module")
def registers(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[Register]]:
    """The registers of a file, loaded once for all that is asked of them."""

    def made() -> list[Register]:
        load_yaml((DEMO / f"{request.param}.yaml").read_bytes())
        return list(Register.objects.select_related("controller"))

    yield from standing(django_db_blocker, made)


def said_by(version: RegisterVersion, language: str) -> Iterable[str]:
    """Every text that the notice of a version holds."""
    yield version.descriptions[language]
    yield version.security_measures.get(language, "")
    rows: list[Any] = [row for part in PARTS for row in getattr(version, part).all()]
    rows += [*version.purposes.all(), *version.recipients.filter(is_published=True)]
    yield from (row.names[language] for row in rows)
    if version.register.our_role == "controller":
        for purpose in version.purposes.all():
            yield purpose.legitimate_interests.get(language, "")
            yield from (basis.legal_acts.get(language, "") for basis in purpose.bases.all())


def kept_by(register: Register, language: str) -> Iterable[str]:
    """What stays inside the desk."""
    for system in register.data_systems.all():
        yield from (system.owner, system.owner_email)
    for client in register.clients.all():
        yield from (client.name, client.email, client.agreement)
    for version in register.versions.all():
        unnamed = version.recipients.filter(is_published=False)
        yield from (row.names[language] for row in unnamed)


def test_a_notice_says_all_that_its_version_says_in_the_pages_language_and_no_other(
    registers: list[Register],
) -> None:
    own_names = {"fi": {"suomi"}, "sv": {"svenska"}, "en": {"English"}}
    for register, language in product(registers, LANGUAGES):
        for version in register.versions.all():
            page = Page(read(register, language=language, number=version.number))
            unsaid = [text for text in said_by(version, language) if _plain(text) not in page.main]
            assert unsaid == []
            assert page.foreign == own_names


def test_a_notice_keeps_clients_owners_and_unnamed_recipients(registers: list[Register]) -> None:
    for register, language in product(registers, LANGUAGES):
        kept = [text for text in kept_by(register, language) if text]
        assert kept
        for version in register.versions.all():
            source = read(register, language=language, number=version.number)
            assert not [text for text in kept if text in source]


def test_a_notice_offers_the_rights_that_its_bases_give(registers: list[Register]) -> None:
    for register in registers:
        page = Page(read(register))
        if register.our_role == "processor":
            assert "rights" not in page.sections
            continue
        rights = page.sections["rights"]
        conditional = {PORTABILITY, WITHDRAWAL, OBJECTION}
        given = {article for article in conditional if article in rights}
        assert given == RIGHTS[f"{register.controller.slug}/{register.slug}"]


def test_the_first_version_stands_there_with_its_faults_and_as_no_longer_in_force(
    registers: list[Register],
) -> None:
    for register in registers:
        main = Page(read(register, number=1)).main
        assert "This version is no longer in force." in main
        assert "published before Rightsdesk" in main


@pytest.mark.parametrize("registers", ["jackbot"], indirect=True)
@pytest.mark.usefixtures("registers")
def test_jackbots_first_version_names_privacy_shield_and_says_that_it_is_invalid() -> None:
    transfers = Page(read(Register.objects.get(slug="customers"), number=1)).sections["transfers"]

    assert "Privacy Shield" in transfers
    assert "declared it invalid" in transfers


def test_the_list_of_a_controller_holds_its_notices(registers: list[Register]) -> None:
    for controller, language in product(Controller.objects.all(), LANGUAGES):
        main = Page(read(controller, language=language)).main
        assert all(register.names[language] in main for register in registers)


def _plain(text: str) -> str:
    return " ".join(text.split())
