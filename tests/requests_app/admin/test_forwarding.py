"""A register that the organisation keeps for others: forwarded, never decided."""

import pytest
from django.test import Client

from notices_app.models import Notice
from registers_app.models import Controller
from requests_app.admin.forms import STEPS
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AuditEntry, CaseLetter, RightsRequest, Suspension
from tests.cases import handler_of
from tests.eight import received
from tests.factories import make_controller, make_register
from tests.looped import dealt
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import case_url, signed_in, state_of, step_url, take, text_of

pytestmark = pytest.mark.django_db

# What a processor may do with a request, besides what is about one row of it.
FOR_A_PROCESSOR = ("assess", "assign", "forward", "withdraw", "ask-client", "note-client")
NOT_FOR_A_PROCESSOR = [
    name for name, form in STEPS.items() if name not in FOR_A_PROCESSOR and not form.has_target
]


def processed(right: Right = Right.ERASURE) -> tuple[RightsRequest, Client]:
    controller = make_controller()
    case = received(
        right,
        controller=controller,
        register=make_processor_register(controller),
        scope=ObjectionScope.ALL,
    )
    return case, signed_in(handler_of(controller))


def of_both() -> Controller:
    """An organisation that keeps a register of its own and one for its clients."""
    controller = make_controller()
    make_register(controller)
    make_processor_register(controller)
    return controller


def acme(case: RightsRequest) -> int:
    return case.submission.register.clients.get(name="Acme Oy").pk  # type: ignore[union-attr]


@pytest.mark.parametrize("right", list(Right))
def test_a_processor_is_offered_to_forward_and_nothing_to_decide(right: Right) -> None:
    case, client = processed(right)
    for _state in ("received", "assessing"):
        page = text_of(client.get(case_url(case)))
        assert "We are the processor of these data" in page
        assert f'class="desk-button" href="{step_url(case, "forward")}"' in page
        for step in (
            "decide", "refuse", "collect", "search", "cease", "weigh", "start-review", "extend",
            "ask-identity", "answer", "pass-on-part",
        ):  # fmt: skip
            assert step_url(case, step) not in page, step
        client.post(step_url(case, "assess"))


@pytest.mark.parametrize(("right", "names"), dealt(Right, NOT_FOR_A_PROCESSOR))
def test_a_step_sent_all_the_same_decides_asks_and_tells_nothing(
    right: Right, names: list[str]
) -> None:
    case, client = processed(right)
    client.post(step_url(case, "assess"))
    letters = CaseLetter.objects.count()
    for name in names:
        fields = dict.fromkeys(STEPS[name].base_fields, "1")
        client.post(step_url(case, name), {**fields, "method": "not_in_doubt"})
        assert state_of(case) == "assessing", name
        assert CaseLetter.objects.count() == letters, name
    assert not Suspension.objects.exists()
    assert not AuditEntry.objects.filter(event__startswith="identity.ask").exists()


def test_it_is_forwarded_to_a_client_in_use_or_to_another_that_is_named() -> None:
    case, client = processed()
    page = text_of(client.get(step_url(case, "forward")))
    assert "Acme Oy" in page
    assert "Former Oy" not in page
    nobody = text_of(client.post(step_url(case, "forward"), {"how": "By e-mail."}))
    assert "Say who answers the person." in nobody
    both = {"client": acme(case), "forwarded_to": "Other Oy", "how": "By e-mail."}
    assert "not both" in text_of(client.post(step_url(case, "forward"), both))
    sent = client.post(step_url(case, "forward"), {"client": acme(case)})
    assert sent.status_code == 302
    assert state_of(case) == "forwarded"
    letter = case.letters.get(kind="forwarded").text
    assert "Acme Oy, privacy@acme.example" in letter
    assert "Former Oy" not in letter
    assert Notice.objects.get(kind="handed_over").to_address == "privacy@acme.example"


def test_another_controller_may_be_named_freely_with_the_way_it_was_told() -> None:
    case, client = processed()
    silent = {"forwarded_to": "Fabrikam AB"}
    assert "say how you passed it on" in text_of(client.post(step_url(case, "forward"), silent))
    take(client, case, "forward", forwarded_to="Fabrikam AB", how="By post.")
    assert "Fabrikam AB" in case.letters.get(kind="forwarded").text
    assert not Notice.objects.filter(kind="handed_over").exists()


def test_another_controller_gets_the_request_at_the_mailbox_that_was_written() -> None:
    case, client = processed()
    take(client, case, "forward", forwarded_to="Fabrikam AB", mailbox="dpo@fabrikam.example")
    assert "Fabrikam AB, dpo@fabrikam.example" in case.letters.get(kind="forwarded").text
    assert Notice.objects.get(kind="handed_over").to_address == "dpo@fabrikam.example"


def test_what_both_are_told_is_shown_first_and_nothing_is_kept() -> None:
    case, client = processed()
    fields = {"client": acme(case), "_preview": "1"}
    page = text_of(client.post(step_url(case, "forward"), fields))
    assert "A preview: nothing has been sent or kept yet." in page
    assert "Mail to maija@example.org" in page
    assert "Mail to privacy@acme.example" in page
    assert state_of(case) == "received"
    assert not Notice.objects.filter(kind__in=["forwarded", "handed_over"]).exists()


def test_what_we_decide_over_ourselves_cannot_be_forwarded() -> None:
    controller = make_controller()
    case = received(Right.ERASURE, controller=controller, register=make_register(controller))
    client = signed_in(handler_of(controller))
    for step in ("forward", "pass-on-part"):
        assert step_url(case, step) not in text_of(client.get(case_url(case)))
        client.post(step_url(case, step), {"forwarded_to": "X", "how": "Y", "passed_on": "Z"})
    assert state_of(case) == "received"
    assert not CaseLetter.objects.filter(kind__in=["forwarded", "part_passed_on"]).exists()


def test_who_names_no_register_is_answered_and_a_part_may_be_passed_on() -> None:
    controller = of_both()
    case = received(Right.ERASURE, controller=controller, register=None)
    client = signed_in(handler_of(controller))
    page = text_of(client.get(case_url(case)))
    assert "A part of this may be a client’s to answer" in page
    assert step_url(case, "pass-on-part") in page
    assert step_url(case, "forward") not in page


def test_who_only_keeps_data_for_others_forwards_also_what_names_no_register() -> None:
    controller = make_controller()
    make_processor_register(controller)
    case = received(Right.ERASURE, controller=controller, register=None)
    client = signed_in(handler_of(controller))
    take(client, case, "forward", forwarded_to="Fabrikam AB", how="By post.")
    assert state_of(case) == "forwarded"


def test_who_keeps_nothing_for_others_is_not_reminded_of_clients() -> None:
    controller = make_controller()
    make_register(controller)
    case = received(Right.ERASURE, controller=controller, register=None)
    page = text_of(signed_in(handler_of(controller)).get(case_url(case)))
    assert "a client’s to answer" not in page
