"""What a notice tells the public, and what it keeps to itself."""

from datetime import date

import pytest
from django.test import Client

from config.clock import today
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, Purpose, Recipient, Register, RegisterVersion, Transfer
from tests.factories import make_controller, make_register, make_version, texts
from tests.raw_sql import force
from tests.registers_app.pages.notices import (
    LANGUAGES,
    SECRETS,
    add_purpose,
    address_of,
    make_notice,
    publish_next,
    read,
)
from tests.registers_app.pages.page import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("nothing_is_found", "published_may_change"),
]


@pytest.fixture
def register() -> Register:
    return make_notice()


def test_a_notice_says_who_what_why_where_from_to_whom_and_how_long(register: Register) -> None:
    page = Page(read(register))

    assert "Northwind Oy" in page.sections["controller"]
    assert register.controller.email in page.sections["contact"]
    assert "Delivering what was ordered" in page.sections["purposes"]
    assert "Customers" in page.sections["data"]
    assert "Name and contact details" in page.sections["data"]
    assert "You" in page.sections["sources"]
    assert "Two years after the last order" in page.sections["retention"]
    assert "Posti Oy" in page.sections["recipients"]
    assert "To Sample Inc." in page.sections["transfers"]
    assert "Access is limited by role." in page.sections["security"]
    assert "No automated decisions are made." in page.sections["automated"]


