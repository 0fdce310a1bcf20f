"""The public pages for several rights in Chromium: no WCAG violation and nothing clipped."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page

from registers_app.models import Controller
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AccessRequest, LinkPurpose, Submission
from requests_app.services.links import make_link
from tests.browser.chromium import NARROW, WIDE, assert_fit_for_all, chromium, picture, window
from tests.cases import ask_for_identity
from tests.eight import answered, submitted
from tests.factories import make_controller, make_register
from tests.files import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Both widths and both schemes each time; their other pairs in the long run.
WALKS = [
    pytest.param((WIDE, "light"), marks=pytest.mark.soak),
    (NARROW, "dark"),
    pytest.param((NARROW, "light"), marks=pytest.mark.soak),
    pytest.param((WIDE, "dark"), marks=pytest.mark.soak),
]
GO = "#main button.go"
THREE = (Right.ACCESS, Right.ERASURE, Right.OBJECTION)


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    make_register(controller)
    other = make_controller(name="Kallionpohjalaisten Osuuskauppaliike Oy", slug="kallio")
    joint = make_register(controller, slug="loyalty", name="Loyalty card")
    joint.joint_controllers.add(other)
    kept = make_register(controller, slug="rents", name="Rent accounts")
    kept.our_role = "processor"
    kept.save()
    return controller


@pytest.fixture(params=WALKS, ids=lambda walk: "-".join(map(str, walk)))
def page(
    request: pytest.FixtureRequest, live_server: Any, controller: Controller
) -> Iterator[Page]:
    width, scheme = request.param
    with chromium() as browser, window(browser, width=width, color_scheme=scheme) as page:
        page.goto(f"{live_server.url}/en/")
        yield page


def test_the_form_for_several_rights_fits_all(page: Page, controller: Controller) -> None:
    page.check("[value=northwind]")
    press(page, "rights-register")
    page.check("[value=rents]")
    press(page, "rights-client")
    page.fill("#id_client_named", "Asunto Oy Kallionpohja")
    press(page, "rights-right")
    for right in (*THREE, Right.CONSENT_WITHDRAWAL):
        page.check(f"[value={right}]")
    press(page, "rights-objection")
    press(page, "rights-objection-error")
    page.check("[value=all]")
    press(page, "rights-whom")
    page.check("[value=self]")
    press(page, "rights-you")
    page.fill("#id_person_name", "Maija Meikäläinen")
    page.fill("#id_email", "maija@example.org")
    press(page, "rights-find")
    press(page, "rights-about")
    press(page, "rights-check-processor")
    page.goto(address(page, "form/register/?change=1"))
    page.check("[value=loyalty]")
    press(page, "rights-check")
    press(page, "rights-sent")


def test_a_request_for_several_rights_and_its_proof_fit_all(
    page: Page, controller: Controller
) -> None:
    register = controller.registers.get(slug="loyalty")
    submission = submitted(
        *THREE, controller=controller, register=register, scope=ObjectionScope.ALL
    )
    open_own(page, submission)
    look(page, "rights-request")

    ask_for_identity(AccessRequest.objects.get(submission=submission))
    page.reload()
    look(page, "rights-request-asked")
    page.click("a.act")
    look(page, "rights-proof")
    press(page, "rights-proof-error")
    card = FilePayload(name="card.jpg", mimeType="image/jpeg", buffer=a_picture("JPEG"))
    page.set_input_files("#id_proof", [card, card])
    press(page, "rights-proof-sent")
    page.goto(address(page, "request/"))
    look(page, "rights-request-sent")
    page.goto(address(page, f"request/withdraw/{submission.requests.latest('pk').pk}/"))
    look(page, "rights-withdraw")


def test_several_answers_fit_all(page: Page, controller: Controller) -> None:
    register = controller.registers.get(slug="customers")
    submission = submitted(
        Right.ACCESS, Right.PORTABILITY, Right.RECTIFICATION,
        controller=controller, register=register,
    )  # fmt: skip
    for request in submission.requests.exclude(right=Right.RECTIFICATION):
        answered(request)
    open_own(page, submission)
    look(page, "rights-request-answered")
    page.goto(address(page, "request/answer/"))
    look(page, "rights-answers")
    page.click(".letters a >> nth=1")
    look(page, "rights-move")


def look(page: Page, name: str) -> None:
    assert_fit_for_all(page)
    if page.evaluate("matchMedia('(prefers-color-scheme: light)').matches"):
        picture(page, name)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.click(GO)
    look(page, name)


def open_own(page: Page, submission: Submission) -> None:
    link = make_link(submission, purpose=LinkPurpose.OPEN)
    page.goto(address(page, link.split("/", 4)[4]))
    with page.expect_navigation():
        page.click(GO)


def address(page: Page, path: str) -> str:
    return "/".join(page.url.split("/")[:3]) + f"/en/{path}"
