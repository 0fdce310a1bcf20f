"""A person with a non-disclosure order is found by nobody, and needs nothing electronic."""

import json
import re
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from config.clock import now
from notices_app.models import Notice, Way
from registers_app.domain.roles import Role
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.identity import Level
from requests_app.domain.representation import AnswerTo
from requests_app.domain.rights import Right
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    AuditPayload,
    CaseLetter,
    Channel,
    DisclosurePackage,
    IdentityMethod,
    PaperLetter,
    RightsRequest,
)
from requests_app.services.close import forward
from requests_app.services.fitting import needed_proof
from requests_app.services.hand_over import answerer_of
from requests_app.services.identity import settle_identity
from requests_app.services.protect_identity import protect_identity
from tests.cases import acting, begin, collect_all, handler_of, make_received
from tests.eight import received
from tests.factories import make_controller, make_register, make_user
from tests.raw_sql import refusal_of
from tests.represented import answer_to, make_represented, settle_role
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import (
    INTAKE,
    QUEUE,
    case_url,
    send,
    signed_in,
    state_of,
    step_url,
    take,
    text_of,
)
from tests.requests_app.admin.test_intake import typed

pytestmark = pytest.mark.django_db

STREET = "Piilokatu 13"
PHONE = "+358 50 7654321"


@pytest.fixture
def controller() -> Controller:
    controller = make_controller(language="en")
    make_register(controller)
    return controller


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def entered(client: Client, controller: Controller, **more: Any) -> RightsRequest:
    """A visit as staff enter it: no e-mail address at all."""
    fields = typed(
        client,
        controller,
        channel="visit",
        language="en",
        person_name="Salla Suojattu",
        phone=PHONE,
        postal_address=f"{STREET}\n00100 Helsinki",
        protected_identity="on",
        **more,
    )
    sent = client.post(reverse(INTAKE), fields)
    assert sent.status_code == 302, text_of(sent)
    return RightsRequest.objects.latest("pk")


def tells(text: str) -> bool:
    """Whether a text gives away where the person is reached."""
    return "Piilokatu" in text or "7654321" in text


def answered(client: Client, controller: Controller) -> RightsRequest:
    """Walked by staff to the answer, with identity seen in person."""
    case = entered(client, controller)
    take(client, case, "assess")
    take(client, case, "ask-identity", doubt="Another name.", what_is_asked="Come to the desk.")
    take(client, case, "settle-identity", method="seen_in_person", reason="Her card was seen.")
    take(client, case, "collect")
    for task in case.tasks.all():
        take(client, case, "finish-task", about=task.pk, result="Orders of 2024.")
    take(client, case, "review")
    take(client, case, "prepare-answer", outcome="granted", reasoning="")
    take(client, case, "answer")
    return case


def test_without_anything_electronic_the_request_is_answered_on_paper(
    client: Client, controller: Controller
) -> None:
    case = answered(client, controller)

    assert state_of(case) == "answered"
    kinds = ("received", "identity_asked", "access_granted")
    for letter in CaseLetter.objects.filter(request=case, kind__in=kinds):
        assert "link" not in letter.text
    assert "come with this letter" in case.letters.get(kind="access_granted").text
    assert not Notice.objects.filter(submission_id=case.submission_id).exclude(
        Q(way=Way.POST) | Q(kind__startswith="staff_") | Q(kind__startswith="task_")
    )
    on_paper = PaperLetter.objects.filter(letter__request=case)
    assert sorted(paper.notice.kind for paper in on_paper) == sorted(kinds)


@pytest.mark.parametrize("end", ["refuse", "withdraw", "close-unidentified"])
def test_the_other_ends_ask_for_no_e_mail_either(
    client: Client, controller: Controller, end: str
) -> None:
    case = entered(client, controller)
    take(client, case, "assess")
    fields = {"statement": "She called."} if end == "withdraw" else {}
    if end == "refuse":
        fields = {
            "reasoning": "The fifth this month.",
            "ground_ART12_5_EXCESSIVE": "Fifth request this month.",
            "proof_ART12_5_EXCESSIVE": "The five requests.",
        }
    if end == "close-unidentified":
        take(client, case, "ask-identity", doubt="Another name.", what_is_asked="Come by.")
        take(client, case, "fail-identity", reason="Nobody came.")

    send(client, case, end, fields)

    assert state_of(case) in ("refused", "withdrawn", "unidentified")


def test_the_address_stands_nowhere_but_behind_a_button_that_is_noted(
    client: Client, controller: Controller
) -> None:
    case = answered(client, controller)
    base = case_url(case).removesuffix("change/")
    pages = [
        reverse(QUEUE),
        case_url(case),
        step_url(case, "protect-identity"),
        f"{base}answer/",
        f"{base}contact/",
        *(f"{base}letters/{letter.pk}/" for letter in case.letters.all()),
    ]
    for page in pages:
        assert not tells(text_of(client.get(page, follow=True))), page
    assert not any(tells(letter.text) for letter in CaseLetter.objects.all())
    assert not any(tells(mail.text + mail.html) for mail in Notice.objects.all())
    assert not any(tells(json.dumps(row.facts)) for row in AuditEntry.objects.all())
    assert not any(tells(json.dumps(row.content)) for row in AuditPayload.objects.all())
    assert "this person must not be found" in text_of(client.get(case_url(case)))
    assert "non-disclosure order" in text_of(client.get(f"{reverse(QUEUE)}?urgency=closed"))

    shown = client.post(f"{base}contact/")

    assert STREET in text_of(shown)
    assert PHONE in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    assert "looked at an address that is kept encrypted" in text_of(client.get(case_url(case)))


