"""A form that was begun goes on later and elsewhere: by itself, or by a mailed link."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from config.clock import now
from notices_app.models import Notice
from registers_app.models import Controller, Register
from requests_app.models import CaseMessage, Draft, DraftFile, MessageFile, Submission
from requests_app.services.forget_drafts import forget_drafts
from tests.factories import make_controller, make_register
from tests.files import a_pdf
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers() -> Answers:
    controller = make_controller(slug="northwind")
    make_register(controller)
    return answers_to(controller, register="customers")


def half(answers: Answers, *, language: str = "en") -> Person:
    """Somebody in the middle of the form."""
    person = Person(language=language)
    for step in ("organisation", "register", "right", "whom"):
        person.answer(step, answers[step])
    return person


def ask_for_link(person: Person, email: str = "maija@example.org", **typed: Any) -> Any:
    return person.answer("you", {**typed, "later_email": email, "later": "1"})


def mailed_link() -> str:
    """The path in the newest mail."""
    found = re.search(r"https?://[^/]+(/\S+/go-on/\S+)", Notice.objects.latest("pk").text)
    assert found
    return found.group(1)


def test_a_mailed_link_opens_what_was_typed_in_a_second_browser_and_keeps_it_in_the_first(
    answers: Answers,
) -> None:
    first, second = half(answers), Person()
    ask_for_link(first, person_name="Maija Meikäläinen")
    path = mailed_link()

    assert second.client.get(path).status_code == 200
    assert second.get("check").url == second.address("start")  # looking opens nothing
    opened: Any = second.client.post(path)

    assert opened.url == second.address("check")
    for person in (first, second):
        assert "Maija Meikäläinen" in person.get("step", name="you").content.decode()
    second.fill_in(answers)
    second.send()
    assert Submission.objects.count() == 1
    first.send()
    assert Submission.objects.count() == 1


def test_the_link_works_once_and_a_newer_one_takes_its_place(answers: Answers) -> None:
    person = half(answers)
    ask_for_link(person)
    older = mailed_link()
    ask_for_link(person)
    newer = mailed_link()

    assert Person().client.get(older).status_code == 410
    assert Person().client.post(newer).status_code == 302
    assert Person().client.post(newer).status_code == 410
    assert Person().client.post("/en/form/go-on/guessed/").status_code == 410


def test_the_link_ends_with_the_draft_and_when_the_form_is_sent(answers: Answers) -> None:
    person = half(answers)
    ask_for_link(person)
    path = mailed_link()
    with time_machine.travel(now() + timedelta(days=7, minutes=1), tick=False):
        assert Person().client.get(path).status_code == 410
    person.fill_in(answers)
    person.send()

    assert Person().client.post(path).status_code == 410


def test_the_mail_holds_nothing_that_was_typed_and_its_address_is_forgotten_with_the_draft(
    answers: Answers,
) -> None:
    person = half(answers, language="sv")
    page = ask_for_link(person, email="secret@example.org", person_name="Maija Meikäläinen")
    mail = Notice.objects.get()

    assert "secret@example.org" in page.content.decode()
    assert mail.language == "sv"
    assert "Maija" not in mail.subject + mail.text + mail.html
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        assert forget_drafts() == 1
    mail = Notice.objects.get()
    assert (mail.to_address, mail.text, mail.html) == ("", "", "")
    assert not Draft.objects.exists()


def test_no_mailbox_is_filled_through_the_form(answers: Answers) -> None:
    person = half(answers)

    pages = [ask_for_link(person) for _time in range(7)]

    assert {page.status_code for page in pages} == {200}
    assert Notice.objects.count() == 5


def test_an_address_that_is_none_is_told_and_what_was_typed_is_kept(answers: Answers) -> None:
    person = half(answers)

    page = ask_for_link(person, email="maija", person_name="Maija").content.decode()

    assert "Write the e-mail address in full" in page
    assert not Notice.objects.exists()
    assert "Maija" in person.get("step", name="you").content.decode()


def test_the_link_is_asked_for_from_the_list_of_answers_too(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    assert person.address("later") in person.get("check").content.decode()

    page = person.post("later", {"later_email": "maija@example.org"})

    assert "We have sent a link" in page.content.decode()
    assert person.get("later").status_code == 200


def test_typing_is_kept_while_it_is_typed_even_if_it_is_not_right_yet(answers: Answers) -> None:
    person = half(answers)

    response = person.answer("you", {"email": "mai", "autosave": "1"})

    assert response.status_code == 204
    assert "mai" in person.get("step", name="you").content.decode()


def pdf(name: str = "bill.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_pdf())


def test_files_are_kept_with_the_draft_and_lie_in_the_case_once_it_is_sent(
    answers: Answers,
) -> None:
    person = Person()
    person.fill_in(answers)

    page = person.answer("about", {"about": "See the bill", "attachments": [pdf(), pdf("b.pdf")]})

    assert page.url == person.step("reply")
    listed = person.get("check").content.decode()
    assert "bill.pdf" in listed
    assert "bill.pdf" in person.get("step", name="about").content.decode()
    person.send()
    message = CaseMessage.objects.get()
    assert [file.name for file in message.files.all()] == ["bill.pdf", "b.pdf"]
    assert not DraftFile.objects.exists()
    person.open_request(message.submission)
    file = MessageFile.objects.first()
    assert file
    downloaded = person.get("message_file", pk=file.pk)
    assert b"".join(downloaded.streaming_content).startswith(b"%PDF")


def test_a_file_is_added_and_taken_out_on_its_page(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    added = person.answer("about", {"about": "Half", "add": "1", "attachments": [pdf()]})
    file = DraftFile.objects.get()
    assert added.url == person.step("about")
    other = Person()
    other.fill_in(answers)
    other.answer("about", {"about": "", "remove": str(file.pk)})
    assert DraftFile.objects.exists()  # nobody takes out another's

    person.answer("about", {"about": "Half", "remove": str(file.pk)})

    assert not DraftFile.objects.exists()
    assert "Half" in person.get("step", name="about").content.decode()


def test_what_is_no_file_for_us_is_told_and_the_text_is_kept(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    program = SimpleUploadedFile("photo.png", b"MZ\x00\x01" * 50)

    page = person.answer("about", {"about": "A photo", "attachments": [pdf(), program]})

    assert page.status_code == 200
    assert "Files of this kind cannot be taken." in page.content.decode()
    assert not DraftFile.objects.exists()  # all or none
    assert "A photo" in person.get("step", name="about").content.decode()


def test_there_is_a_limit_to_files_in_all(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    person.answer("about", {"about": "", "add": "1", "attachments": [pdf() for _ in range(6)]})

    page = person.answer("about", {"about": "", "attachments": [pdf() for _ in range(5)]})

    assert "Choose at most 10 files." in page.content.decode()
    assert DraftFile.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_the_files_go_with_the_draft(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    person.answer("about", {"about": "", "add": "1", "attachments": [pdf()]})
    lies_at = str(DraftFile.objects.get().sealed.name)
    assert default_storage.exists(lies_at)

    person.post("forget")

    assert not default_storage.exists(lies_at)
    assert not DraftFile.objects.exists()


def test_a_register_asks_only_for_what_finds_a_person_there_and_says_why(answers: Answers) -> None:
    Register.objects.update(
        find_by={"en": "Customer number: it stands on every bill.\nFormer name", "fi": "Nimi"}
    )
    person = Person()
    person.fill_in(answers)

    page = person.get("step", name="find").content.decode()

    assert "it stands on every bill." in page
    assert 'name="identifiers"' not in page
    person.answer("find", {"find_1": "1001", "find_2": ""})
    assert "1001" in person.get("check").content.decode()
    person.send()
    assert Submission.objects.get().identifiers == "Customer number: 1001"


def test_letters_go_by_post_to_who_wants_them_so(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    refused = person.answer("reply", {"answer_by": "post", "postal_address": " "})
    assert "Write the address to which we send the letters." in refused.content.decode()

    person.answer("reply", {"answer_by": "post", "postal_address": "Kotikatu 1"})
    person.send()

    submission = Submission.objects.get()
    assert submission.answer_by == "post"
    letter = submission.requests.get().letters.get()
    assert "We will answer you by post." in letter.text


def test_a_link_from_elsewhere_may_name_one_right(answers: Answers) -> None:
    assert Controller.objects.filter(slug="northwind").exists()
    person = Person()
    address = person.address("organisation", slug="northwind")

    person.client.post(f"{address}?register=customers&right=erasure&right=access")

    assert person.get("step", name="right").content.decode().count(" checked") == 2
