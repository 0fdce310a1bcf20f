"""Every public page in each language, as cheap for many rows as for few."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from registers_app.models import Controller
from requests_app.models import AccessRequest, LinkPurpose, Submission
from tests.cases import make_answered, make_received
from tests.factories import make_controller, make_register
from tests.looped import for_each
from tests.requests_app.portal.person import Person, answers_to, link_path

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en")
# What stands on every page; each language says it in its own words.
SKIP = {"fi": "Siirry sisältöön", "sv": "Hoppa till innehållet", "en": "Skip to the content"}
LARGEST_STYLE_SHEET = 20_000


@pytest.fixture
def controller() -> Controller:
    return northwind()


def northwind() -> Controller:
    controller = make_controller(slug="northwind")
    make_register(controller)
    return controller


class Tour:
    """People on their way through every page of one language, each way walked once."""

    def __init__(self, language: str, controller: Controller) -> None:
        self.language = language
        self.controller = controller
        self.answers = answers_to(controller, register="customers")

    def somebody(self) -> Person:
        return Person(language=self.language)

    @cached_property
    def filling_in(self) -> Person:
        person = self.somebody()
        person.fill_in(self.answers)
        return person

    @cached_property
    def sent(self) -> Person:
        person = self.somebody()
        person.submit(self.answers)
        return person

    @cached_property
    def received(self) -> Submission:
        return make_received(self.controller, language=self.language).submission

    @cached_property
    def answered(self) -> tuple[Person, AccessRequest]:
        request = make_answered(self.controller, language=self.language)
        person = self.somebody()
        person.open_request(request.submission)
        # Opened before: the first time is noted, and costs more.
        person.get("answer")
        return person, request


Opened = Callable[[Tour], tuple[Person, str]]


def step(name: str) -> Opened:
    return lambda tour: (tour.filling_in, tour.filling_in.step(name))


def checked(tour: Tour) -> tuple[Person, str]:
    return tour.filling_in, tour.filling_in.address("check")


def sent(tour: Tour) -> tuple[Person, str]:
    return tour.sent, tour.sent.address("sent")


def link(purpose: LinkPurpose) -> Opened:
    return lambda tour: (tour.somebody(), link_path(tour.received, purpose))


def own(name: str) -> Opened:
    def opened(tour: Tour) -> tuple[Person, str]:
        person, request = tour.answered
        package = request.packages.get()
        kwargs = {
            "letter": {"pk": request.letters.latest("pk").pk},
            "file": {"pk": package.files.get().pk},
            "withdraw": {"pk": request.pk},
        }
        return person, person.address(name, **kwargs.get(name, {}))

    return opened


def plain(name: str, **kwargs: str) -> Opened:
    def opened(tour: Tour) -> tuple[Person, str]:
        person = tour.somebody()
        return person, person.address(name, **kwargs)

    return opened


# The page, and how many queries it may take.
PAGES: dict[str, tuple[Opened, int]] = {
    "start": (plain("start"), 1),
    "organisation": (plain("organisation", slug="northwind"), 5),
    "step organisation": (step("organisation"), 2),
    "step register": (step("register"), 5),
    "step right": (step("right"), 9),
    "step you": (step("you"), 2),
    "step find": (step("find"), 2),
    "step about": (step("about"), 3),
    "step access": (step("access"), 2),
    "step reply": (step("reply"), 2),
    "check": (checked, 8),
    "sent": (sent, 5),
    "confirm": (link(LinkPurpose.CONFIRM), 1),
    "open": (link(LinkPurpose.OPEN), 1),
    "new link": (plain("new_link"), 0),
    "code": (plain("code"), 0),
    "not signed in": (plain("request"), 0),
    "signed out": (plain("sign_out"), 0),
    "request": (own("request"), 11),
    "letter": (own("letter"), 3),
    "withdraw": (own("withdraw"), 3),
    "answer": (own("answer"), 11),
    "accessibility": (plain("accessibility"), 1),
    "privacy": (plain("privacy"), 0),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page as somebody saw it, and what it cost."""

    address: str
    response: Any
    queries: int


