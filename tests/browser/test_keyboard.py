"""From the first question to the answer with a keyboard alone, and the focus is always seen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from registers_app.models import Controller
from requests_app.models import AccessRequest, LinkPurpose, Submission
from requests_app.services.links import make_link
from tests.browser.chromium import NARROW, WIDE, chromium, window
from tests.cases import begin, collect_all, prepare, send_answer, settle
from tests.factories import make_controller, make_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_STOPS = 60
GO = "#main button.go, #main a.go"
# The stop, or the label that shows it, lies in the window and bears a mark.
SEEN = """() => {
  const stop = document.activeElement, box = stop.getBoundingClientRect();
  const style = getComputedStyle(stop);
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return stop === document.body || (marked && inside) ? '' : stop.outerHTML;
}"""


class Keys:
    """Somebody at a keyboard, without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Step on until *selector* has the focus."""
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(SEEN) == "", self.page.url
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"No key leads to {selector} on {self.page.url}")

    def press(self, selector: str = GO, key: str = "Enter") -> None:
        """Step to it and press it, and the next page comes."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def choose(self, selector: str) -> None:
        """Step to a group of choices, and choose."""
        self.to(selector)
        self.page.keyboard.press("Space")

    def type(self, selector: str, text: str) -> None:
        """Step to a field and type."""
        self.to(selector)
        self.page.keyboard.type(text)


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    return controller


@pytest.fixture(
    params=[
        pytest.param((NARROW, False), id="nojs"),
        pytest.param((WIDE, True), id="js", marks=pytest.mark.matrix),
    ]
)
def keys(request: pytest.FixtureRequest, live_server: Any) -> Iterator[Keys]:
    width, scripts = request.param
    with (
        chromium() as browser,
        window(browser, width=width, scripts=scripts, base_url=live_server.url) as page,
    ):
        yield Keys(page)


def test_a_person_gets_through_with_the_keyboard_alone(keys: Keys, controller: Controller) -> None:
    page = keys.page
    page.goto("/en/")
    keys.press()
    expect(page.locator(".problem")).to_be_focused()
    keys.to(".problem a")
    page.keyboard.press("Enter")
    expect(page.locator("[value=northwind]")).to_be_focused()
    page.keyboard.press("Space")
    keys.press()
    keys.choose("[name=register]")
    keys.press()
    keys.choose("[value=access]")
    keys.press()
    keys.choose("[name=whom]")
    keys.press()
    keys.type("#id_person_name", "Maija")
    keys.type("#id_email", "maija@example.org")
    keys.press()
    keys.type("#id_identifiers", "Customer 12")
    keys.press()
    _to_the_end(keys)
    submission = Submission.objects.get()
    assert submission.person_name == "Maija"

    _answer(submission)
    page.goto(_path(make_link(submission, purpose=LinkPurpose.OPEN)))
    keys.press()
    keys.press("a[href$='/request/messages/']")
    keys.type("#id_text", "Thank you")
    keys.press("#main form button.go")
    expect(page.locator(".thread")).to_contain_text("Thank you")
    keys.press("a[href$='/request/']")
    keys.press("a[href*='/request/answer/']")
    keys.to("a[href*='/request/answer/file/'], a[download]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().stat().st_size


def _to_the_end(keys: Keys) -> None:
    """Through what else is asked, to the receipt."""
    for _step in range(5):
        keys.press()
        if "/form/sent/" in keys.page.url:
            return
    raise AssertionError(keys.page.url)


def _answer(submission: Submission) -> None:
    case = AccessRequest.objects.get(submission=submission)
    send_answer(prepare(collect_all(settle(begin(case)))))


def _path(link: str) -> str:
    return "/" + link.split("/", 3)[3]
