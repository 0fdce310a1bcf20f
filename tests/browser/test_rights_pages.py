"""The public pages for several rights in Chromium: no WCAG violation and nothing clipped."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, expect

from registers_app.models import Controller
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AccessRequest, LinkPurpose, Submission
from requests_app.services.links import make_link
from tests.browser.chromium import MIDDLE, NARROW, WIDE, chromium
from tests.browser.looker import GO, Looker
from tests.browser.matrix import View, every_view, looking
from tests.cases import ask_for_identity
from tests.eight import answered, submitted
from tests.factories import make_controller, make_register
from tests.files import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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


@every_view(in_the_slice=View(NARROW, "sv", "dark", scripts=False))
def test_the_form_for_several_rights_fits_all(
    live_server: Any, controller: Controller, view: View
) -> None:
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        page = walk.page
        walk.go("")
        page.check("[value=northwind]")
        walk.press("rights-register")
        page.check("[value=rents]")
        walk.press("rights-client")
        page.fill("#id_client_named", "Asunto Oy Kallionpohja")
        walk.press("rights-right")
        for right in (*THREE, Right.CONSENT_WITHDRAWAL):
            page.check(f"[value={right}]")
        walk.press("rights-objection")
        walk.press("rights-objection-error")
        page.check("[value=all]")
        walk.press("rights-whom")
        page.check("[value=self]")
        walk.press("rights-you")
        page.fill("#id_person_name", "Maija Meikäläinen")
        page.fill("#id_email", "maija@example.org")
        walk.press("rights-find")
        walk.press("rights-about")
        walk.press("rights-check-processor")
        walk.go("form/register/?change=1")
        page.check("[value=loyalty]")
        walk.press("rights-check")
        walk.press("rights-sent")


@every_view(in_the_slice=View(WIDE, "fi", "light", scripts=True))
def test_a_request_for_several_rights_and_its_proof_fit_all(
    live_server: Any, controller: Controller, view: View
) -> None:
    register = controller.registers.get(slug="loyalty")
    submission = submitted(
        *THREE, controller=controller, register=register, scope=ObjectionScope.ALL
    )
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        open_own(walk, submission)
        walk.look("rights-request")
        ask_for_identity(AccessRequest.objects.get(submission=submission))
        walk.page.reload()
        walk.look("rights-request-asked")
        walk.page.click("a.act")
        walk.look("rights-proof")
        walk.press("rights-proof-error")
        card = FilePayload(name="card.jpg", mimeType="image/jpeg", buffer=a_picture("JPEG"))
        walk.page.set_input_files("#id_proof", [card, card])
        if view.scripts:
            expect(walk.page.locator(".preview img")).to_have_count(2)
            walk.look("rights-proof-preview")
            assert not submission.identity_check.evidence.exists()
            with walk.page.expect_file_chooser() as chooser:
                walk.page.click(".preview button")
            expect(walk.page.locator(".preview")).to_be_hidden()
            chooser.value.set_files([card])
            expect(walk.page.locator(".preview img")).to_have_count(1)
        else:
            walk.press("rights-proof-arrived")
            expect(walk.page.locator(".arrived img")).to_have_count(2)
            assert not submission.identity_check.evidence.exists()
            walk.page.locator("button[name=take_away]").first.click()
        walk.press("rights-proof-sent")
        walk.go("request/")
        walk.look("rights-request-sent")
        walk.go(f"request/withdraw/{submission.requests.latest('pk').pk}/")
        walk.look("rights-withdraw")


@every_view(in_the_slice=View(MIDDLE, "en", "dark", scripts=True))
def test_several_answers_fit_all(live_server: Any, controller: Controller, view: View) -> None:
    register = controller.registers.get(slug="customers")
    submission = submitted(
        Right.ACCESS, Right.PORTABILITY, Right.RECTIFICATION,
        controller=controller, register=register,
    )  # fmt: skip
    for request in submission.requests.exclude(right=Right.RECTIFICATION):
        answered(request)
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        open_own(walk, submission)
        walk.look("rights-request-answered")
        walk.go("request/answer/")
        walk.look("rights-answers")
        walk.page.click(".letters a >> nth=1")
        walk.look("rights-move")


def open_own(walk: Looker, submission: Submission) -> None:
    walk.follow(make_link(submission, purpose=LinkPurpose.OPEN))
    with walk.page.expect_navigation():
        walk.page.click(GO)
