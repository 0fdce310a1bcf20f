"""Every column that is published has its place on the notice, and no other has."""

import time
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from registers_app.domain.languages import Text
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import (
    DataCategory,
    Purpose,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from registers_app.models.content import PARTS
from registers_app.pages.blocks import Section
from registers_app.pages.content import BasisRow, Content
from registers_app.pages.notice import Notice
from registers_app.pages.preview import draft_notice, rendered_draft
from registers_app.pages.said.telling import Telling
from registers_app.pages.sections import sections_of
from tests.factories import make_controller, make_register, texts
from tests.registers_app.pages.notices import LANGUAGES
from tests.registers_app.pages.page import Page
from tests.registers_app.pages.whole import expected, make_whole

pytestmark = pytest.mark.django_db

# law.md E.4: the customary structure of a Finnish notice.
FINNISH = {
    "fi": [
        "Rekisterinpitäjä",
        "Yhteyshenkilö rekisteriä koskevissa asioissa",
        "Tietosuojavastaava",
        "Rekisterin nimi",
        "Henkilötietojen käsittelyn tarkoitus ja oikeusperuste",
        "Rekisterin tietosisältö ja rekisteröityjen ryhmät",
        "Säännönmukaiset tietolähteet",
        "Tietojen säilytysaika",
        "Säännönmukaiset luovutukset ja vastaanottajat",
        "Tietojen siirto EU:n tai ETA:n ulkopuolelle",
        "Rekisterin suojauksen periaatteet",
        "Automaattinen päätöksenteko ja profilointi",
        "Rekisteröidyn oikeudet ja niiden käyttäminen",
        "Tietojen antamisen pakollisuus ja seuraukset",
        "Evästeet",
        "Oikeus tehdä valitus valvontaviranomaiselle",
        "Selosteen muutokset, päiväys",
    ],
    "sv": [
        "Personuppgiftsansvarig",
        "Kontaktperson i ärenden som gäller registret",
        "Dataskyddsombud",
        "Registrets namn",
        "Ändamålet med och den rättsliga grunden för behandlingen",
        "Registrets datainnehåll och kategorier av registrerade",
        "Regelmässiga uppgiftskällor",
        "Uppgifternas lagringstid",
        "Regelmässiga utlämnanden och mottagare",
        "Överföring utanför EU eller EES",
        "Principerna för skyddet av registret",
        "Automatiserat beslutsfattande och profilering",
        "Den registrerades rättigheter och hur de utövas",
        "Skyldighet att lämna uppgifter och följder",
        "Kakor",
        "Rätt att lämna in klagomål till tillsynsmyndigheten",
        "Ändringar, datering",
    ],
    "en": [
        "Controller",
        "Contact person for the register",
        "Data protection officer",
        "Name of the register",
        "Purpose and legal basis",
        "Data content and groups of persons",
        "Regular sources",
        "Retention",
        "Disclosures and recipients",
        "Transfers outside EU/EEA",
        "Security principles",
        "Automated decisions, profiling",
        "Rights and how to use them",
        "Obligation to provide data",
        "Cookies",
        "Complaint to the authority",
        "Changes, date",
    ],
}


@pytest.fixture
def register() -> Register:
    controller = make_controller(
        slug="northwind",
        representative="Repräsentant GmbH, Berlin",
        dpo_name="The officer",
        dpo_email="dpo@northwind.example",
        dpo_phone="+358 9 999",
        dpo_postal_address="Officer’s street 5",
    )
    return make_register(controller)


@pytest.fixture
def version(register: Register) -> RegisterVersion:
    return make_whole(register)


def test_every_published_column_has_its_place(version: RegisterVersion) -> None:
    # Only joint controllers have an arrangement.
    version.register.joint_controllers.add(make_controller())
    main = " ".join(Page(rendered_draft(version, "en")).words.split()).casefold()

    with translation.override("en"):
        missing = {where: said for where, said in expected() if said.casefold() not in main}

    assert missing == {}


def test_no_other_column_has_one(version: RegisterVersion) -> None:
    for language in LANGUAGES:
        assert "secret" not in rendered_draft(version, language)


def test_a_controller_is_told_with_its_representative_and_its_officer(
    version: RegisterVersion,
) -> None:
    page = Page(rendered_draft(version, "en"))

    representative = "Representative in the European Union (Article 27) Repräsentant GmbH, Berlin"
    assert representative in page.sections["controller"]
    for said in ("The officer", "dpo@northwind.example", "+358 9 999", "Officer’s street 5"):
        assert said in page.sections["dpo"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finnish_notice_has_the_seventeen_customary_headings(
    version: RegisterVersion, language: str
) -> None:
    headings = [f"{n}. {words}" for n, words in enumerate(FINNISH[language], start=1)]

    told = [words for tag, words in Page(rendered_draft(version, language)).headings if tag == "h2"]

    assert told[1:] == headings  # below the list of contents


def test_data_stand_under_the_groups_of_people_that_they_are_about(
    register: Register, version: RegisterVersion
) -> None:
    group = {"names": texts("Visitors"), "key": "visitors"}
    version.subject_categories.create(**group)
    DataCategory.objects.create(
        version=version, names=texts("Page views"), subject_categories=["visitors"]
    )
    DataCategory.objects.create(version=version, names=texts("Whatever we hold"))

    data = Page(rendered_draft(version, "en")).sections["data"]

    everybody, visitors = data.split("About all of them")[1].rsplit("Visitors", 1)
    assert "Whatever we hold" in everybody
    assert "Page views" in visitors
    assert "Page views" not in everybody


def test_each_purpose_names_the_data_that_it_needs(version: RegisterVersion) -> None:
    Purpose.objects.create(version=version, key="club", names=texts("The club"))
    DataCategory.objects.create(version=version, names=texts("Points"), purposes=["club"])

    purposes = Page(rendered_draft(version, "en")).sections["purposes"]

    club = purposes.split("The club")[1]
    assert "Points" in club
    assert "Points" not in purposes.split("The club")[0]


def test_what_a_line_names_and_is_not_there_is_passed_over(version: RegisterVersion) -> None:
    version.data_categories.update(purposes=["gone"], subject_categories=["gone"])
    version.retention_rules.update(purposes=["gone"], data_categories=["gone"])

    page = Page(rendered_draft(version, "en"))

    assert "All data" in page.sections["retention"]
    assert "said data_categories names" in page.sections["data"]


def test_a_notice_takes_as_many_queries_for_thirty_lines_of_each_part_as_for_three(
    register: Register,
) -> None:
    few, many = (filled(register, lines) for lines in (3, 30))

    assert queries(few) == queries(many) <= 20


def filled(register: Register, lines: int) -> RegisterVersion:
    version = RegisterVersion.objects.create(register=register, number=lines)
    for model in PARTS.values():
        rows = [
            model(version=version, key=f"k{n}", names=texts(f"{model.__name__} {n}"), **more(model))
            for n in range(lines)
        ]
        model._default_manager.bulk_create(rows)
    purposes = Purpose.objects.filter(version=version)
    PurposeBasis.objects.bulk_create(
        PurposeBasis(purpose=row, basis=basis)
        for row, basis in product(purposes, ("contract", "consent"))
    )
    return version


def more(model: Any) -> dict[str, Any]:
    """What a row of *model* cannot do without, and what it may name."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    given: dict[str, Any] = {"country": "IE", "purposes": ["k0", "k1"], "safeguard": "adequacy"}
    if "kind" in columns:
        given["kind"] = columns["kind"].choices[0][0]
    return {name: value for name, value in given.items() if name in columns}


def queries(version: RegisterVersion) -> int:
    fresh = RegisterVersion.objects.select_related("register__controller").get(pk=version.pk)
    with CaptureQueriesContext(connection) as caught:
        rendered_draft(fresh, "en")
    return len(caught)


def test_time_grows_with_what_is_said_and_not_with_its_square(version: RegisterVersion) -> None:
    """500 purposes and 2,000 kinds of data, each used for five purposes."""
    notice = draft_notice(version, "en")
    content = large(notice.content)
    telling = Telling(content=content, language="en", dated=notice.dated, history=[])

    started = time.perf_counter()
    with translation.override("en"):
        sections = sections_of(telling)
        html = render_to_string("notices/body.html", {"notice": with_sections(notice, sections)})
    spent = time.perf_counter() - started

    assert html.count("Kind 1999") == 6
    assert spent < 10  # about a second on an idle machine; by the square it would be minutes


def large(content: Content) -> Content:
    def text(words: str) -> Text:
        return Text(text=words, language="en")

    basis = BasisRow(basis=LawfulBasis.CONTRACT, name="contract", act=text(""))
    purposes = [
        replace(content.purposes[0], key=f"p{n}", name=text(f"Purpose {n}"), bases=[basis])
        for n in range(500)
    ]
    data = [
        replace(
            content.data[0],
            key=f"d{n}",
            name=text(f"Kind {n}"),
            purposes=[f"p{(n + step) % 500}" for step in range(5)],
            groups=[],
        )
        for n in range(2000)
    ]
    return replace(content, purposes=purposes, data=data)


def with_sections(notice: Notice, sections: list[Section]) -> Notice:
    return replace(notice, sections=sections)
