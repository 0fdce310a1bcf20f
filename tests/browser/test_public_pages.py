"""Every public page in Chromium: no WCAG violation and nothing clipped, narrow and wide."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from registers_app.models import Controller
from requests_app.models import AccessRequest, LinkPurpose
from requests_app.services.build_archives import build_archives
from requests_app.services.links import make_link
from tests.browser.chromium import MIDDLE, NARROW, WIDE, chromium, window
from tests.browser.looker import GO, Looker
from tests.browser.matrix import View, every_view, looking
from tests.cases import ask_for_identity, begin, make_answered, make_received, make_refused
from tests.factories import make_controller, make_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORM = View(NARROW, "fi", "dark", scripts=True)
OWN = View(MIDDLE, "sv", "light", scripts=False)
OTHER = View(WIDE, "en", "light", scripts=True)


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    make_register(controller, slug="jobs", name="Job applicants")
    make_controller(name="Kallionpohjalaisten Osuuskauppaliike ja Kehitysyhtiö Oy")
    return controller


@every_view(in_the_slice=FORM)
def test_the_form_fits_all_on_every_page(
    live_server: Any, controller: Controller, view: View
) -> None:
    signal = {"extra_http_headers": {"Sec-GPC": "1"}}  # of the browser (Art. 21(5))
    with chromium() as browser, looking(browser, view, live_server.url, **signal) as walk:
        page = walk.page
        walk.go("")
        walk.look("start")
        walk.press("start-error")
        page.check("[value=northwind]")
        walk.press("register")
        page.check("[value=customers]")
        walk.press("right")
        page.check("[value=access]")
        walk.press("whom")
        page.check("[value=agent]")
        walk.press("concerned")
        walk.press("concerned-error")
        page.fill("#id_concerned_name", "Eino Edustettu-Kallionpohjalainen")
        walk.press("you")
        page.fill("#id_email", "maija")
        walk.press("you-error")
        page.fill("#id_person_name", "Maija Meikäläinen-Kallionpohjalainen")
        page.fill("#id_email", "maija.meikalainen-kallionpohjalainen@osuuskauppaliike.example")
        walk.press("find")
        page.fill("#id_identifiers", "Customer number 1234567")
        walk.press("access")
        page.fill("#id_what", "Calls " + "everything" * 12)
        walk.press("about")
        page.fill("#id_about", "My orders of 2024, and " + "everything" * 12)
        walk.press("reply")
        page.check("[value=post]")
        walk.press("reply-error")
        page.fill("#id_postal_address", "Kotikatu 1\n00100 Helsinki")
        walk.press("check")
        walk.press("sent")
        page.click("summary")
        walk.look("sent-why")


@every_view(in_the_slice=OWN)
def test_ones_own_request_fits_all_on_every_page(
    live_server: Any, controller: Controller, view: View
) -> None:
    answered = make_answered(controller, language=view.language)
    waiting = ask_for_identity(begin(make_received(controller, language=view.language)))
    refused = make_refused(controller)
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        _open(walk, waiting, name="open")
        walk.look("request-waiting")
        walk.page.click("summary")
        walk.press("letter", ".letters a >> nth=-1")
        walk.go("request/messages/")
        walk.page.fill("#id_text", "When do I hear of you? " + "Abcdefghijklmnopqrstuvwxyz" * 4)
        walk.press("messages")
        walk.page.fill("#id_text", "")
        walk.press("messages-error")
        walk.go(f"request/withdraw/{waiting.pk}/")
        walk.look("withdraw")
        _open(walk, refused)
        walk.look("request-refused")
        _open(walk, answered)
        walk.look("request-answered")
        walk.press("answer", "a.go")
        walk.press("archive-waiting", "#all ~ p a.act")
        build_archives()
        walk.press("archive-ready", "main a.go")
        walk.press("archive-code")
        walk.page.fill("#id_code", "1234 5678")
        walk.press("archive-wrong-code")
        walk.go("request/")
        walk.press("signed-out", "form[action$='sign-out/'] button")


@every_view(in_the_slice=OTHER)
def test_the_other_pages_fit_all(live_server: Any, controller: Controller, view: View) -> None:
    received = make_received(controller, language=view.language)
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        walk.follow(make_link(received.submission, purpose=LinkPurpose.CONFIRM))
        walk.look("confirm")
        walk.press("confirmed")
        for path, name in {
            "to/northwind/": "organisation",
            "link/": "new-link",
            "request/": "not-signed-in",
            "open/unknown/": "link-unknown",
            "accessibility/": "accessibility",
            "privacy/": "privacy",
        }.items():
            walk.go(path)
            walk.look(name)
        walk.go("link/")
        walk.press("new-link-error")
        walk.page.fill("#id_reference", received.submission.reference)
        walk.page.fill("#id_email", "maija@example.org")
        walk.press("new-link-sent")


@pytest.fixture
def person(live_server: Any, controller: Controller) -> Iterator[Page]:
    """Somebody with a keyboard and without JavaScript, at the first question."""
    with chromium() as browser, window(browser, width=NARROW, scripts=False) as page:
        page.goto(f"{live_server.url}/en/")
        page.check("[value=northwind]")
        with page.expect_navigation():
            page.click(GO)
        page.goto(f"{live_server.url}/en/form/you/")
        yield page


def test_enter_continues_and_does_not_change_the_language(person: Page) -> None:
    person.fill("#id_email", "maija@example.org")
    person.focus("#id_person_name")
    person.keyboard.type("Maija")

    person.keyboard.press("Enter")

    expect(person).to_have_url(_path(person, "/en/form/find/"))


def test_a_change_of_language_keeps_what_is_being_typed(person: Page) -> None:
    person.fill("#id_person_name", "Maija")

    person.click("button[lang=fi]")

    expect(person).to_have_url(_path(person, "/fi/form/you/"))
    expect(person.locator("#id_person_name")).to_have_value("Maija")


def test_the_summary_of_mistakes_has_the_focus_and_leads_to_the_field(person: Page) -> None:
    person.click(GO)
    expect(person.locator(".problem")).to_be_focused()

    person.keyboard.press("Tab")
    person.keyboard.press("Enter")

    expect(person.locator("#id_person_name")).to_be_focused()


def test_the_browsers_back_button_shows_what_was_typed(person: Page) -> None:
    person.fill("#id_person_name", "Maija")
    person.fill("#id_email", "maija@example.org")
    with person.expect_navigation():
        person.click(GO)

    person.go_back()

    expect(person.locator("#id_person_name")).to_have_value("Maija")


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(person: Page) -> None:
    person.keyboard.press("Tab")
    expect(person.locator(".skip")).to_be_focused()

    person.keyboard.press("Enter")

    expect(person.locator("#main")).to_be_focused()


def _open(walk: Looker, request: AccessRequest, *, name: str = "") -> None:
    walk.follow(make_link(request.submission, purpose=LinkPurpose.OPEN))
    if name:
        walk.look(name)
    with walk.page.expect_navigation():
        walk.page.click(GO)


def _path(page: Page, path: str) -> str:
    return "/".join(page.url.split("/")[:3]) + path