def test_no_search_finds_the_person_by_phone(client: Client, controller: Controller) -> None:
    entered(client, controller)

    found = text_of(client.get(f"{reverse(QUEUE)}?q=7654321"))

    assert "Salla" not in found
    assert "Salla" in text_of(client.get(f"{reverse(QUEUE)}?q=Suojattu"))


@pytest.mark.parametrize("role", [Role.DPO, Role.REGISTER_EDITOR])
def test_who_does_not_handle_requests_never_sees_the_address(
    client: Client, controller: Controller, role: Role
) -> None:
    case = entered(client, controller)
    reader = signed_in(make_user(controller, role=role))
    url = f"{case_url(case).removesuffix('change/')}contact/"

    assert reader.get(url).status_code == 404
    assert reader.post(url).status_code == 404
    assert not AuditEntry.objects.filter(event="submission.contact_opened").exists()


def test_an_order_that_comes_to_light_later_hides_what_stood_open() -> None:
    case = begin(make_received(phone=PHONE, postal_address=STREET))
    client = signed_in(handler_of(case.controller))
    assert tells(text_of(client.get(case_url(case))))

    take(client, case, "protect-identity")

    assert not tells(text_of(client.get(case_url(case))))
    assert step_url(case, "protect-identity") not in text_of(client.get(case_url(case)))
    submission = RightsRequest.objects.get(pk=case.pk).submission
    assert submission.contact.postal_address == STREET
    assert not tells(submission.search_text)
    assert not tells(json.dumps(submission.match_keys))


def test_another_controller_gets_the_request_without_the_address() -> None:
    controller = make_controller(language="en")
    register = make_processor_register(controller)
    case = make_received(
        controller,
        register=register,
        phone=PHONE,
        postal_address=STREET,
        protected_identity=True,
    )
    to = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(case.pk, to=to, how="", actor=acting(controller))
    mail = Notice.objects.get(kind="handed_over")
    link = re.search(r"https?://[^/]+(/\S+/handed-over/\S+/)", mail.text)
    assert link

    page = text_of(Client().post(link[1]))

    assert "we give no address on" in page
    assert not tells(page + mail.text)


def represented(client: Client, controller: Controller) -> AccessRequest:
    """An agent asks about somebody who must not be found; what was found names a street."""
    case = begin(settle_role(make_represented(controller=controller, protected_identity=True)))
    settle_identity(
        case.submission.identity_check.pk,
        method=IdentityMethod.SEEN_IN_PERSON,
        reason="Her passport was seen.",
        actor=acting(controller),
    )
    case = AccessRequest.objects.get(pk=case.pk)
    return collect_all(case, files=[], result=f"Orders sent to {STREET}.")


def test_what_another_reads_of_them_is_looked_through_by_two(
    client: Client, controller: Controller
) -> None:
    case = represented(client, controller)
    assert "looked_through" not in client.get(step_url(case, "prepare-answer")).text
    looks = [reverse("admin:case_look_text", args=[case.pk, task.pk]) for task in case.tasks.all()]
    for look in looks:
        assert "somebody else reads the answer" in text_of(client.get(look))
        client.post(look, {"reason": "others", "words": STREET})
        client.post(look, {"cover": "1"})
    refused = client.post(step_url(case, "prepare-answer"), {"outcome": "granted"})
    assert "A second person has to look this through first" in text_of(refused)
    draft = DisclosurePackage.objects.create(request=case, content=b"x", created_at=now())
    past = f"UPDATE requests_app_disclosurepackage SET state = 'ready' WHERE id = {draft.pk}"
    assert refusal_of(past) == "package_texts_looked_through"

    colleague = signed_in(make_user(controller))
    for look in looks:
        colleague.post(look, {"agree": "1"})
    assert refusal_of(past) == ""
    take(client, case, "prepare-answer", outcome="granted", reasoning="")
    assert state_of(case) == "ready"


def test_straight_to_the_person_one_look_is_enough(client: Client, controller: Controller) -> None:
    case = represented(client, controller)
    answer_to(case, AnswerTo.PERSON)
    assert "looked_through" in client.get(step_url(case, "prepare-answer")).text


def test_where_they_are_is_given_out_on_strong_proof_alone(
    client: Client, controller: Controller
) -> None:
    """Without sensitive data in the register too: a location of who must not be found is one."""
    case = begin(
        make_received(controller, email="", channel=Channel.VISIT, protected_identity=True)
    )
    check = case.submission.identity_check
    assert needed_proof(check).fitting.enough is Level.STRONG
    assert needed_proof(check).gives_sensitive_data
    erasure = received(Right.ERASURE, controller=controller)
    protect_identity(erasure.submission_id, actor=acting(controller))
    assert not needed_proof(erasure.submission.identity_check).gives_sensitive_data
