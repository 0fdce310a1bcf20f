"""The public form from the first page to the receipt."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.clock import now
from requests_app.models import Channel, Draft, RequestState, Submission
from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def answers() -> Answers:
    controller = make_controller()
    make_register(controller)
    return answers_to(controller, register="customers")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_is_sent_in_each_language_and_kept_as_typed(
    answers: Answers, language: str
) -> None:
    submission = Person(language=language).submit(answers)

    assert submission.language == language
    assert submission.channel == Channel.PORTAL
    assert submission.controller.slug == answers["organisation"]["organisation"]
    assert submission.register is not None
    assert submission.register.slug == "customers"
    assert submission.person_name == "Maija Meikäläinen"
    assert submission.email == "maija@example.org"
    assert submission.phone == "+358 40 1234567"
    assert submission.postal_address == "Kotikatu 1\n00100 Helsinki"
    assert submission.lives_in == "EE"
    assert submission.identifiers == "Customer number 1234"
    assert submission.about == "My orders of 2024"
    assert [request.state for request in submission.requests.all()] == [RequestState.RECEIVED]


def test_who_does_not_know_the_register_means_all_of_them(answers: Answers) -> None:
    answers["register"] = {"register": "unknown"}

    assert Person().submit(answers).register is None


def test_the_receipt_names_the_reference_the_date_and_why(answers: Answers) -> None:
    person = Person()
    with time_machine.travel("2027-02-28 08:00Z", tick=False):
        submission = person.submit(answers)
        page = person.get("sent").content.decode()

    assert submission.reference in page
    # A month later is Easter Sunday, and the day after it is a holiday too.
    assert "Tuesday 30 March 2027" in page
    assert "Reg. 1182/71 Art. 3(4)" in page
    assert "maija@example.org" in page


def test_each_step_leads_to_the_next(answers: Answers) -> None:
    person = Person()
    steps = list(answers)

    reached = [person.answer(step, values).url for step, values in answers.items()]

    assert reached == [*(person.step(step) for step in steps[1:]), person.address("check")]


def test_a_step_asks_the_database_thrice_and_the_form_that_sends_for_what_it_writes(
    answers: Answers,
) -> None:
    person = Person()
    person.submit(answers)  # what is looked up once a process is looked up
    asked = {}
    for step, values in answers.items():
        with CaptureQueriesContext(connection) as queries:
            person.answer(step, values)
        asked[step] = len(queries)
    with CaptureQueriesContext(connection) as sending:
        person.send()

    assert asked["register"] == 4  # the draft, the organisation, the register that is named
    # The draft, the organisation with its register, and the draft again as it is kept.
    in_between = [asked[step] for step in ("right", "whom", "you", "find", "about", "reply")]
    assert in_between == [3] * len(in_between)
    assert len(sending) <= 26


@pytest.mark.parametrize("named", ["", "other", "customers\0", "unknown\u200b", "a" * 9000])
def test_a_register_that_is_none_is_asked_for_again_from_the_list(
    answers: Answers, named: str
) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])

    page = person.answer("register", {"register": named})

    assert page.status_code == 200
    assert 'value="customers"' in page.content.decode()
    assert 'role="alert"' in page.content.decode()


def test_back_leads_to_the_step_before_and_keeps_what_was_typed(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    response = person.answer("find", {"identifiers": "Half a sent", "back": "1"})

    assert response["Location"] == person.step("you")
    assert "Half a sent" in person.get("step", name="find").content.decode()
    assert "Maija Meikäläinen" in person.get("step", name="you").content.decode()


def test_back_works_from_an_answer_that_is_not_right(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    response = person.answer("you", {"email": "not an address", "back": "1"})

    assert response["Location"] == person.step("whom")
    assert "not an address" in person.get("step", name="you").content.decode()


def test_an_answer_is_changed_from_the_list_and_leads_back_there(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    listed = person.get("check").content.decode()
    assert f"{person.step('you')}?change=1" in listed

    answers["you"]["person_name"] = "Maija Virtanen"
    response = person.answer("you", answers["you"], change=True)

    assert response.url == person.address("check")
    assert "Maija Virtanen" in person.get("check").content.decode()


def test_every_answer_can_be_changed_from_the_list(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    listed = person.get("check").content.decode()

    assert all(f"{person.step(step)}?change=1" in listed for step in answers)


def test_another_organisation_asks_for_its_own_register(answers: Answers) -> None:
    other = make_controller()
    make_register(other, slug="members")
    person = Person()
    person.fill_in(answers)

    person.answer("organisation", {"organisation": other.slug}, change=True)

    assert person.get("check").url == f"{person.step('register')}?change=1"
    assert "members" in person.get("step", name="register").content.decode()


def test_the_list_leads_to_what_is_missing(answers: Answers) -> None:
    person = Person()
    for step in ("organisation", "register", "right"):
        person.answer(step, answers[step])

    assert person.get("check").url == person.step("whom")


def test_a_language_switch_keeps_the_page_and_what_was_typed(answers: Answers) -> None:
    person = Person(language="en")
    person.fill_in(answers)

    response = person.answer("about", {"about": "Kaikki", "language": "fi"})

    assert response.url == "/fi/form/about/"
    assert "Kaikki" in person.client.get(response.url).content.decode()


def test_a_language_switch_in_a_change_still_leads_back_to_the_list(answers: Answers) -> None:
    person = Person(language="sv")
    person.fill_in(answers)

    response = person.answer("about", {"about": "Allt", "language": "fi"}, change=True)

    assert response.url == "/fi/form/about/?change=1"


def test_pressing_send_twice_makes_one_submission(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    first, second = person.send(), person.send()

    assert first.url == second.url == person.address("sent")
    assert Submission.objects.count() == 1


def test_after_sending_nothing_typed_lies_in_the_draft(answers: Answers) -> None:
    person = Person()
    person.submit(answers)

    assert "Maija" not in person.get("step", name="you").content.decode()
    assert Draft.objects.get().submission == Submission.objects.get()


def test_a_second_request_begins_with_an_empty_form(answers: Answers) -> None:
    person = Person()
    first = person.submit(answers)
    answers["about"] = {"about": "Something else"}

    second = person.submit(answers)

    assert first.pk != second.pk
    assert (first.about, second.about) == ("My orders of 2024", "Something else")


def test_what_was_typed_survives_the_session(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    person.client.cookies.pop("sessionid", None)

    assert "My orders of 2024" in person.get("check").content.decode()


def test_what_was_typed_lies_sealed_in_the_database(answers: Answers) -> None:
    Person().fill_in(answers)

    assert b"Maija" not in bytes(Draft.objects.get().sealed)


def test_a_draft_is_kept_for_a_week_after_its_last_change(answers: Answers) -> None:
    person = Person()
    with time_machine.travel(now(), tick=False) as clock:
        person.fill_in(answers)
        clock.shift(timedelta(days=6, hours=23))
        assert person.get("check").status_code == 200
        clock.shift(timedelta(hours=2))
        assert person.get("check").url == person.address("start")


def test_what_is_typed_into_an_expired_form_is_kept_for_the_new_one(answers: Answers) -> None:
    person = Person()

    response = person.answer("about", {"about": "Typed for a week"})

    assert response.url == person.address("start")
    person.answer("organisation", answers["organisation"])
    assert "Typed for a week" in person.get("step", name="about").content.decode()


def test_a_draft_opens_for_nobody_else(answers: Answers) -> None:
    Person().fill_in(answers)

    assert Person().get("check").url == Person().address("start")


def test_a_forged_cookie_opens_no_draft(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    cookie = person.client.cookies["draft"]
    cookie.set("draft", "x" + cookie.value[1:], "x" + cookie.value[1:])

    assert person.get("check").url == person.address("start")


def test_the_cookie_of_a_draft_is_hidden_from_scripts_and_other_sites(answers: Answers) -> None:
    cookie = Person().answer("organisation", answers["organisation"]).cookies["draft"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 7 * 24 * 60 * 60


def test_what_was_typed_can_be_erased(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    person.client.post(person.address("forget"))

    assert not Draft.objects.exists()
    assert person.get("check").url == person.address("start")


def test_erasing_after_sending_takes_the_receipt_off_the_device(answers: Answers) -> None:
    person = Person()
    person.submit(answers)

    person.client.post(person.address("forget"))

    assert person.get("sent").url == person.address("start")
    assert Submission.objects.exists()


def test_the_receipt_is_shown_for_an_hour(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    assert person.send().cookies["draft"]["max-age"] == 60 * 60


def test_nothing_is_sent_when_the_organisation_left_the_desk_meanwhile(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    controller = make_controller()
    type(controller).objects.exclude(pk=controller.pk).update(is_open=False)

    response = person.client.post(person.address("check"), follow=True)

    assert response.redirect_chain[-1][0] == person.address("start")
    assert not Submission.objects.exists()


def test_a_step_without_an_organisation_leads_to_the_start() -> None:
    person = Person()

    assert person.get("step", name="you").url == person.address("start")


@pytest.mark.parametrize("name", ["nothing", "organisation"])
def test_a_step_that_is_none_is_not_found(name: str) -> None:
    assert Person().get("step", name=name).status_code == 404


def test_a_direct_link_begins_with_its_organisation(answers: Answers) -> None:
    person = Person()
    slug = answers["organisation"]["organisation"]
    assert (
        "Data on those who buy from us." in person.get("organisation", slug=slug).content.decode()
    )
    assert not Draft.objects.exists()

    response = person.post("organisation", slug=slug)

    assert response["Location"] == person.step("register")
    assert person.get("step", name="register").status_code == 200


def test_a_direct_link_to_a_closed_organisation_is_not_found() -> None:
    controller = make_controller(is_open=False)

    assert Person().get("organisation", slug=controller.slug).status_code == 404


def test_a_register_without_a_version_in_force_is_not_offered(answers: Answers) -> None:
    controller = make_controller()
    person = Person()
    person.answer("organisation", {"organisation": controller.slug})

    response = person.answer("register", {"register": "customers"})

    assert response.status_code == 200
    assert "That register is not on the list" in response.content.decode()
