"""The public notices of the demo in Chromium: no WCAG violation and nothing clipped."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

import registers_app
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Controller, Register
from tests.browser.chromium import NARROW, WIDE, chromium, overflow, window
from tests.browser.matrix import View, every_view, looking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# One of each kind: in force and former, joint, of a processor, and of the United Kingdom.
KINDS = (
    ("jackbot", "customers", 2),
    ("jackbot", "customers", 1),
    ("jalonom", "customers", 2),
    ("jakamo", "customers-data", 2),
    ("jamworks", "contacts", 2),
)
DEMO = Path(registers_app.__file__).parent / "demo"


@pytest.fixture
def demo() -> None:
    for path in sorted(DEMO.glob("*.yaml")):
        load_yaml(path.read_bytes())


@pytest.fixture
def jackbot() -> None:
    load_yaml((DEMO / "jackbot.yaml").read_bytes())


@every_view(in_the_slice=View(NARROW, "fi", "dark", scripts=True))
def test_every_kind_of_notice_fits_all(live_server: Any, demo: None, view: View) -> None:
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        for controller, register, number in KINDS:
            walk.go(version(controller, register, number).removeprefix("/en/"))
            walk.look(f"notice-{controller}-{number}")
        walk.go("notices/jalonom-sweden/")
        walk.look("notices")
        walk.go("notices/jackbot/customers/versions/2/changes/1/")
        walk.look("notice-changes")


def test_no_notice_of_the_demo_is_clipped_on_a_phone(live_server: Any, demo: None) -> None:
    addresses = [
        version(register.controller.slug, register.slug, number)
        for register, number in product(Register.objects.select_related("controller"), (1, 2))
    ]
    addresses += [listing(controller.slug) for controller in Controller.objects.all()]
    with chromium() as browser, window(browser, width=NARROW, base_url=live_server.url) as page:
        for address, language in product(addresses, ("fi", "sv")):
            answer = page.goto(address.replace("/en/", f"/{language}/", 1))
            assert answer
            assert answer.ok, page.url
            assert overflow(page) == "", page.url


def test_a_notice_leads_into_the_form_without_scripts(live_server: Any, jackbot: None) -> None:
    with (
        chromium() as browser,
        window(browser, width=NARROW, scripts=False, base_url=live_server.url) as page,
    ):
        page.goto("/notices/jackbot/customers/")
        expect(page.locator("html")).to_have_attribute("lang", "fi")
        page.click("text=Vastusta tietojesi käyttöä")
        expect(page.locator("#main")).to_contain_text("Asiakasrekisteri")
        page.click("#main button.go")
        expect(page.locator("[value=objection]")).to_be_checked()


def test_a_notice_prints_as_a_document(live_server: Any, jackbot: None) -> None:
    with chromium() as browser, window(browser, width=WIDE, base_url=live_server.url) as page:
        page.goto(version("jackbot", "customers", 2))
        page.emulate_media(media="print")
        for hidden in (".contents", "nav", ".buttons", ".bottom"):
            expect(page.locator(hidden).first).to_be_hidden()
        expect(page.locator("table").first).to_be_visible()
        expect(page.locator("h1")).to_be_visible()


def test_a_table_keeps_its_meaning_where_it_has_no_room(live_server: Any, jackbot: None) -> None:
    with chromium() as browser, window(browser, width=NARROW, base_url=live_server.url) as page:
        page.goto(version("jackbot", "customers", 2))
        expect(page.get_by_role("columnheader", name="Lawful basis")).to_be_attached()
        purposes = page.locator("section[aria-labelledby=purposes]")
        row = purposes.get_by_role("row", name="The newsletter for those who ordered it")
        expect(row.get_by_role("rowheader")).to_contain_text("The newsletter")
        expect(row.get_by_role("cell").first).to_contain_text("Consent")


def version(controller: str, register: str, number: int) -> str:
    """The address of a version in the language in use."""
    names = {"controller": controller, "register": register, "number": number}
    return reverse("notices:version", kwargs=names)


def listing(controller: str) -> str:
    """The address of an organisation's list in the language in use."""
    return reverse("notices:controller", kwargs={"controller": controller})
