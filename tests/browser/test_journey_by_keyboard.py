"""The whole form by keyboard alone, and what is kept while one types."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from registers_app.models import Controller, Register
from requests_app.domain.details import Details, Pair
from requests_app.models import RightsRequest
from tests.browser.chromium import NARROW, assert_fit_for_all, chromium, window
from tests.factories import make_controller, make_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# More presses than any page has places to stop at.
MOST_STOPS = 60


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    Register.objects.update(
        find_by={"en": "Customer number: it stands on every bill.\nFormer name"}
    )
    return controller


@pytest.fixture
def page(live_server: Any, controller: Controller) -> Iterator[Page]:
    with chromium() as browser, window(browser, width=NARROW) as page:
        page.goto(f"{live_server.url}/en/")
        yield page


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _stop in range(MOST_STOPS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector} on {page.url}")


def choose(page: Page, *values: str) -> None:
    """Tick boxes, or go to a round button by Tab and arrows."""
    for value in values:
        one = f"[value={value}]"
        if page.get_attribute(one, "type") == "checkbox":
            reach(page, one)
            page.keyboard.press("Space")
            continue
        name = page.get_attribute(one, "name")
        reach(page, f"[name={name}]")
        page.keyboard.press("Space")
        while not page.evaluate("wanted => document.activeElement.matches(wanted)", one):
            page.keyboard.press("ArrowDown")


def write(page: Page, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def go_on(page: Page) -> None:
    reach(page, "#main button.go")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert_fit_for_all(page)


def test_a_request_is_sent_by_keyboard_alone(page: Page) -> None:
    choose(page, "northwind")
    go_on(page)
    choose(page, "customers")
    go_on(page)
    choose(page, "rectification", "erasure")
    go_on(page)
    choose(page, "self")
    go_on(page)
    write(page, "#id_person_name", "Maija Meikäläinen")
    write(page, "#id_email", "maija@example.org")
    go_on(page)
    write(page, "#id_find_1", "1001")
    go_on(page)
    write(page, "#id_wrong_1", "Kotikatu 1")
    write(page, "#id_right_1", "Uusikatu 2")
    reach(page, "details.more summary")
    page.keyboard.press("Enter")
    write(page, "#id_wrong_2", "The phone number")
    go_on(page)
    choose(page, "part")
    write(page, "#id_what", "My old orders")
    go_on(page)
    write(page, "#id_about", "Thank you")
    go_on(page)
    choose(page, "post")
    write(page, "#id_postal_address", "Uusikatu 2")
    go_on(page)
    go_on(page)

    expect(page.locator("h1")).to_have_text("Your request has been sent")
    said = {row.right: row.said for row in RightsRequest.objects.all()}
    assert said == {
        "rectification": Details(
            pairs=(
                Pair(wrong="Kotikatu 1", right="Uusikatu 2"),
                Pair(wrong="The phone number"),
            )
        ),
        "erasure": Details(extent="part", what="My old orders"),
    }


def test_typing_outlives_the_tab_and_the_network(page: Page) -> None:
    choose(page, "northwind")
    go_on(page)
    choose(page, "customers")
    go_on(page)
    choose(page, "access")
    go_on(page)
    choose(page, "self")
    go_on(page)

    page.context.set_offline(True)
    write(page, "#id_person_name", "Maija Meikäläinen")
    expect(page.locator("#keeping")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("#keeping")).to_have_text("What you have typed is kept.")
    page.reload()

    expect(page.locator("#id_person_name")).to_have_value("Maija Meikäläinen")
