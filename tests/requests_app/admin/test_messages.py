"""Staff read what a person wrote, answer it, or note that no answer is needed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.clock import today
from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.domain.roles import Role
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    CaseLetter,
    CaseMessage,
    MessageFile,
    Submission,
    Suspension,
)
from requests_app.services.close import withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.settle_message import settle_message
from requests_app.services.suspend import ask_clarification
from requests_app.services.tell_progress import tell_progress
from requests_app.services.write_message import write_message
from tests.cases import acting, ask_for_identity, begin, handler_of, make_received
from tests.clock import Clock
from tests.factories import make_controller, make_user
from tests.files import a_pdf
from tests.raw_sql import force
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of

pytestmark = pytest.mark.django_db
QUEUE = "admin:requests_app_rightsrequest_changelist"


@pytest.fixture
def case() -> AccessRequest:
    return make_received()


@pytest.fixture
def client(case: AccessRequest) -> Client:
    return signed_in(handler_of(case.controller))


def wrote(case: AccessRequest, text: str = "When do I hear of you?", **more: Any) -> CaseMessage:
    return write_message(
        case.submission_id, text=text, actor=subject_actor(case.submission_id), **more
    )


def waiting(client: Client) -> str:
    return text_of(client.get(reverse(QUEUE), {"urgency": "wrote"}))


def test_a_message_waits_in_the_queue_until_it_is_answered(
    client: Client, case: AccessRequest
) -> None:
    wrote(case)
    assert case.submission.reference in waiting(client)
    assert "When do I hear of you?" in text_of(client.get(step_url(case, "write-message")))

    take(client, case, "write-message", text="By the end of next week.")
    assert case.submission.reference not in waiting(client)
    page = text_of(client.get(case_url(case)))
    assert "By the end of next week." in page
    assert "waits for us" not in page


def test_a_thank_you_needs_no_answer(client: Client, case: AccessRequest) -> None:
    message = wrote(case, "Thank you.")
    assert "waits for us" in text_of(client.get(case_url(case)))

    take(client, case, "settle-message", about=message.pk)
    assert case.submission.reference not in waiting(client)
    assert AuditEntry.objects.filter(event="message.settled").exists()
    with pytest.raises(NotPossible, match="already"):
        settle_message(message.pk, actor=acting(case.controller))


def test_a_file_of_a_message_is_an_attachment_and_who_opened_it_is_noted(
    client: Client, case: AccessRequest
) -> None:
    wrote(case, files=[SimpleUploadedFile("bill.pdf", a_pdf())])
    file = MessageFile.objects.get()
    address = reverse("admin:case_message_file", args=[case.pk, file.pk])
    assert address in text_of(client.get(case_url(case)))

    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == a_pdf()  # type: ignore[attr-defined]
    assert AuditEntry.objects.get(event="message.file_opened").actor_kind == "user"


def test_who_only_looks_reads_the_messages_and_writes_none(case: AccessRequest) -> None:
    wrote(case, files=[SimpleUploadedFile("bill.pdf", a_pdf())])
    client = signed_in(make_user(case.controller, role=Role.DPO))
    page = text_of(client.get(case_url(case)))

    assert "When do I hear of you?" in page
    assert "bill.pdf" not in page
    assert client.get(step_url(case, "write-message")).status_code == 403
    file = MessageFile.objects.get()
    assert (
        client.get(reverse("admin:case_message_file", args=[case.pk, file.pk])).status_code == 404
    )


def test_staff_of_another_organisation_neither_write_nor_settle(case: AccessRequest) -> None:
    message = wrote(case)
    stranger = acting(make_controller())

    with pytest.raises(NotPermitted):
        write_message(case.submission_id, text="Hello", actor=stranger)
    with pytest.raises(NotPermitted):
        settle_message(message.pk, actor=stranger)


def test_who_has_no_page_of_their_own_is_written_a_letter(
    client: Client, case: AccessRequest
) -> None:
    force(Submission, case.submission_id, email="", channel="letter")

    assert "Write a letter." in text_of(client.get(step_url(case, "write-message")))
    with pytest.raises(NotPossible, match="Write a letter"):
        write_message(case.submission_id, text="Hello", actor=acting(case.controller))


def test_no_file_leaves_the_desk_while_it_is_open_who_asks(case: AccessRequest) -> None:
    ask_for_identity(begin(case))

    with pytest.raises(NotPossible, match="before it is settled who asks"):
        write_message(
            case.submission_id,
            text="Here is your data.",
            files=[SimpleUploadedFile("data.csv", b"1")],
            actor=acting(case.controller),
        )
    assert not MessageFile.objects.exists()


def test_the_answer_to_our_question_is_dated_by_the_day_of_the_message(
    clock: Clock,
) -> None:
    case = make_received()
    client = signed_in(handler_of(case.controller))
    ask_clarification(
        begin(case).pk,
        facts="Ten years of data.",
        question="Which years?",
        actor=acting(case.controller),
    )
    clock.advance(days=2)
    wrote(case, "The last two.")
    day = today("Europe/Helsinki")
    clock.advance(days=3)
    client.force_login(handler_of(case.controller))
    wait = Suspension.objects.get()

    assert f'value="{day.isoformat()}"' in text_of(client.get(step_url(case, "resume", wait.pk)))


def test_a_person_is_told_where_their_request_stands(client: Client, case: AccessRequest) -> None:
    begin(case)
    take(client, case, "tell-progress", note="Two of three systems are searched.")
    letter = CaseLetter.objects.get(kind="progress")
    assert "Two of three systems are searched." in letter.text
    due_on = AccessRequest.objects.get(pk=case.pk).due_on
    assert f"by {due_on:%-d %B %Y} at the latest" in letter.text
    assert Notice.objects.get(kind="progress").to_address == case.submission.email


def test_nobody_is_told_where_a_request_stands_that_is_over(
    client: Client, case: AccessRequest
) -> None:
    withdraw(case.pk, statement="By letter.", actor=acting(case.controller))
    with pytest.raises(NotPossible):
        tell_progress(case.pk, note="Soon.", actor=acting(case.controller))
    assert "tell-progress" not in client.get(case_url(case)).text
