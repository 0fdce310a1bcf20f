"""A notice as a PDF says what its page says, to screen readers too, and runs nothing."""

import re
from collections import Counter
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from registers_app.models import Purpose, Register
from registers_app.pages import pdf as pdf_page
from registers_app.pages.pdf import document, notice_pdf
from registers_app.pages.preview import draft_notice, rendered_draft
from tests.factories import make_controller, texts
from tests.pdf import Pdf
from tests.registers_app.pages.notices import (
    LANGUAGES,
    SECRETS,
    address_of,
    make_notice,
    publish_next,
)
from tests.registers_app.pages.page import Page
from tests.registers_app.pages.whole import make_whole

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("nothing_is_found", "published_may_change"),
]

BROKEN = re.compile(r"^\d+$|[/@•]")


@pytest.fixture
def register() -> Register:
    return make_notice()


def fetched(register: Register, *, language: str = "en", number: int | None = None) -> Pdf:
    address = address_of(register, language=language, number=number) + "notice.pdf"
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return Pdf(response.content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_page_says_and_nothing_else(language: str) -> None:
    controller = make_controller(slug="northwind", dpo_name="The officer", is_open=False)
    draft = make_whole(make_notice(controller=controller))

    notice = draft_notice(draft, language)
    page, paper = Page(rendered_draft(draft, language)), Pdf(notice_pdf(notice))
    data = document(notice)

    on_page = Counter(words_of(" ".join(page.sections.values())))
    on_paper = Counter(words_of(paper.words))
    assert on_page - on_paper == Counter()
    # Beside them stand the foot of each page, and that it is a draft.
    apart = words_of(f"{data['footer']} {data['standing_note'][0]['line'][0]['text']}")
    assert set(on_paper) - set(words_of(page.words)) - set(apart) == set()


def words_of(text: str) -> list[str]:
    """The words of a text, without numbers of pages and without what a line may break."""
    return [word for word in re.findall(r"\S+", text) if not BROKEN.search(word)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_with_its_language_its_title_and_its_structure(
    register: Register, language: str
) -> None:
    pdf = fetched(register, language=language)
    kind = {"fi": "Tietosuojaseloste", "sv": "Dataskyddsbeskrivning", "en": "Privacy notice"}
    name = {"fi": "Customer register (fi)", "sv": "Customer register (sv)"}

    assert pdf.is_tagged
    assert pdf.language == language
    assert pdf.title == f"{kind[language]}: {name.get(language, 'Customer register')}"
    assert pdf.tags["H1"] == 1
    assert pdf.tags["H2"] == len([words for words in pdf.outline if words[0].isdigit()]) > 10
    # Of purposes and of data, each with its heads.
    assert pdf.tags["Table"] >= 2
    assert pdf.tags["TH"] >= 4


def test_a_text_in_another_language_is_marked(register: Register) -> None:
    Purpose.objects.filter(names__en="Newsletter").update(names={"sv": "Nyhetsbrev"})

    assert "sv" in fetched(register).languages


def test_its_links_lead_to_the_desk_from_anywhere(register: Register) -> None:
    links = fetched(register).links()

    form = "http://localhost:8000/en/to/northwind/?register=customers"
    assert {form, f"{form}&rights=objection", f"{form}&rights=erasure"} <= links
    assert "mailto:" + register.controller.email in links


def test_each_version_has_its_own(register: Register) -> None:
    publish_next(register, on=date(2026, 1, 1), description="The new one")

    old, new = fetched(register, number=1), fetched(register)

    assert "This version is no longer in force." in old.words
    assert "The new one" not in old.words
    assert "The new one" in new.words


def test_it_keeps_what_the_page_keeps(register: Register) -> None:
    words = fetched(register).words

    assert not [secret for secret in SECRETS if secret in words]


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '#panic("gone")',
        "$ sum_(k=0)^n $ *bold* _thin_ `raw` <label> @reference // remark",
        '"]) #eval("1 + 1") \\ \\u{41}',
        "= Heading\n- list\n/ term: what",
        '#import "@preview/x:1.0.0": *',
    ],
)
def test_no_text_becomes_code(register: Register, hostile: str) -> None:
    register.names = texts(hostile)
    register.save()
    Purpose.objects.filter(names__en="Newsletter").update(names={"en": hostile})

    pdf = fetched(register)

    assert " ".join(hostile.split()) in pdf.words
    assert pdf.tags["H1"] == 1


def test_signs_that_no_font_has_still_give_a_document(register: Register) -> None:
    register.names = texts("Mailing 😀 \U000e0001 \x07 list")
    register.save()

    pdf = fetched(register)

    assert pdf.is_tagged
    assert "Delivering what was ordered" in pdf.words


def test_what_is_no_address_of_a_page_is_no_link(register: Register) -> None:
    register.controller.website = "javascript:alert(1)"
    register.controller.save()

    assert not [link for link in fetched(register).links() if "javascript" in link]
    assert 'href="javascript' not in Client().get(address_of(register)).text


def test_it_is_set_once_for_as_long_as_it_says_the_same(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    made: list[str] = []

    def counted(template: str, data: dict[str, object]) -> bytes:
        made.append(str(data["language"]))
        return b"%PDF"

    monkeypatch.setattr(pdf_page, "pdf_of", counted)
    for language in ("en", "en", "sv", "en"):
        Client().get(address_of(register, language=language) + "notice.pdf")
    assert made == ["en", "sv"]

    publish_next(register, on=date(2026, 1, 1))
    Client().get(address_of(register) + "notice.pdf")
    assert made == ["en", "sv", "en"]
    cache.clear()


def test_any_cache_may_keep_it_and_an_old_one_is_not_searched(register: Register) -> None:
    publish_next(register, on=date(2026, 1, 1))

    new = Client().get(address_of(register) + "notice.pdf")
    old = Client().get(address_of(register, number=1) + "notice.pdf")

    assert "public" in new["Cache-Control"]
    assert "X-Robots-Tag" not in new
    assert old["X-Robots-Tag"] == "noindex"
    assert new["Content-Disposition"] == 'inline; filename="customers-2-en.pdf"'
    again = Client().get(
        address_of(register) + "notice.pdf", headers={"If-None-Match": new["ETag"]}
    )
    assert again.status_code == 304


def test_what_was_not_published_has_none(register: Register) -> None:
    address = address_of(register, number=1).replace("versions/1", "versions/2")

    assert Client().get(address + "notice.pdf").status_code == 404


def test_page_and_list_lead_to_it(register: Register) -> None:
    address = address_of(register) + "notice.pdf"

    page = Page(Client().get(address_of(register)).text)
    listed = Page(Client().get(address_of(register.controller)).text)

    assert page.links[address] == "This notice as a PDF"
    assert listed.links[address] == "Customer register as a PDF"
    assert listed.links["/notices/northwind/customers/notice.json"] == "Customer register as JSON"
    assert listed.links["/en/to/northwind/?register=customers"].endswith("Customer register")