@pytest.fixture(scope="module")
def shown(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[tuple[str, str], Shown]:
    """Every page in every language, opened once, with more to show than one of each.

    Nothing is kept.
    """
    found = {}
    for language in LANGUAGES:
        with django_db_blocker.unblock(), transaction.atomic():
            tour = Tour(language, northwind())
            for number in range(2):
                make_controller()
                make_register(tour.controller, slug=f"more-{number}")
            for name, (opened, _queries) in PAGES.items():
                person, address = opened(tour)
                with CaptureQueriesContext(connection) as asked:
                    response = person.client.get(address)
                found[name, language] = Shown(
                    address=address, response=response, queries=len(asked)
                )
            transaction.set_rollback(True)
    return found


@for_each("name, language", product(PAGES, LANGUAGES))
def test_a_page_speaks_the_language_of_its_address(
    shown: dict[tuple[str, str], Shown], name: str, language: str
) -> None:
    response = shown[name, language].response

    page = response.content.decode()
    assert response.status_code in (200, 403)
    assert f'<html lang="{language}">' in page
    assert SKIP[language] in page
    assert page.count("<h1") == 1
    assert re.search(r"<title>[^<]+ – (Rightsdesk|Northwind[^<]*)</title>", page)


@for_each("name", PAGES)
def test_a_page_offers_itself_in_the_other_languages(
    shown: dict[tuple[str, str], Shown], name: str
) -> None:
    page = shown[name, "sv"].response.content.decode()

    elsewhere = shown[name, "sv"].address.replace("/sv/", "/fi/", 1)
    assert f'href="{elsewhere}" lang="fi"' in page or 'name="language" value="fi"' in page


@for_each("name, language", product(PAGES, LANGUAGES))
def test_a_page_takes_no_more_queries_when_there_is_more_to_show(
    shown: dict[tuple[str, str], Shown], name: str, language: str
) -> None:
    _opened, most = PAGES[name]
    assert shown[name, language].queries <= most


@for_each("name", PAGES)
def test_a_page_runs_no_script_but_the_desks_own_and_asks_nobody_else_for_anything(
    shown: dict[tuple[str, str], Shown], name: str
) -> None:
    response = shown[name, "sv"].response

    page = response.content.decode()
    # They only help: the pages work without them.
    for script in ("own", "proof", "keep"):
        page = page.replace(f'<script src="/static/portal/{script}.js" defer></script>', "", 1)
    assert "<script" not in page
    assert " style=" not in page
    assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@for_each("name", [name for name in PAGES if "step" in name or name == "check"])
def test_no_page_with_typed_text_is_kept_by_a_cache(
    shown: dict[tuple[str, str], Shown], name: str
) -> None:
    assert "no-store" in shown[name, "sv"].response["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "language"),
    [("fi", "fi"), ("sv-SE,sv;q=0.9,en;q=0.8", "sv"), ("de,en;q=0.5", "en"), ("", "en")],
)
def test_the_desk_opens_in_a_language_that_the_browser_asks_for(asked: str, language: str) -> None:
    response = Client().get("/", headers={"Accept-Language": asked})

    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert "Accept-Language" in response["Vary"]


def test_the_start_page_sets_no_cookie_but_the_one_of_its_form(controller: Controller) -> None:
    response: Any = Person().get("start")

    assert set(response.cookies) == {"csrftoken"}


def test_every_cookie_is_needed_and_out_of_reach_of_scripts(controller: Controller) -> None:
    person = Person()
    person.submit(answers_to(controller, register="customers"))
    person.open_request(make_received(controller).submission)

    cookies = person.client.cookies
    assert set(cookies) <= {"csrftoken", "draft", "sessionid"}
    assert {"draft", "sessionid"} <= set(cookies)
    for cookie in cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert not cookie["domain"], cookie.key
    assert int(cookies["sessionid"]["max-age"]) <= 12 * 60 * 60


def test_without_organisations_the_start_page_says_what_one_can_do() -> None:
    assert "write to the organisation itself" in Person().get("start").content.decode()


def test_a_closed_organisation_is_not_offered(controller: Controller) -> None:
    make_controller(name="Closed Oy", is_open=False)

    assert "Closed Oy" not in Person().get("start").content.decode()


def test_a_text_in_another_language_than_the_page_is_marked(controller: Controller) -> None:
    register = controller.registers.get()
    register.names = {"fi": "Asiakasrekisteri"}
    register.save()

    page = Person().get("organisation", slug="northwind").content.decode()

    assert '<dt lang="fi">Asiakasrekisteri</dt>' in page


def test_the_desk_says_that_it_is_well() -> None:
    response = Client().get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_style_sheet_is_small() -> None:
    sheet = settings.BASE_DIR / "templates" / "static" / "portal" / "portal.css"

    assert sheet.stat().st_size < LARGEST_STYLE_SHEET


@pytest.mark.parametrize(
    ("countries", "named", "not_named"),
    [
        (("FI",), ("Traficom", "(306/2019)"), ("Digg", "Equality Act", "European Union names")),
        (("SE",), ("(2018:1937)", "Digg"), ("Traficom", "Equality Act")),
        (("GB",), ("Equality Act 2010",), ("Traficom", "Digg", "European Union names")),
        (("FI", "EE"), ("Traficom", "European Union names"), ("Digg",)),
    ],
)
def test_the_accessibility_statement_names_the_law_of_the_organisations_country(
    countries: tuple[str, ...], named: tuple[str, ...], not_named: tuple[str, ...]
) -> None:
    Controller.objects.update(is_open=False)
    for country in countries:
        make_controller(country=country)

    page = Person().get("accessibility").content.decode()

    assert all(words in page for words in named)
    assert not any(words in page for words in not_named)
