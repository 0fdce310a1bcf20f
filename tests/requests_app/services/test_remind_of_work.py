"""Proof that nobody decides on, and help that a controller waits for."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.models import ProcessorClient
from requests_app.domain.rights import Right
from requests_app.models import Help, Reminder, RightsRequest
from requests_app.services.assist import deliver, take_instruction
from requests_app.services.authority_papers import receive_papers
from requests_app.services.close import forward
from requests_app.services.evidence import receive_evidence
from requests_app.services.hand_over import answerer_of
from requests_app.services.remind_of_work import remind_of_work
from tests.cases import acting, ask_for_identity, begin, handler_of, make_received, settle
from tests.clock import Clock
from tests.eight import received
from tests.factories import make_controller
from tests.files import a_pdf
from tests.represented import make_represented, row_of
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import case_url, signed_in, text_of

pytestmark = pytest.mark.django_db

LATE_PROOF = "/admin/requests_app/rightsrequest/?urgency=proof_late"


def with_proof() -> RightsRequest:
    case = ask_for_identity(begin(make_received()))
    handler_of(case.controller)
    receive_evidence(
        case.submission.identity_check.pk,
        files=[SimpleUploadedFile("proof.pdf", a_pdf())],
        actor=subject_actor(case.submission_id),
    )
    return case


def with_papers() -> RightsRequest:
    case = begin(make_represented())
    handler_of(case.controller)
    receive_papers(
        row_of(case).pk,
        files=[SimpleUploadedFile("mandate.pdf", a_pdf())],
        actor=subject_actor(case.submission_id),
    )
    return case


@pytest.mark.parametrize("sent", [with_proof, with_papers])
def test_proof_that_nobody_decides_on_shows_and_is_told_daily_after_72_hours(
    clock: Clock, sent: Callable[[], RightsRequest]
) -> None:
    case = sent()
    client = signed_in(handler_of(case.controller))
    clock.advance(hours=71, minutes=50)
    assert remind_of_work() == 0
    assert case_url(case) not in text_of(client.get(LATE_PROOF))

    clock.advance(minutes=20)

    assert [remind_of_work(), remind_of_work()] == [1, 0]
    assert Reminder.objects.get().kind == "proof_waits"
    assert Notice.objects.filter(kind="staff_proof_waits").exists()
    assert case_url(case) in text_of(client.get(LATE_PROOF))
    assert "Proof has waited for more than 72 hours" in text_of(client.get(case_url(case)))
    clock.advance(days=1)
    assert remind_of_work() == 1


def test_a_decision_ends_it(clock: Clock) -> None:
    case = with_proof()
    clock.advance(hours=73)
    settle(case)  # type: ignore[arg-type]

    assert remind_of_work() == 0
    page = text_of(signed_in(handler_of(case.controller)).get(case_url(case)))
    assert "Proof has waited" not in page


def test_help_that_a_controller_waits_for_is_reminded_of_until_it_is_delivered(
    clock: Clock,
) -> None:
    clock.set(datetime(2026, 10, 5, 7, tzinfo=UTC))  # a Monday: due on the next
    register = make_processor_register(make_controller())
    case = received(Right.ERASURE, controller=register.controller, register=register)
    handler_of(case.controller)
    actor = acting(case.controller)
    acme = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(case.pk, to=acme, how="", actor=actor)
    row = take_instruction(case.pk, kind=Help.ERASE, instruction="Erase it.", actor=actor)
    sent: dict[date, str] = {}
    for day in range(5, 15):
        clock.set(datetime(2026, 10, day, 7, tzinfo=UTC))
        if remind_of_work():
            sent[date(2026, 10, day)] = Reminder.objects.latest("pk").kind
        if day == 13:
            deliver(row.pk, proof="Log sent.", actor=actor)

    assert sent == {
        date(2026, 10, 9): "help_soon",  # the Friday before
        date(2026, 10, 12): "help_today",
        date(2026, 10, 13): "help_late",
    }
    assert (
        "was to be delivered by 12 October 2026"
        in Notice.objects.filter(kind="staff_help_due", language="en").latest("pk").text
    )
