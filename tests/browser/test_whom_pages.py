"""The pages for who asks for another, and for who must not be found, in Chromium."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Page

from registers_app.domain.actors import subject_actor
from registers_app.domain.roles import Role as StaffRole
from registers_app.models import Controller
from requests_app.domain.representation import Role
from requests_app.models import LinkPurpose, RightsRequest
from requests_app.services.authority import ask_authority
from requests_app.services.authority_papers import receive_papers
from requests_app.services.links import make_link
from tests.browser.chromium import (
    MIDDLE,
    NARROW,
    WIDE,
    assert_fit_for_all,
    chromium,
    picture,
    window,
)
from tests.browser.looker import GO
from tests.browser.matrix import View, every_view, looking
from tests.browser.test_staff_pages import sign_in
from tests.cases import acting, begin
from tests.factories import make_controller, make_register, make_user
from tests.files import a_pdf
from tests.represented import make_represented, row_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WALKS = [
    (NARROW, "en", "light"),
    pytest.param(WIDE, "fi", "dark", marks=pytest.mark.soak),
    pytest.param(NARROW, "sv", "dark", marks=pytest.mark.soak),
    pytest.param(WIDE, "en", "light", marks=pytest.mark.soak),
]


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    return controller


def look(page: Page, name: str) -> None:
    """Fit for all, and a picture where one is asked for."""
    assert_fit_for_all(page)
    picture(page, name)


@every_view(in_the_slice=View(MIDDLE, "fi", "light", scripts=True))
def test_the_pages_of_who_asks_for_another_fit_all(
    live_server: Any, controller: Controller, view: View
) -> None:
    case = begin(
        make_represented(
            controller=controller, register=controller.registers.get(), language=view.language
        )
    )
    ask_authority(row_of(case).pk, asked_for="The mandate.", actor=acting(controller))
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        page = walk.page
        walk.go("")
        page.check("[value=northwind]")
        page.click(GO)
        for role in (Role.RELATIVE, Role.PARENT, Role.AGENT):
            walk.go("form/whom/")
            page.check(f"[value={role.value}]")
            walk.press(f"concerned-{role.value}")
        page.fill("#id_concerned_name", "Eino Edustettu-Kallionpohjalainen")
        page.click(GO)
        page.click("summary")
        page.check("#id_protected_identity")
        walk.look("you-for-another")
        walk.follow(make_link(case.submission, purpose=LinkPurpose.OPEN))
        walk.press("request-for-another")
        walk.go("request/authority/")
        walk.look("authority")
        walk.press("authority-error")


@pytest.mark.parametrize(("width", "language", "scheme"), WALKS)
def test_the_staff_pages_of_such_cases_fit_all(
    live_server: Any, controller: Controller, width: int, language: str, scheme: str
) -> None:
    supervisor = make_user(controller, role=StaffRole.SUPERVISOR, language=language)
    register = controller.registers.get()

    def case_of(role: Role, **more: Any) -> RightsRequest:
        return begin(make_represented(role, controller=controller, register=register, **more))

    cases = {
        "parent": case_of(Role.PARENT, protected_identity=True, postal_address="Piilokatu 1"),
        "relative": case_of(Role.RELATIVE),
    }
    file = SimpleUploadedFile("valtakirja.pdf", a_pdf())
    parent = cases["parent"]
    receive_papers(row_of(parent).pk, files=[file], actor=subject_actor(parent.submission_id))
    with chromium() as browser, window(browser, width=width, color_scheme=scheme) as page:
        sign_in(page, live_server.url, supervisor)
        with page.expect_navigation():
            page.click(f".desk-languages button[value={language}]")
        page.goto(live_server.url + reverse("admin:requests_app_rightsrequest_changelist"))
        look(page, f"{language}-staff-queue-whom")
        page.goto(live_server.url + reverse("admin:requests_app_rightsrequest_add"))
        look(page, f"{language}-staff-intake-whom")
        for name, case in cases.items():
            base = reverse("admin:requests_app_rightsrequest_change", args=[case.pk])
            page.goto(live_server.url + base)
            look(page, f"{language}-staff-case-{name}")
            for step in ("settle-authority", "ask-authority"):
                page.goto(live_server.url + reverse("admin:case_step", args=[case.pk, step]))
                look(page, f"{language}-staff-{name}-{step}")
        page.goto(live_server.url + reverse("admin:case_step", args=[parent.pk, "address-answer"]))
        look(page, f"{language}-staff-address-answer")
        page.goto(live_server.url + reverse("admin:case_contact", args=[parent.pk]))
        look(page, f"{language}-staff-contact")
        page.click("#content button[type=submit]")
        look(page, f"{language}-staff-contact-shown")