@pytest.mark.parametrize("role", ["controller", "processor"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_keeps_what_is_not_public(role: str, language: str) -> None:
    register = make_notice(our_role=role)

    for source in (
        read(register, language=language),
        read(register, language=language, number=1),
        read(register.controller, language=language),
    ):
        assert not [secret for secret in SECRETS if secret in source]


def test_a_purpose_stands_beside_its_bases_with_the_law_or_the_interest(
    register: Register,
) -> None:
    purposes = Page(read(register)).sections["purposes"]

    assert "Delivering what was ordered Contract Article 6(1)(b)" in purposes
    assert "Newsletter Direct marketing Consent Article 6(1)(a)" in purposes
    assert "Accounts Legal obligation Article 6(1)(c) Accounting Act" in purposes
    assert "Security Legitimate interest Article 6(1)(f) Safe premises" in purposes


def test_what_a_version_leaves_unsaid_is_said_to_be_unsaid() -> None:
    register = make_register(make_controller())
    version = register.versions.get()
    version.purposes.all().delete()
    version.sources.all().delete()
    add_purpose(version, "Without a basis")
    add_purpose(version, "Without an interest", LawfulBasis.LEGITIMATE_INTEREST)
    add_purpose(version, "Without a law", LawfulBasis.LEGAL_OBLIGATION)

    page = Page(read(register))

    purposes = page.sections["purposes"]
    assert "Without a basis No lawful basis is named" in purposes
    assert "The interest is not named" in purposes
    assert "The law is not named" in purposes
    assert "This version does not say." in page.sections["sources"]


def test_where_data_come_from_and_what_needs_care_stands_beside_them(register: Register) -> None:
    data = Page(read(register)).sections["data"]

    assert "Name and contact details You give them yourself" in data
    special = "Allergies Special category of personal data (Article 9) What allows their use is not"
    assert f"{special} named in this version. They arise from what you do" in data


def test_recipients_stand_by_kind(register: Register) -> None:
    recipients = Page(read(register)).sections["recipients"]

    assert recipients.index("Processors") < recipients.index("Posti Oy")
    assert recipients.index("Authorities") < recipients.index("Tax office")


def test_recipients_that_are_not_named_are_named_to_who_asks(register: Register) -> None:
    page = Page(read(register))

    assert "Not every recipient is named here" in page.sections["recipients"]
    assert "Ask who has received your data" in page.sections["recipients"]
    assert "/en/to/northwind/?register=customers&rights=access" in page.links


def test_where_every_recipient_is_named_nothing_else_is_hinted_at(register: Register) -> None:
    Recipient.objects.filter(is_published=False).delete()

    assert "Not every recipient" not in Page(read(register)).sections["recipients"]


def test_a_transfer_says_what_it_rests_on_and_that_there_is_a_copy(register: Register) -> None:
    transfers = Page(read(register)).sections["transfers"]

    assert "To Sample Inc. (United States) What it rests on: Standard contractual" in transfers
    assert "a copy of it on request" in transfers


def test_a_transfer_on_a_dead_safeguard_says_that_it_is_dead(register: Register) -> None:
    Transfer.objects.update(safeguard="privacy_shield")

    assert "invalid in its judgment C-311/18" in Page(read(register)).sections["transfers"]


def test_without_transfers_none_is_stated(register: Register) -> None:
    Transfer.objects.all().delete()

    said = Page(read(register)).sections["transfers"]

    assert "No transfers outside the EU or the EEA are stated" in said


def test_joint_controllers_all_stand_there_with_who_answers() -> None:
    register = make_notice()
    register.joint_controllers.add(make_controller(name="Southwind Ab", country="SE"))

    page = Page(read(register))

    joint = page.sections["joint_controllers"]
    assert "Northwind Oy" in joint
    assert "Southwind Ab" in joint
    assert "Northwind Oy answers requests on behalf of all of them" in joint
    assert "Ombudsman" in page.sections["complaint"]
    assert "Swedish Authority" in page.sections["complaint"]


def test_a_processor_says_that_the_client_decides_and_names_no_basis() -> None:
    page = Page(read(make_notice(our_role="processor")))

    assert "The client is the controller" in page.sections["role"]
    assert "Delivering what was ordered" in page.sections["services"]
    assert not {"purposes", "rights", "controller"} & set(page.sections)
    assert "Article 6" not in page.main
    assert page.links["/en/to/northwind/?register=customers"] == "Send a request through us"


def test_a_processor_leaves_out_what_only_its_clients_know() -> None:
    register = make_notice(our_role="processor")
    version = register.versions.get(number=1)
    for rows in (version.purposes, version.sources, version.retention_rules):
        rows.all().delete()
    version.subject_categories.all().delete()
    version.data_categories.all().delete()
    force(RegisterVersion, version.pk, automated_decisions={}, decides_by_machine=None)

    page = Page(read(register))

    unsaid = {"services", "sources", "retention", "data", "automated"}
    assert not unsaid & set(page.sections)


def test_the_law_of_the_united_kingdom_has_its_own_words() -> None:
    controller = make_controller(
        slug="northwind", country="GB", regime="UK", time_zone="Europe/London", calendar="GB-ENG"
    )
    register = make_notice(controller=controller)
    Transfer.objects.all().delete()

    page = Page(read(register))

    assert "Articles 13 and 14 of the UK GDPR" in page.main
    assert "outside the United Kingdom" in page.sections["transfers"]
    assert "within 30 days" in page.sections["complaint"]
    assert "Information Commissioner" in page.sections["complaint"]


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("FI", "fi", "Tietosuojaseloste"),
        ("FI", "sv", "Dataskyddsbeskrivning"),
        ("FI", "en", "Privacy notice"),
        ("SE", "sv", "Integritetspolicy"),
        ("GB", "en", "Privacy notice"),
    ],
)
def test_a_notice_has_the_name_customary_in_its_country(
    country: str, language: str, name: str
) -> None:
    register = make_notice(controller=make_controller(slug="northwind", country=country))

    page = Page(read(register, language=language))

    assert page.headings[0][1].startswith(name)


def test_elsewhere_than_in_finland_the_headings_are_plain() -> None:
    register = make_notice(controller=make_controller(slug="northwind", country="SE"))

    page = Page(read(register, language="sv"))

    assert "name" not in page.sections
    assert ("h2", "3. Varför uppgifterna behandlas och med vilken rättslig grund") in page.headings


def test_a_text_in_another_language_than_the_page_is_marked_and_said(register: Register) -> None:
    Purpose.objects.filter(names__en="Newsletter").update(names={"sv": "Nyhetsbrev"})
    register.names = {"fi": "Asiakasrekisteri"}
    register.save()

    page = Page(read(register))

    assert "Nyhetsbrev" in page.foreign["sv"]
    assert "Asiakasrekisteri" in page.foreign["fi"]
    assert "have not been translated" in page.main


