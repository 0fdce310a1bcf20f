"""A handler's morning: what is due, one case begun and one answered, by keys; a slip taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import override_settings
from playwright.sync_api import Page, expect

from config.clock import now
from notices_app.models import Notice
from registers_app.models import Controller, User
from requests_app.models import CaseMessage, RightsRequest
from tests.browser.chromium import WIDE, assert_fit_for_all, chromium, window
from tests.browser.test_staff_pages import sign_in
from tests.cases import begin, collect_all, handler_of, make_received, settle
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import state_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Which years do you mean?"


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Contoso Oy")
    make_register(controller)
    return controller


@pytest.fixture
def handler(controller: Controller) -> User:
    return handler_of(controller)


def received(controller: Controller, name: str, *, days_ago: int) -> Any:
    """What lies there in the morning."""
    return make_received(
        controller,
        register=controller.registers.get(),
        person_name=name,
        email=f"{name.split()[0].lower()}@example.org",
        received_at=now() - timedelta(days=days_ago),
    )


def take(page: Page, step: str, *, button: str = "") -> None:
    """Open a step of the case; with its button, take it."""
    page.get_by_role("link", name=step, exact=True).first.click()
    if button:
        page.get_by_role("button", name=button, exact=True).click()


def test_a_handler_sees_what_is_due_takes_it_up_answers_another_and_takes_a_slip_back(
    live_server: Any, controller: Controller, handler: User
) -> None:
    due = received(controller, "Siiri Soon", days_ago=24)
    ready = collect_all(settle(begin(received(controller, "Aino Asked", days_ago=10))))
    with (
        override_settings(UNDO_MINUTES=10),
        chromium() as browser,
        window(browser, width=WIDE) as page,
    ):
        sign_in(page, live_server.url, handler)
        expect(page.locator(".desk-tile", has_text="due in 7 days")).to_contain_text("1")
        page.get_by_role("link", name="Open the queue").click()
        _open_the_only_one(page, view="5")
        expect(page.locator("h1")).to_contain_text(due.submission.reference)
        _take_up(page)
        _write_to_the_person(page, due)
        page.get_by_role("link", name="Queue", exact=True).click()
        _press(page, "2")
        page.get_by_role("link", name=ready.submission.reference).click()
        _answer(page, ready)
        page.get_by_role("link", name="Queue", exact=True).click()
        expect(page.locator("#result_list tbody tr")).to_have_count(1)
    assert (state_of(due), state_of(ready)) == ("assessing", "answered")


def _open_the_only_one(page: Page, *, view: str) -> None:
    """By the keys alone."""
    _press(page, view)
    page.wait_for_url("**urgency=week")
    _press(page, "j")
    page.keyboard.press("o")


def _press(page: Page, key: str) -> None:
    """Once the keys are there: then the page names them."""
    expect(page.get_by_text("Keyboard", exact=True)).to_be_visible()
    page.keyboard.press(key)


def _take_up(page: Page) -> None:
    take(page, "Start assessing", button="Start assessing")
    take(page, "Settle identity")
    page.get_by_label("wrote from an address or number that we hold").check()
    page.get_by_label("Why is this enough?").fill("The address that we have held for years.")
    page.get_by_role("button", name="Settle identity").click()
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_text("Identity is settled.")).to_be_visible()
    take(page, "Write a note for colleagues")
    page.get_by_label("Note").fill("She called: the orders of last year matter most.")
    page.get_by_role("button", name="Write a note for colleagues").click()
    expect(page.get_by_text("the orders of last year")).to_be_visible()


def _write_to_the_person(page: Page, case: RightsRequest) -> None:
    """A slip is taken back before the person has heard of it; what was typed is there again."""
    take(page, "Write to the person")
    page.get_by_label("Message").fill(WORDS)
    page.get_by_role("button", name="Write to the person").click()
    page.get_by_role("button", name="Undo").click()
    assert not CaseMessage.objects.exists()
    expect(page.get_by_label("Message")).to_have_value(WORDS)
    page.get_by_role("button", name="Write to the person").click()
    page.get_by_role("button", name="Do it now").click()
    assert CaseMessage.objects.get().submission_id == case.submission_id


def _answer(page: Page, case: RightsRequest) -> None:
    take(page, "Prepare the answer")
    page.get_by_label("granted", exact=True).check()
    page.get_by_label("I have looked through all of this").check()
    page.get_by_role("button", name="Prepare the answer").click()
    take(page, "Send the answer")
    assert_fit_for_all(page)
    expect(page.get_by_role("heading", name="What the person will be told")).to_be_visible()
    before = Notice.objects.count()
    page.get_by_role("button", name="Send the answer").click()
    assert (state_of(case), Notice.objects.count()) == ("ready", before)
    assert_fit_for_all(page)
    page.get_by_role("button", name="Do it now").click()
    expect(page.locator(".desk-state")).to_have_text("answered")
    assert Notice.objects.count() > before
