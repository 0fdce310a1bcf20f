"""Colours of the reader's own, more contrast, no motion, no style sheet, and paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from registers_app.models import Controller
from requests_app.models import LinkPurpose
from requests_app.services.links import make_link
from tests.browser.chromium import NARROW, WIDE, assert_fit_for_all, chromium, window
from tests.cases import make_answered, make_received
from tests.factories import make_controller, make_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GO = "#main button.go"
MOVING = """() => [...document.querySelectorAll('*')].filter(each => {
  const style = getComputedStyle(each);
  return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
}).map(each => each.outerHTML)"""
# Without colours of the page's own, what is a button or a field is told by its edge.
EDGELESS = """() => [...document.querySelectorAll('.go, main input[type=text], textarea')]
  .filter(each => getComputedStyle(each).borderTopStyle === 'none').map(each => each.outerHTML)"""
COLOUR = "name => getComputedStyle(document.querySelector('.top')).getPropertyValue(name)"
UNSTYLED = "getComputedStyle(document.querySelector('.skip')).position === 'static'"
UNLABELLED = """() => [...document.querySelectorAll('main input, main textarea, main select')]
  .filter(each => each.type !== 'hidden' && !each.labels.length).map(each => each.outerHTML)"""


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    return controller


@contextmanager
def reader(address: str, *, width: int = NARROW, **more: Any) -> Iterator[Page]:
    with (
        chromium() as browser,
        window(browser, width=width, base_url=address, **more) as page,
    ):
        yield page


def pages(page: Page, controller: Controller) -> Iterator[str]:
    """One page of each make: choices, fields with mistakes, one's own request, and an answer."""
    page.goto("/en/")
    yield "choices"
    page.check("[value=northwind]")
    with page.expect_navigation():
        page.click(GO)
    page.goto("/en/form/you/")
    page.click(GO)
    yield "mistakes"
    case = make_answered(controller)
    link = make_link(case.submission, purpose=LinkPurpose.OPEN)
    page.goto("/" + link.split("/", 3)[3])
    page.click(GO)
    yield "request"
    page.goto("/en/request/answer/")
    yield "answer"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.matrix)])
def test_the_readers_own_colours_and_no_motion(
    live_server: Any, controller: Controller, scheme: str
) -> None:
    options: dict[str, Any] = {"forced_colors": "active", "reduced_motion": "reduce"}
    with reader(live_server.url, color_scheme=scheme, **options) as page:
        for _name in pages(page, controller):
            assert_fit_for_all(page)
            assert page.evaluate(MOVING) == []
            assert page.evaluate(EDGELESS) == []


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.matrix)])
def test_more_contrast_for_who_asks_for_it(
    live_server: Any, controller: Controller, scheme: str
) -> None:
    with reader(live_server.url, contrast="more", color_scheme=scheme) as page:
        page.goto("/en/")
        soft, ink = (page.evaluate(COLOUR, name) for name in ("--soft", "--ink"))
        assert soft == ink
        assert_fit_for_all(page)


def test_without_style_sheets_the_pages_read_in_order(
    live_server: Any, controller: Controller
) -> None:
    with reader(live_server.url, scripts=False) as page:
        page.route("**/*.css", lambda route: route.abort())
        for name in pages(page, controller):
            assert page.evaluate(UNSTYLED)
            assert page.evaluate(UNLABELLED) == [], name
            text = page.inner_text("body")
            heading = page.inner_text("h1")
            assert text.index("Skip to the content") < text.index("suomi") < text.index(heading)
            assert text.index(heading) < text.index("Privacy and cookies")
        expect(page.locator("h1")).to_be_visible()


def test_on_paper_stands_what_matters_and_nothing_to_press(
    live_server: Any, controller: Controller
) -> None:
    with reader(live_server.url, width=WIDE) as page:
        for name in pages(page, controller):
            page.emulate_media(media="print")
            for selector in (".skip", ".languages", ".bottom", "button"):
                for each in page.locator(selector).all():
                    expect(each).to_be_hidden()
            if name == "request":
                expect(page.locator("h1")).to_be_visible()
                expect(page.locator(".timeline")).to_be_visible()
            page.emulate_media(media="screen")


def test_on_paper_nothing_stays_folded(live_server: Any, controller: Controller) -> None:
    case = make_received(controller)
    link = make_link(case.submission, purpose=LinkPurpose.OPEN)
    with reader(live_server.url, width=WIDE) as page:
        page.goto("/" + link.split("/", 3)[3])
        page.click(GO)
        why = page.locator("details .reasons li").first
        expect(why).to_be_hidden()
        words = " ".join((why.text_content() or "").split())

        printed = pypdfium2.PdfDocument(page.pdf())
        text = " ".join(each.get_textpage().get_text_range() for each in printed)

        assert words in " ".join(text.split())