def test_what_is_whole_in_the_pages_language_is_neither_marked_nor_excused(
    register: Register,
) -> None:
    page = Page(read(register, language="sv"))

    assert page.foreign.keys() <= {"fi", "sv", "en"}
    assert {*page.foreign.get("fi", set()), *page.foreign.get("en", set())} <= {"suomi", "English"}
    assert "har inte översatts" not in page.main


def test_text_is_shown_and_never_run(register: Register) -> None:
    register.names = texts("<script>alert(1)</script>")
    register.save()

    assert "<script" not in read(register)


def test_a_closed_organisations_notice_can_be_read_but_leads_into_no_form() -> None:
    controller = make_controller(slug="northwind", is_open=False)
    register = make_notice(controller=controller)

    response = Client().get(address_of(register))

    page = Page(response.content.decode())
    assert response["X-Robots-Tag"] == "noindex"
    assert not [link for link in page.links if "/to/" in link]
    assert "by e-mail, by letter" in page.sections["rights"]


def test_a_version_to_come_is_announced_and_the_one_in_force_stays(register: Register) -> None:
    day = today("Europe/Helsinki")
    publish_next(register, on=date(day.year + 1, 1, 1), description="Of next year")

    now, coming = Page(read(register)), Page(read(register, number=2))

    assert "Of next year" not in now.main
    assert f"Version 2, comes into force on 1 January {day.year + 1}" in now.sections["versions"]
    assert "This version is not in force yet." in coming.main


def test_before_the_first_version_is_in_force_it_says_so() -> None:
    register = make_register(make_controller(slug="northwind"))
    next_year = date(today("Europe/Helsinki").year + 1, 1, 1)
    force(RegisterVersion, register.versions.get().pk, effective_on=next_year)

    page = Page(read(register))

    assert "This version is not in force yet." in page.main
    assert "Read the version that is in force" not in page.main


def test_an_old_version_says_what_it_said_and_that_it_holds_no_longer(register: Register) -> None:
    force(RegisterVersion, register.versions.get(number=1).pk, predates_desk=True)
    publish_next(register, on=date(2026, 1, 1), description="The new one")

    response = Client().get(address_of(register, number=1))

    page = Page(response.content.decode())
    assert "This version is no longer in force." in page.main
    assert "in force from 1 January 2020 and was replaced on 1 January 2026" in page.main
    assert "published before Rightsdesk" in page.main
    assert "Data on those who buy from us." in page.main
    assert "The new one" not in page.main
    assert page.links[address_of(register)] == "Read the version that is in force"
    assert response["X-Robots-Tag"] == "noindex"


def test_an_old_version_speaks_of_nothing_that_holds_today(register: Register) -> None:
    publish_next(register, on=date(2026, 1, 1))

    page = Page(read(register, number=1))

    assert not {"rights", "complaint"} & set(page.sections)
    assert "Write to us" not in page.main
    assert not [link for link in page.links if "/to/" in link]


def test_an_old_version_names_who_kept_the_register_then(register: Register) -> None:
    publish_next(register, on=date(2026, 1, 1))
    Controller.objects.update(name="Eastwind Oy", email="new@eastwind.example")
    Register.objects.filter(pk=register.pk).update(names=texts("Renamed register"))

    then, now = Page(read(register, number=1)), Page(read(register))

    assert "Northwind Oy" in then.sections["controller"]
    assert "Customer register" in then.sections["name"]
    assert "new@eastwind.example" not in then.main
    assert "Eastwind Oy" in now.sections["controller"]


def test_every_published_version_is_listed_and_no_draft(register: Register) -> None:
    publish_next(register, on=date(2026, 1, 1))
    make_version(register)

    versions = Page(read(register)).sections["versions"]

    assert "Version 2, in force from 1 January 2026 (this page)" in versions
    assert "Version 1, in force from 1 January 2020, replaced on 1 January 2026" in versions
    assert "Version 3" not in versions


def test_the_lasting_address_is_told(register: Register) -> None:
    assert "http://localhost:8000/notices/northwind/customers/" in Page(read(register)).links
