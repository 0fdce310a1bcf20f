"""A link from elsewhere begins the form with a register, and rights, chosen beforehand."""

from typing import Any

import pytest

from registers_app.models import Controller, Register
from requests_app.models import Draft
from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Person, answers_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(slug="northwind")
    make_register(controller)
    make_register(controller, slug="jobs", name="Job applicants")
    return controller


def link(person: Person, query: str) -> str:
    return f"{person.address('organisation', slug='northwind')}?{query}"


def begin(person: Person, query: str) -> Any:
    """Open the link and press its button."""
    address = link(person, query)
    assert person.client.get(address).status_code == 200
    return person.client.post(address)


def test_the_page_says_which_register_the_request_will_be_about(controller: Controller) -> None:
    person = Person()

    page = person.client.get(link(person, "register=jobs")).content.decode()

    assert "Your request will be about this register: <strong>Job applicants</strong>" in page


def test_nothing_is_kept_before_the_button_is_pressed(controller: Controller) -> None:
    person = Person()

    response = person.client.get(link(person, "register=jobs&rights=access"))

    assert not Draft.objects.exists()
    assert "draft" not in response.cookies


def test_the_form_begins_after_the_register_that_is_chosen(controller: Controller) -> None:
    person = Person()

    response = begin(person, "register=jobs")

    assert response["Location"] == person.step("right")
    answers = answers_to(controller)
    for step in ("right", "whom", "you", "find", "access", "about", "reply"):
        person.answer(step, answers[step])
    assert "Job applicants" in person.get("check").content.decode()


def test_one_draft_comes_of_it(controller: Controller) -> None:
    begin(Person(), "register=jobs&rights=access")

    assert Draft.objects.count() == 1


def test_rights_are_ticked_beforehand_and_can_be_changed(controller: Controller) -> None:
    person = Person()

    begin(person, "register=jobs&rights=access")

    page = person.get("step", name="right").content.decode()
    assert 'value="access" id="id_rights_0" checked' in page
    assert page.count(" checked") == 1


def test_rights_that_were_ticked_before_stay_ticked(controller: Controller) -> None:
    person = Person()
    person.fill_in(answers_to(controller, register="customers"))

    begin(person, "register=customers&rights=objection")

    page = person.get("step", name="right").content.decode()
    assert page.count(" checked") == 2
    assert "Maija Meikäläinen" in person.get("step", name="you").content.decode()


def test_a_register_of_which_we_are_the_processor_asks_who_decides(
    controller: Controller,
) -> None:
    Register.objects.filter(slug="jobs").update(our_role="processor")
    person = Person()

    assert begin(person, "register=jobs&rights=access")["Location"] == person.step("client")


@pytest.mark.parametrize(
    "query",
    ["", "register=", "register=nowhere", "rights=access", "register=%00", "register=other.jobs"],
)
def test_without_a_register_of_the_organisation_the_form_asks_for_one(
    controller: Controller, query: str
) -> None:
    person = Person()

    assert begin(person, query)["Location"] == person.step("register")


def test_rights_that_there_are_not_are_not_ticked(controller: Controller) -> None:
    person = Person()

    begin(person, "register=jobs&rights=everything")

    assert " checked" not in person.get("step", name="right").content.decode()


def test_the_register_of_a_joint_controller_is_chosen_by_its_own_name(
    controller: Controller,
) -> None:
    owner = make_controller(slug="southwind")
    make_register(owner, slug="loyalty", name="Loyalty card").joint_controllers.add(controller)
    person = Person()

    page = person.client.get(link(person, "register=southwind.loyalty")).content.decode()

    assert "<strong>Loyalty card</strong>" in page
    assert begin(person, "register=southwind.loyalty")["Location"] == person.step("right")


def test_the_organisation_leads_to_the_notice_of_each_register(controller: Controller) -> None:
    page = Person().get("organisation", slug="northwind").content.decode()

    assert 'href="/en/notices/northwind/customers/"' in page
    assert 'href="/en/notices/northwind/jobs/"' in page


def test_the_start_page_and_the_receipt_lead_to_the_organisations_notices(
    controller: Controller,
) -> None:
    person = Person(language="sv")
    assert 'href="/sv/notices/northwind/"' in person.get("start").content.decode()

    submission = person.submit(answers_to(controller, register="jobs"))

    assert 'href="/sv/notices/northwind/"' in person.get("sent").content.decode()
    person.open_request(submission)
    assert 'href="/sv/notices/northwind/"' in person.get("request").content.decode()
