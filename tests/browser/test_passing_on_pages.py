"""The pages on which a processor passes a request on, in Chromium: nothing violated or clipped."""

import re
from typing import Any

import pytest

from notices_app.models import Notice
from registers_app.domain.roles import Role
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.services.close import forward
from requests_app.services.hand_over import answerer_of
from requests_app.services.inform import inform, write_to_recipient
from requests_app.services.write_recipient_letter import Did, RecipientWords
from tests.browser.chromium import NARROW, WIDE, assert_fit_for_all, chromium, picture, window
from tests.browser.looker import GO
from tests.browser.matrix import View, every_view, looking
from tests.browser.test_staff_pages import sign_in
from tests.cases import acting
from tests.eight import received, rectified
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import case_url, step_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WALKS = pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(NARROW, "fi", "dark"), pytest.param(WIDE, "en", "light", marks=pytest.mark.soak)],
)


@pytest.fixture
def controller() -> Controller:
    """It keeps a register of its own and one for its clients."""
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    make_processor_register(controller)
    return controller


def mailed_link(controller: Controller) -> str:
    """The path of the link that a client got."""
    case = received(
        Right.OBJECTION,
        controller=controller,
        register=controller.registers.get(slug="payroll"),
        scope=ObjectionScope.MARKETING,
    )
    to = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(case.pk, to=to, how="", actor=acting(controller))
    text = Notice.objects.get(kind="handed_over").text
    found = re.search(r"https?://[^/]+/\w\w/(handed-over/\S+)", text)
    assert found
    return found[1]


def recipients_link(controller: Controller) -> str:
    """The path of the link that a recipient of corrected data got (Art. 19)."""
    actor, register = acting(controller), controller.registers.exclude(slug="payroll")[0]
    case = rectified(received(Right.RECTIFICATION, controller=controller, register=register))
    row = inform(case.pk, actor=actor).recipient_notices.all()[0]
    words = RecipientWords(
        did=Did.RECTIFIED, known_as="customer 4711", change="The address.", language="en"
    )
    write_to_recipient(row.pk, letter=words, email="art19@posti.example", actor=actor)
    found = re.search(r"/\w\w/(recipient/\S+)", Notice.objects.get(kind="recipient_told").text)
    assert found
    return found[1]


@every_view(in_the_slice=View(NARROW, "en", "light", scripts=True))
def test_what_the_client_opens_fits_all(
    live_server: Any, controller: Controller, view: View
) -> None:
    link, to_recipient = mailed_link(controller), recipients_link(controller)
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        walk.go(link)
        walk.look("handed-over-open")
        assert walk.page.get_by_text("Maija").count() == 0
        walk.press("handed-over")
        assert walk.page.get_by_text("Maija Meikäläinen").count() == 1
        walk.go("handed-over/forged/")
        walk.look("handed-over-gone")
        walk.go(to_recipient)
        walk.look("recipient-letter-open")
        walk.press("recipient-letter")
        assert walk.page.get_by_text("customer 4711").count() == 1
        walk.go("recipient/forged/")
        walk.look("recipient-letter-gone")
        walk.go(f"to/{controller.slug}/")
        walk.page.click(GO)
        walk.page.check("[value=unknown]")
        walk.press("client-unknown")
        assert walk.page.url.endswith("/form/client/")


@WALKS
def test_the_staff_pages_that_pass_on_fit_all(
    live_server: Any, controller: Controller, width: int, language: str, scheme: str
) -> None:
    supervisor = make_user(controller, role=Role.SUPERVISOR, language=language)
    both = received(Right.ACCESS, controller=controller, register=None)
    kept = received(
        Right.ACCESS, controller=controller, register=controller.registers.get(slug="payroll")
    )
    pages = {
        "case-of-both": case_url(both),
        "pass-on-part": step_url(both, "pass-on-part"),
        "forward": step_url(kept, "forward"),
    }
    with (
        chromium() as browser,
        window(browser, width=width, color_scheme=scheme, locale=language) as page,
    ):
        sign_in(page, live_server.url, supervisor)
        for name, address in pages.items():
            page.goto(live_server.url + address)
            assert_fit_for_all(page)
            picture(page, f"staff-passing-on-{name}")
