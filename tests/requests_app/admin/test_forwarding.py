"""A register that the organisation keeps for others: forwarded, never decided."""

import pytest
from django.test import Client

from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import RightsRequest
from tests.cases import handler_of
from tests.eight import received
from tests.factories import make_controller
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import case_url, signed_in, state_of, step_url, take, text_of

pytestmark = pytest.mark.django_db


def processed(right: Right = Right.ERASURE) -> tuple[RightsRequest, Client]:
    controller = make_controller()
    case = received(
        right,
        controller=controller,
        register=make_processor_register(controller),
        scope=ObjectionScope.ALL,
    )
    return case, signed_in(handler_of(controller))


@pytest.mark.parametrize("right", list(Right))
def test_a_processor_is_offered_to_forward_and_nothing_to_decide(right: Right) -> None:
    case, client = processed(right)
    for _state in ("received", "assessing"):
        page = text_of(client.get(case_url(case)))
        assert "We are the processor of these data" in page
        assert f'class="desk-button" href="{step_url(case, "forward")}"' in page
        for step in (
            "decide", "refuse", "collect", "search", "cease", "weigh", "start-review", "extend",
            "ask-identity", "answer",
        ):  # fmt: skip
            assert step_url(case, step) not in page, step
        client.post(step_url(case, "assess"))


def test_it_is_forwarded_to_a_client_in_use_or_to_another_that_is_named() -> None:
    case, client = processed()
    page = text_of(client.get(step_url(case, "forward")))
    assert "Acme Oy" in page
    assert "Former Oy" not in page
    nobody = text_of(client.post(step_url(case, "forward"), {"how": "By e-mail."}))
    assert "Say who answers the person." in nobody
    acme = case.submission.register.clients.get(name="Acme Oy")  # type: ignore[union-attr]
    both = {"client": acme.pk, "forwarded_to": "Other Oy", "how": "By e-mail."}
    assert "not both" in text_of(client.post(step_url(case, "forward"), both))
    sent = client.post(step_url(case, "forward"), {"client": acme.pk, "how": "To their mailbox."})
    assert sent.status_code == 302
    assert state_of(case) == "forwarded"
    letter = case.letters.get(kind="forwarded").text
    assert "Acme Oy" in letter
    assert "Former Oy" not in letter


def test_another_controller_may_be_named_freely() -> None:
    case, client = processed()
    take(client, case, "forward", forwarded_to="Fabrikam AB, dpo@fabrikam.example", how="By post.")
    assert "Fabrikam AB" in case.letters.get(kind="forwarded").text
