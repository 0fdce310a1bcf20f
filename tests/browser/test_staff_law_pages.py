"""The pages of grounds, fees, answers about one person and held files in Chromium."""

from typing import Any

import pytest

from registers_app.domain.roles import Role
from registers_app.models import Register, User
from requests_app.domain.rights import Right
from tests.browser.chromium import (
    NARROW,
    WIDE,
    assert_fit_for_all,
    chromium,
    overflow,
    picture,
    window,
)
from tests.browser.test_staff_pages import sign_in
from tests.cases import begin, collect_all, make_received, settle
from tests.eight import begun, received, refused
from tests.factories import make_controller, make_user
from tests.requests_app.admin.registers import make_rich_register
from tests.requests_app.admin.staff import case_url, step_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def register() -> Register:
    return make_rich_register(make_controller(name="Northwind Oy"))


@pytest.fixture
def supervisor(register: Register) -> User:
    return make_user(register.controller, role=Role.SUPERVISOR, username="sofia")


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(NARROW, "fi", "dark"), pytest.param(WIDE, "en", "light", marks=pytest.mark.soak)],
)
def test_grounds_fees_and_files_fit_all(
    live_server: Any, register: Register, supervisor: User, width: int, language: str, scheme: Any
) -> None:
    controller = register.controller
    found = collect_all(settle(begin(make_received(controller, register=register))))
    contested = begun(received(Right.RECTIFICATION, controller=controller, register=register))
    closed = refused(received(Right.RESTRICTION, controller=controller, register=register))
    pages = {
        "refuse": step_url(found, "refuse"),
        "ask-fee": step_url(found, "ask-fee"),
        "prepare-answer": step_url(found, "prepare-answer"),
        "restrict-meanwhile": step_url(contested, "restrict-meanwhile"),
        "hold": step_url(closed, "hold"),
        "case": case_url(contested),
    }
    with (
        chromium() as browser,
        window(browser, width=width, color_scheme=scheme, locale=language) as page,
    ):
        sign_in(page, live_server.url, supervisor)
        for name, address in pages.items():
            page.goto(live_server.url + address)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert overflow(page) == "", name
            assert_fit_for_all(page)
            picture(page, f"staff-law-{name}")
