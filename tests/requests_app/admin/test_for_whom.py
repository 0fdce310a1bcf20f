"""Staff enter what somebody brought for another, and walk it to its answer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from registers_app.domain.actors import subject_actor
from registers_app.models import Controller
from requests_app.domain.representation import Role
from requests_app.models import (
    AuditEntry,
    AuthorityPaper,
    Representation,
    RightsRequest,
    Submission,
)
from requests_app.services.authority_papers import receive_papers
from requests_app.services.fetch import fetchable_packages
from tests.cases import begin, collect_all, handler_of, make_answered, prepare, settle
from tests.factories import make_controller, make_register
from tests.files import a_pdf
from tests.raw_sql import refusal_of
from tests.represented import PERSON, WRITER, again, make_represented, row_of
from tests.requests_app.admin.staff import (
    INTAKE,
    QUEUE,
    case_url,
    send,
    signed_in,
    state_of,
    step_url,
    take,
    take_and_look,
    text_of,
)
from tests.requests_app.admin.test_intake import typed

pytestmark = pytest.mark.django_db

ROLES = [Role.MINOR, Role.AGENT, Role.GUARDIAN, Role.PARENT, Role.RELATIVE]


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(language="en")
    make_register(controller)
    return controller


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def entered(client: Client, controller: Controller, **more: Any) -> RightsRequest:
    """A letter as staff enter it."""
    fields = typed(client, controller, **{"language": "en", "person_name": PERSON, **more})
    sent = client.post(reverse(INTAKE), fields)
    assert sent.status_code == 302, text_of(sent)
    return RightsRequest.objects.latest("pk")


def walk_to_answer(client: Client, case: RightsRequest) -> None:
    """Everything but the question who may act."""
    take(client, case, "assess")
    take(client, case, "settle-identity", method="seen_in_person", reason="He came to the desk.")
    take(client, case, "collect")
    for task in case.tasks.all():
        take(client, case, "finish-task", about=task.pk, result="Orders of 2024.")
    take(client, case, "review")
    take_and_look(client, case, "prepare-answer", outcome="granted", reasoning="")


def settling(role: Role) -> dict[str, str]:
    """What is typed when the authority is settled."""
    fields = {"method": "document", "reason": "It covers this organisation and this right."}
    if role is Role.RELATIVE:
        fields["method"] = "national_law"
    if role is Role.PARENT:
        fields["child_view"] = "He is four, and was told."
    return fields


@pytest.mark.parametrize("role", ROLES)
def test_a_letter_of_each_role_is_walked_from_intake_to_the_answer(
    client: Client, controller: Controller, role: Role
) -> None:
    alone = role is Role.MINOR
    case = entered(
        client, controller, whom=role.value, writer_name="" if alone else WRITER, email=""
    )
    queue = text_of(client.get(_queue()))
    assert PERSON in queue
    assert str(row_of(case).get_role_display()) in queue
    walk_to_answer(client, case)

    if not alone:
        shut = text_of(client.get(step_url(case, "answer")))
        assert "It is not settled that who wrote to us may act" in shut
        refused = client.post(step_url(case, "answer"), {})
        assert refused.status_code == 200
        assert state_of(case) == "ready"
        send(client, case, "settle-authority", settling(role))
    take_and_look(client, case, "answer")

    assert state_of(case) == "answered"
    letter = case.letters.get(kind="access_granted")
    assert "come with this letter" in letter.text
    assert f"Hello {PERSON if alone else WRITER}" in letter.text
    printed = text_of(client.get(_letter(case, letter.pk)))
    assert (PERSON if alone else WRITER) in printed


def test_an_answer_that_goes_past_an_agent_is_printed_without_the_address(
    client: Client, controller: Controller
) -> None:
    case = entered(
        client,
        controller,
        whom="agent",
        writer_name=WRITER,
        email="anna@example.org",
        concerned_contact="Salakuja 7, Oulu",
    )
    walk_to_answer(client, case)
    take(client, case, "ask-authority", asked_for="The mandate.")
    take(client, case, "fail-authority", reason="It ended last year.")
    take(client, case, "address-answer", answer_to="person", contact="", reason="In doubt.")

    take(client, case, "answer")

    letter = case.letters.get(kind="access_granted")
    printed = text_of(client.get(_letter(case, letter.pk)))
    assert PERSON in printed
    assert WRITER not in printed
    assert "Salakuja" not in printed
    assert "Salakuja" not in text_of(client.get(case_url(case)))
    contact = _contact(case)
    assert "Salakuja" not in text_of(client.get(contact))
    assert "Salakuja 7, Oulu" in text_of(client.post(contact))
    assert AuditEntry.objects.filter(event="submission.contact_opened").count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"whom": "agent"}, "Write the name of who asks for the person."),
        ({"writer_name": WRITER}, "Say what they are to the person, or take the name out."),
        ({"whom": "minor", "writer_name": WRITER}, "Say what they are to the person"),
        ({"whom": "aunt", "writer_name": WRITER}, "is not one of the available choices"),
    ],
)
def test_intake_says_what_is_missing_and_keeps_what_was_typed(
    client: Client, controller: Controller, fields: dict[str, str], said: str
) -> None:
    sent = client.post(reverse(INTAKE), typed(client, controller, about="Kept text", **fields))

    assert sent.status_code == 200
    assert said in text_of(sent)
    assert "Kept text" in text_of(sent)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("language", "word"), [("en", "What to mind"), ("fi", "Mitä on otettava")])
def test_the_handler_reads_beside_the_case_what_to_mind(
    role: Role, language: str, word: str
) -> None:
    case = begin(make_represented(role))

    page = text_of(signed_in(handler_of(case.controller), language=language).get(case_url(case)))

    assert word in page
    assert str(PERSON) in page


def test_about_the_dead_the_page_says_that_it_is_no_art_15_case_and_what_law_to_look_at() -> None:
    controller = make_controller(country="EE", calendar="EE")
    register = make_register(controller)
    case = begin(make_represented(Role.RELATIVE, controller=controller, register=register))

    page = text_of(signed_in(handler_of(controller)).get(case_url(case)))

    assert "this is no Art. 15 case" in page
    assert "isikuandmete kaitse seadus § 9" in page
    assert step_url(case, "treat-as-own") in page


def test_a_paper_is_opened_on_record_and_gone_after_the_decision() -> None:
    case = begin(make_represented())
    client = signed_in(handler_of(case.controller))
    file = SimpleUploadedFile("mandate.pdf", a_pdf())
    receive_papers(row_of(case).pk, files=[file], actor=subject_actor(case.submission_id))
    url = f"{case_url(case).removesuffix('change/')}papers/{AuthorityPaper.objects.get().pk}/"
    assert url in text_of(client.get(case_url(case)))

    response = client.get(url)
    assert b"".join(response.streaming_content) == a_pdf()  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(event="authority.paper_opened").count() == 1

    send(client, case, "settle-authority", settling(Role.AGENT))
    assert client.get(url).status_code == 302
    assert "destroyed on" in text_of(client.get(case_url(case)))


def test_a_bad_step_keeps_what_was_typed() -> None:
    case = begin(make_represented(Role.PARENT))
    client = signed_in(handler_of(case.controller))

    sent = client.post(
        step_url(case, "settle-authority"), {"method": "known", "reason": "Kept <i>text</i>"}
    )

    assert sent.status_code == 200
    assert "Kept &lt;i&gt;text&lt;/i&gt;" in text_of(sent)
    assert row_of(case).state == "open"


@pytest.mark.parametrize("name", ["settle-authority", "address-answer", "treat-as-own"])
def test_where_nobody_asks_for_another_there_is_no_such_step(
    client: Client, controller: Controller, name: str
) -> None:
    case = entered(client, controller)

    assert client.get(step_url(case, name)).status_code == 404
    assert client.post(step_url(case, name), {"reason": "x"}).status_code == 404


def test_who_asked_as_if_for_themselves_is_noted_later_and_takes_the_same_path(
    client: Client, controller: Controller
) -> None:
    case = entered(client, controller, person_name=WRITER, email="anna@example.org")
    walk_to_answer(client, case)
    assert step_url(case, "note-writer") in text_of(client.get(case_url(case)))

    take(
        client,
        case,
        "note-writer",
        whom="agent",
        writer_name=WRITER,
        person_name=PERSON,
        contact="Salakuja 7, Oulu",
        reason="She writes of her uncle’s orders.",
    )

    page = text_of(client.get(case_url(case)))
    assert "noted that somebody else asks for the person: an agent with a mandate." in page
    assert step_url(case, "ask-authority") in page
    assert step_url(case, "note-writer") not in page
    assert PERSON in text_of(client.get(_queue(), {"q": "Edustettu"}))
    refused = client.post(step_url(case, "answer"), {})
    assert "It is not settled that who wrote to us may act" in text_of(refused)
    assert state_of(case) == "ready"
    send(client, case, "settle-authority", settling(Role.AGENT))
    take(client, case, "answer")
    letter = case.letters.get(kind="access_granted").text
    assert f"Hello {WRITER}" in letter
    assert PERSON in letter


def test_what_was_answered_is_shut_once_somebody_else_turns_out_to_have_asked() -> None:
    case = make_answered()
    client = signed_in(handler_of(case.controller))
    assert fetchable_packages(Submission.objects.get(pk=case.submission_id))

    take(
        client,
        case,
        "note-writer",
        whom="guardian",
        writer_name=WRITER,
        person_name=PERSON,
        contact="",
        reason="A court’s decision came to light.",
    )

    assert not fetchable_packages(Submission.objects.get(pk=case.submission_id))
    send(client, case, "settle-authority", settling(Role.GUARDIAN))
    assert fetchable_packages(Submission.objects.get(pk=case.submission_id))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"whom": "agent"}, "Write the name of who asks for the person."),
        ({"whom": "minor", "writer_name": WRITER}, "Say what they are to the person"),
        ({"whom": "self", "writer_name": WRITER}, "is not one of the available choices"),
    ],
)
def test_noting_it_without_all_that_it_needs_changes_nothing(
    client: Client, controller: Controller, fields: dict[str, str], said: str
) -> None:
    case = entered(client, controller)

    sent = client.post(
        step_url(case, "note-writer"), {"person_name": PERSON, "reason": "Kept text", **fields}
    )

    assert said in text_of(sent)
    assert "Kept text" in text_of(sent)
    assert not Representation.objects.exists()


def test_nobody_becomes_a_representative_past_the_desk() -> None:
    case = make_answered()

    refusal = refusal_of(
        "INSERT INTO requests_app_representation (submission_id, role, writer_name,"
        " sealed_contact, answer_to, state, asked_for, method, reason, child_view)"
        f" VALUES ({case.submission_id}, 'minor', '', '', 'writer', 'own', '', '', '', '')",
        at_commit=True,
    )

    assert refusal == "representation_is_on_record"


def test_past_the_desk_the_database_refuses_the_answer_too() -> None:
    case = prepare(collect_all(settle(begin(make_represented()))))

    refusal = refusal_of(
        "UPDATE requests_app_rightsrequest SET state = 'answered', closed_at = changed_at,"
        f" closed_on = received_on WHERE id = {case.pk}"
    )

    assert refusal == "request_authority_before_answer"
    assert again(case).state == "ready"


def _queue() -> str:
    return reverse(QUEUE)


def _letter(case: RightsRequest, letter: int) -> str:
    return f"{case_url(case).removesuffix('change/')}letters/{letter}/"


def _contact(case: RightsRequest) -> str:
    return f"{case_url(case).removesuffix('change/')}contact/"
