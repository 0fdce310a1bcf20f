"""The pages as pages: cheap, cacheable, without cookies and scripts, in every language."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from registers_app.models import Controller, DataCategory, Recipient, Register, RegisterVersion
from tests.factories import make_controller, make_register, make_version, texts
from tests.registers_app.pages.notices import (
    LANGUAGES,
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

MOST_QUERIES = {"notice": 16, "version": 16, "list": 4}


@pytest.fixture
def register() -> Register:
    return make_notice()


def addresses(register: Register, *, language: str = "en") -> dict[str, str]:
    return {
        "notice": address_of(register, language=language),
        "version": address_of(register, language=language, number=1),
        "list": address_of(register.controller, language=language),
    }


PAGES = list(MOST_QUERIES)


def get(register: Register, name: str, *, language: str = "en", **more: Any) -> Any:
    return Client().get(addresses(register, language=language)[name], **more)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_the_language_of_its_address(
    register: Register, name: str, language: str
) -> None:
    source = get(register, name, language=language).content.decode()

    assert f'<html lang="{language}">' in source
    assert [tag for tag, _words in Page(source).headings].count("h1") == 1
    assert re.search(r"<title>[^<]+ – (Rightsdesk|Northwind[^<]*)</title>", source)


@pytest.mark.parametrize("name", PAGES)
def test_a_change_of_language_keeps_the_page(register: Register, name: str) -> None:
    links = Page(get(register, name, language="sv").content.decode()).links

    assert links[addresses(register, language="fi")[name]] == "suomi"
    assert links[addresses(register, language="en")[name]] == "English"


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_level_at_a_time(register: Register, name: str) -> None:
    levels = [int(tag[1]) for tag, _words in Page(get(register, name).content.decode()).headings]

    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_any_cache_may_keep_a_page_and_no_cookie_is_set(register: Register, name: str) -> None:
    response = get(register, name)

    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_has_not_changed_is_not_sent_again(register: Register, name: str) -> None:
    tag = get(register, name)["ETag"]

    assert get(register, name, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_no_script_and_asks_nobody_else_for_anything(
    register: Register, name: str
) -> None:
    source = get(register, name).content.decode()

    assert "<script" not in source
    assert "<form" not in source
    assert " style=" not in source
    assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', source)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_only_shows(register: Register, name: str, method: str) -> None:
    assert getattr(Client(), method)(addresses(register)[name]).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_no_more_queries_when_there_is_more_to_show(
    register: Register, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    enlarge(register)
    address = addresses(register)[name]
    with django_assert_max_num_queries(MOST_QUERIES[name]):
        Client(SERVER_NAME="localhost").get(address)


def enlarge(register: Register) -> None:
    """Five more of everything."""
    version = register.versions.get(number=1)
    for number in range(5):
        add_purpose(version, f"Purpose {number}")
        DataCategory.objects.create(version=version, names=texts(f"Data {number}"))
        Recipient.objects.create(version=version, names=texts(f"Recipient {number}"))
        register.joint_controllers.add(make_controller())
        other = make_register(register.controller, slug=f"more-{number}")
        other.joint_controllers.add(make_controller())
        publish_next(other, on=date(2021, 1, 1))


@pytest.mark.parametrize(
    "path",
    [
        "northwind/nowhere/",
        "nowhere/",
        "nowhere/customers/",
        "northwind/customers/versions/2/",
        "northwind/customers/versions/0/",
        "northwind/customers/versions/99999999999999999999/",
        "northwind/customers/versions/one/",
        "northwind/%00/",
    ],
)
def test_what_there_is_not_is_not_found(register: Register, path: str) -> None:
    assert make_version(register).state == "draft"
    response = Client().get(f"/en/notices/{path}")

    assert response.status_code == 404
    assert "public" not in response.get("Cache-Control", "")


def test_a_version_in_review_is_not_found_either(register: Register) -> None:
    draft = register.versions.get(number=2)
    draft.send_to_review()
    draft.save()

    assert Client().get(address_of(register, number=2)).status_code == 404


def test_a_register_without_a_published_version_is_not_found(register: Register) -> None:
    draft = make_unpublished(register.controller)

    assert Client().get(address_of(draft)).status_code == 404
    assert "Half-written" not in read(register.controller)


def make_unpublished(controller: Controller) -> Register:
    register = Register.objects.create(
        controller=controller,
        slug="unpublished",
        names=texts("Half-written"),
        created_at=controller.registers.get().created_at,
    )
    RegisterVersion.objects.create(register=register, number=1)
    return register


def test_the_list_names_each_notice_with_what_it_is_about(register: Register) -> None:
    page = Page(read(register.controller))

    assert page.links[address_of(register)] == "Customer register"
    assert "Data on those who buy from us." in page.main
    assert "Version 1, in force from 1 January 2020" in page.main


def test_a_joint_controllers_list_leads_to_the_notice_of_the_one_that_answers(
    register: Register,
) -> None:
    joint = make_controller(name="Southwind Ab", country="SE")
    register.joint_controllers.add(joint)

    page = Page(read(joint))

    assert page.links[address_of(register)] == "Customer register"
    assert "Decided over jointly by: Northwind Oy, Southwind Ab" in page.main


def test_the_list_says_where_another_organisation_decides() -> None:
    register = make_notice(our_role="processor")

    assert "Another organisation decides over these data" in read(register.controller)


def test_an_organisation_without_a_notice_says_so() -> None:
    controller = make_controller()

    assert "has not published a notice here yet" in read(controller)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_without_a_language_leads_to_the_organisations_own(language: str) -> None:
    controller = make_controller(slug="northwind", language=language)
    register = make_notice(controller=controller)

    for name, address in addresses(register, language=language).items():
        plain = address.removeprefix(f"/{language}")
        response = Client().get(plain, headers={"Accept-Language": "en"})
        assert (response.status_code, response["Location"]) == (302, address), name


def test_an_address_without_a_language_of_nobody_leads_to_a_page_that_says_so() -> None:
    response = Client().get("/notices/nowhere/", follow=True)

    assert response.status_code == 404
