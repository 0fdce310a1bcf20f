"""The person and the desk write to each other on the page of the request."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from pytest_django import DjangoDbBlocker

from config.clock import now
from notices_app.models import Notice
from requests_app.models import AuditEntry, CaseMessage, MessageFile, Submission
from requests_app.services.purge import purge_due
from requests_app.services.write_message import MOST_A_DAY, MOST_FILES, write_message
from tests.cases import acting, handler_of, make_answered
from tests.clock import Clock
from tests.factories import make_controller
from tests.files import a_pdf
from tests.raw_sql import force
from tests.requests_app.admin.staff import case_url, signed_in, text_of
from tests.requests_app.portal.person import Person, answers_to
from tests.standing import standing

pytestmark = pytest.mark.django_db
PDF = a_pdf()


@pytest.fixture(scope="module")
def standing_case(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    yield from standing(django_db_blocker, _sent)


def _sent() -> int:
    return Person().submit(answers_to(make_controller(name="Northwind Oy"))).pk


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture(autouse=True)
def case(person: Person, standing_case: int) -> Submission:
    submission = Submission.objects.get(pk=standing_case)
    person.open_request(submission)
    return submission


def bill(name: str = "bill.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def said(case: Submission, text: str = "We have begun.") -> CaseMessage:
    return write_message(case.pk, text=text, actor=acting(case.controller))


def test_what_the_person_writes_is_kept_shown_and_told_to_staff_without_its_content(
    person: Person, case: Submission
) -> None:
    handler = handler_of(case.controller)
    sent = person.post("messages", {"text": "Is my invoice of May in it?"})

    assert sent.url == person.address("messages")
    assert "Is my invoice of May in it?" in text_of(person.get("messages"))
    mail = Notice.objects.get(kind="staff_person_acted", to_address=handler.email)
    assert "New message" in mail.subject
    assert "invoice" not in mail.text + mail.html + mail.subject
    assert "Messages (1)" in text_of(person.get("request"))
    assert "You wrote to us." in text_of(person.get("request"))


def test_that_it_was_sent_is_said_once(person: Person, case: Submission) -> None:
    person.post("messages", {"text": "Hello"})
    person.client.head(person.address("messages"))

    page = person.get("messages").content.decode()
    assert '<p class="panel" role="status">Sent. The desk has been told' in page
    assert "Sent. The desk" not in person.get("messages").content.decode()


def test_the_person_says_what_a_message_is_for_and_staff_see_it(
    person: Person, case: Submission
) -> None:
    person.post("messages", {"text": "My old address is 1 Old Road.", "kind": "information"})
    person.post("messages", {"text": "When?", "kind": "question"})
    person.post("messages", {"text": "And?"})

    kinds = case.messages.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["information", "question", "question"]
    assert "You (information for your request)" in text_of(person.get("messages"))
    client = signed_in(handler_of(case.controller))
    page = text_of(client.get(case_url(case.requests.get())))
    assert "information for the request" in page
    assert said(case).kind == ""


@pytest.mark.parametrize("kind", ["answer_again", "order"])
def test_a_kind_that_is_not_offered_is_refused_and_nothing_typed_is_lost(
    person: Person, case: Submission, kind: str
) -> None:
    page = text_of(person.post("messages", {"text": "My words.", "kind": kind}))

    assert "That is not on the list." in page
    assert "My words." in page
    assert not CaseMessage.objects.exists()


def test_what_the_desk_writes_is_read_here_and_mailed_as_a_notice_only(
    person: Person, case: Submission
) -> None:
    said(case, "Your invoice of May is in it.")

    assert "Your invoice of May is in it." in text_of(person.get("messages"))
    assert "We have written to you." in text_of(person.get("request"))
    mail = Notice.objects.get(kind="message_waiting")
    assert mail.to_address == case.email
    assert "invoice" not in mail.text + mail.html + mail.subject


def test_a_file_is_sealed_and_given_back_as_an_attachment(person: Person, case: Submission) -> None:
    person.post("messages", {"text": "Here it is.", "attachments": [bill()]})
    file = MessageFile.objects.get()

    with file.sealed.open("rb") as kept:
        assert PDF not in kept.read()
    answer = person.get("message_file", pk=file.pk)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="bill.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert AuditEntry.objects.filter(event="message.file_opened", actor_kind="subject").exists()


@pytest.mark.parametrize(
    ("text", "files", "sentence"),
    [
        (" ", 0, "Write your message."),
        ("Here.", MOST_FILES + 1, f"Choose at most {MOST_FILES} files."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    person: Person, case: Submission, text: str, files: int, sentence: str
) -> None:
    page = text_of(
        person.post("messages", {"text": text, "attachments": [bill() for _ in range(files)]})
    )
    assert sentence in page
    assert text.strip() in page
    assert not CaseMessage.objects.exists()


def test_an_empty_file_is_named(person: Person, case: Submission) -> None:
    empty = SimpleUploadedFile("nothing.pdf", b"")
    page = text_of(person.post("messages", {"text": "Here.", "attachments": [empty]}))

    assert "The file nothing.pdf is empty." in page
    assert not CaseMessage.objects.exists()


def test_a_flood_ends_with_a_sentence_and_begins_anew_the_next_day(
    person: Person, case: Submission, clock: Clock
) -> None:
    for number in range(MOST_A_DAY):
        person.post("messages", {"text": f"Number {number}"})
    page = text_of(person.post("messages", {"text": "One more"}))
    assert "the most that we take" in page.replace("\n", " ")
    assert "One more" in page
    assert case.messages.count() == MOST_A_DAY

    clock.advance(days=1, minutes=1)
    person.open_request(case)
    person.post("messages", {"text": "One more"})
    assert case.messages.count() == MOST_A_DAY + 1


def test_nobody_reads_or_fetches_what_belongs_to_another_case(
    person: Person, case: Submission
) -> None:
    person.post("messages", {"text": "Mine.", "attachments": [bill()]})
    file = MessageFile.objects.get()
    other = Person()
    other.open_request(other.submit(answers_to(case.controller)))

    assert other.get("message_file", pk=file.pk).status_code == 404
    assert "Mine." not in text_of(other.get("messages"))
    assert Person().get("messages").status_code == 403


def test_markup_in_a_message_is_text(person: Person, case: Submission) -> None:
    person.post("messages", {"text": "<script>alert(1)</script>"})
    assert "<script>alert" not in text_of(person.get("messages"))
    assert "&lt;script&gt;alert(1)" in text_of(person.get("messages"))


def test_messages_go_on_after_the_answer_and_end_with_the_file(clock: Clock) -> None:
    case = make_answered().submission
    person = Person()
    person.open_request(case)
    person.post("messages", {"text": "Thank you.", "attachments": [bill()]})
    file = MessageFile.objects.get()

    clock.advance(days=91)
    purge_due()
    person.open_request(case)
    assert person.get("message_file", pk=file.pk).status_code == 404
    assert "erased by now" in text_of(person.get("messages"))

    clock.advance(days=365 * 4)
    purge_due()
    assert case.messages.get().text == "–"
    with pytest.raises(DatabaseError, match="erased"), transaction.atomic():
        CaseMessage.objects.create(submission=case, side="person", written_at=now(), text="x")


def test_a_page_whose_case_has_been_erased_says_so(person: Person, case: Submission) -> None:
    force(Submission, case.pk, contacts_purged_at=now() - timedelta(days=1))
    page = person.get("messages")

    assert page.status_code == 410
    assert "make a new request" in text_of(page)
    assert person.post("messages", {"text": "Hello?"}).status_code == 410


@pytest.mark.parametrize(("language", "heading"), [("fi", "Viestit"), ("sv", "Meddelanden")])
def test_the_page_speaks_the_language_of_the_person(
    case: Submission, language: str, heading: str
) -> None:
    person = Person(language=language)
    person.open_request(case)
    assert heading in text_of(person.get("messages"))


def test_every_event_of_a_message_stands_on_the_record(person: Person, case: Submission) -> None:
    person.post("messages", {"text": "Hello"})
    said(case)
    events = AuditEntry.objects.filter(submission=case, event__startswith="message.")
    assert [entry.event for entry in events.order_by("number")] == [
        "message.from_person",
        "message.from_staff",
    ]
