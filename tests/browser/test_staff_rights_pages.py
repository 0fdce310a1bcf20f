"""The staff pages of all eight rights in Chromium: they fit all, and lead the hand rightly."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from registers_app.domain.roles import Role
from registers_app.models import Controller, Register, User
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import Outcome, RestrictionGround, RightsRequest, TaskKind
from requests_app.services.correct import Change, correct
from requests_app.services.inform import inform
from requests_app.services.restrict import restrict
from requests_app.services.search import search
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
from tests.cases import acting
from tests.eight import begun, decided, finish_all, received
from tests.factories import make_controller, make_user
from tests.requests_app.admin.registers import (
    make_processor_register,
    make_rich_register,
    purposes_by_name,
)
from tests.requests_app.admin.staff import INTAKE, QUEUE, case_url, step_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def register() -> Register:
    return make_rich_register(make_controller(name="Northwind Oy"))


@pytest.fixture
def supervisor(register: Register) -> User:
    return make_user(register.controller, role=Role.SUPERVISOR, username="sofia")


def asked(right: Right, register: Register, **more: Any) -> RightsRequest:
    return received(right, controller=register.controller, register=register, **more)


def dry_run(register: Register) -> RightsRequest:
    """An erasure that waits for its decision."""
    case = begun(asked(Right.ERASURE, register))
    search(case.pk, actor=acting(register.controller))
    finish_all(case, TaskKind.SEARCH)
    return case


def informing(register: Register) -> RightsRequest:
    """A rectification whose recipients are being told."""
    case = decided(begun(asked(Right.RECTIFICATION, register)))
    actor = acting(register.controller)
    change = Change(what="Address", old_value="Vanhakatu 1", new_value="Uusikatu 2")
    correct(case.pk, changes=[change], actor=actor)
    finish_all(case, TaskKind.CORRECT)
    inform(case.pk, actor=actor)
    return case


def restricted(register: Register) -> RightsRequest:
    case = decided(begun(asked(Right.RESTRICTION, register)))
    actor = acting(register.controller)
    restrict(case.pk, ground=RestrictionGround.ACCURACY, facts="The address.", actor=actor)
    return case


def pages_of(register: Register) -> dict[str, str]:
    controller: Controller = register.controller
    erasure = dry_run(register)
    kept = decided(dry_run(register), Outcome.PARTIAL)
    stopping = asked(Right.CONSENT_WITHDRAWAL, register)
    marketing = asked(Right.OBJECTION, register, scope=ObjectionScope.MARKETING)
    processed = received(
        Right.ACCESS, controller=controller, register=make_processor_register(controller)
    )
    rectified, locked = informing(register), restricted(register)
    correcting = decided(begun(asked(Right.RECTIFICATION, register)))
    restriction = locked.restrictions.get()
    return {
        "queue": reverse(QUEUE),
        "decide": step_url(erasure, "decide"),
        "decide-marketing": step_url(marketing, "decide"),
        "case-kept": case_url(kept),
        "case-stopping": case_url(stopping),
        "case-processor": case_url(processed),
        "case-informing": case_url(rectified),
        "case-restricted": case_url(locked),
        "correct": step_url(correcting, "correct"),
        "forward": step_url(processed, "forward"),
        "announce": step_url(locked, "announce-lifting", restriction.pk),
        "intake": reverse(INTAKE),
    }


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [
        (NARROW, "fi", "dark"),
        pytest.param(WIDE, "en", "light", marks=pytest.mark.soak),
    ],
)
def test_the_staff_pages_of_every_right_fit_all(
    live_server: Any,
    register: Register,
    supervisor: User,
    width: int,
    language: str,
    scheme: str,
) -> None:
    with (
        chromium() as browser,
        window(browser, width=width, color_scheme=scheme, locale=language) as page,
    ):
        sign_in(page, live_server.url, supervisor)
        for name, address in pages_of(register).items():
            page.goto(live_server.url + address)
            assert_fit_for_all(page)
            picture(page, f"staff-rights-{name}")


@pytest.mark.parametrize("scripts", [False, True])
def test_the_ground_of_what_is_kept_is_asked_beside_the_purpose_and_only_there(
    live_server: Any, register: Register, supervisor: User, scripts: bool
) -> None:
    case = dry_run(register)
    pk = purposes_by_name(register)["Invoices"]
    with chromium() as browser, window(browser, width=WIDE, scripts=scripts) as page:
        sign_in(page, live_server.url, supervisor)
        page.goto(live_server.url + step_url(case, "decide"))
        ground = page.locator(f"#id_kept_ground_{pk}")
        expect(ground).to_be_hidden()
        page.check(f"input[name=result_{pk}][value=kept]")
        expect(ground).to_be_visible()
        page.select_option(f"#id_kept_ground_{pk}", "ART17_3B_LEGAL_OBLIGATION")
        _press(page, "Decide")
        expect(page.locator(f"#id_kept_facts_{pk}")).to_be_visible()
        assert overflow(page) == ""
        if scripts:  # the examination is a script itself
            assert_fit_for_all(page)
            picture(page, "staff-rights-decide-mistakes")


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
