"""A processor assists the controller on its instruction, with proof: no decision, no letter."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM, subject_actor
from registers_app.models import ProcessorClient
from requests_app.domain.rights import Right
from requests_app.models import Assistance, AuditEntry, CaseLetter, Decision, Help, RightsRequest
from requests_app.services.assist import deliver, object_to, take_instruction
from requests_app.services.close import forward, reopen
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hand_over import Answerer, answerer_of
from tests.cases import acting, handler_of
from tests.clock import Clock
from tests.eight import received
from tests.factories import make_controller, make_register
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import (
    case_url,
    send,
    signed_in,
    state_of,
    step_url,
    take,
    text_of,
)
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

QUEUE = "/admin/requests_app/rightsrequest/?urgency=help"
ASKED = "Erase her from the course list. Mail of their DPO, 5 October."
PROOF = "Erased from the course database at 14:20; log sent by mail."


def kept() -> RightsRequest:
    controller = make_controller(language="en")
    register = make_processor_register(controller)
    return received(Right.ERASURE, controller=controller, register=register)


def forwarded() -> RightsRequest:
    case = kept()
    acme = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(case.pk, to=acme, how="", actor=acting(case.controller))
    return case


@pytest.mark.parametrize("kind", list(Help))
def test_it_is_instructed_and_delivered_on_the_page_and_nobody_else_is_told(
    clock: Clock, kind: Help
) -> None:
    clock.set(datetime(2026, 10, 5, 7, tzinfo=UTC))  # a Monday
    case = forwarded()
    client = signed_in(handler_of(case.controller))
    told = (CaseLetter.objects.count(), Notice.objects.count())

    take(client, case, "assist", kind=kind.value, instruction=ASKED)

    row = Assistance.objects.get()
    assert row.deliver_by == date(2026, 10, 12)
    assert case_url(case) in text_of(client.get(QUEUE))
    assert "to be delivered by 12 October 2026" in text_of(client.get(case_url(case)))

    take(client, case, "deliver", about=row.pk, proof=PROOF)

    page = text_of(client.get(case_url(case)))
    assert PROOF in page
    assert step_url(case, "deliver", row.pk) not in page
    assert case_url(case) not in text_of(client.get(QUEUE))
    assert state_of(case) == "forwarded"
    assert told == (CaseLetter.objects.count(), Notice.objects.count())
    assert not Decision.objects.exists()
    assert not case.tasks.exists()
    events = AuditEntry.objects.filter(event__startswith="assistance.").order_by("number")
    assert [entry.payload.content for entry in events] == [
        {"instruction": ASKED},
        {"proof": PROOF},
    ]


def test_what_was_not_forwarded_is_done_on_nobody_s_instruction() -> None:
    case = kept()
    own = received(
        Right.ERASURE, controller=case.controller, register=make_register(case.controller)
    )
    client = signed_in(handler_of(case.controller))
    for each in (case, own):
        assert step_url(each, "assist") not in text_of(client.get(case_url(each)))
        client.post(step_url(each, "assist"), {"kind": "erase", "instruction": ASKED})
        with pytest.raises(NotPossible, match="forwarded"):
            take_instruction(
                each.pk, kind=Help.ERASE, instruction=ASKED, actor=acting(case.controller)
            )
    assert not Assistance.objects.exists()


def test_without_an_instruction_or_a_proof_nothing_is_recorded() -> None:
    case = forwarded()
    actor = acting(case.controller)
    with pytest.raises(NotPossible):
        take_instruction(case.pk, kind=Help.SEARCH, instruction=" ", actor=actor)
    row = take_instruction(case.pk, kind=Help.SEARCH, instruction=ASKED, actor=actor)
    with pytest.raises(NotPossible):
        deliver(row.pk, proof=" ", actor=actor)
    deliver(row.pk, proof=PROOF, actor=actor)
    with pytest.raises(NotPossible, match="already"):
        deliver(row.pk, proof="Again.", actor=actor)


def test_only_who_handles_requests_does_either() -> None:
    case = forwarded()
    row = take_instruction(
        case.pk, kind=Help.EXPORT, instruction=ASKED, actor=acting(case.controller)
    )
    for actor in (SYSTEM, subject_actor(case.submission_id), acting(make_controller())):
        with pytest.raises(NotPermitted):
            take_instruction(case.pk, kind=Help.SEARCH, instruction=ASKED, actor=actor)
        with pytest.raises(NotPermitted):
            deliver(row.pk, proof=PROOF, actor=actor)


def test_what_is_open_can_still_be_proved_after_the_request_was_taken_back() -> None:
    case = forwarded()
    actor = acting(case.controller)
    row = take_instruction(case.pk, kind=Help.SEARCH, instruction=ASKED, actor=actor)
    reopen(case.pk, reason="Another client’s.", actor=supervisor_of(case.controller))
    assert deliver(row.pk, proof="Not done: another client’s.", actor=actor).delivered_at


def test_an_instruction_that_breaks_the_law_is_not_followed_and_the_controller_reads_why() -> None:
    case = forwarded()
    client = signed_in(handler_of(case.controller))
    row = take_instruction(
        case.pk, kind=Help.EXPORT, instruction="Everybody’s data.", actor=acting(case.controller)
    )

    take(client, case, "object", about=row.pk, proof="Art. 5(1)(c): others’ data.", how="")

    page = text_of(client.get(case_url(case)))
    assert "told the controller that its instruction breaks the law" in page
    assert step_url(case, "deliver", row.pk) not in page
    mail = Notice.objects.get(kind="instruction_unlawful")
    assert mail.to_address == ProcessorClient.objects.get(name="Acme Oy").email
    assert "others" not in mail.text
    (url,) = [word for word in mail.text.split() if word.startswith("http") and "/" in word][:1]
    opened = Client().post(urlsplit(url).path)
    assert "Art. 5(1)(c): others’ data." in text_of(opened)


def test_where_the_desk_mailed_nothing_it_is_said_how_the_controller_was_told() -> None:
    case = kept()
    actor = acting(case.controller)
    forward(case.pk, to=Answerer(name="Other Oy"), how="By their portal.", actor=actor)
    row = take_instruction(case.pk, kind=Help.ERASE, instruction=ASKED, actor=actor)
    with pytest.raises(NotPossible):
        object_to(row.pk, why="Not theirs.", how=" ", actor=actor)
    object_to(row.pk, why="Not theirs.", how="Called their officer.", actor=actor)
    assert not Notice.objects.filter(kind="instruction_unlawful").exists()
    assert Assistance.objects.get().proof == "Not theirs.\nCalled their officer."


def test_who_asks_after_the_agreement_ended_is_told_what_became_of_the_data() -> None:
    case = kept()
    acme = ProcessorClient.objects.get(name="Acme Oy")
    acme.ended_on, acme.data_after, acme.is_active = date(2026, 1, 31), "returned", False
    acme.save()
    client = signed_in(handler_of(case.controller))
    assert "agreement ended on 31 January 2026" in text_of(client.get(step_url(case, "forward")))

    send(client, case, "forward", {"client": acme.pk})

    letter = CaseLetter.objects.get(request=case, kind="forwarded").text
    assert "ended on 31 January 2026, and the data were returned to it then" in letter
    assert Notice.objects.filter(kind="handed_over", to_address=acme.email).exists()
