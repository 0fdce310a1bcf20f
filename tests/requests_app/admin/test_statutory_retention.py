"""What a law demands to keep, by a rule of the register, is kept by purpose (Art. 17(3)(b))."""

from typing import Any

import pytest
from django.test import Client

from registers_app.models import Purpose, Register, RetentionRule
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import Right
from requests_app.models import Outcome, RightsRequest, TaskKind
from requests_app.models.request_guards import purposes_decided
from requests_app.services.decide import Item, decide
from requests_app.services.search import search
from tests.cases import acting, handler_of
from tests.eight import again, begun, finish_all, received
from tests.factories import make_controller, texts
from tests.requests_app.admin.registers import make_rich_register
from tests.requests_app.admin.staff import case_url, signed_in, step_url, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]


@pytest.fixture
def register() -> Register:
    """Delivering stands on contract; a law demands that its vouchers are kept for six years."""
    register = make_rich_register(make_controller())
    delivering = purpose(register, "Delivering what was ordered")
    RetentionRule.objects.create(
        version=delivering.version,
        names=texts("Vouchers: six years"),
        legal_acts=texts("Accounting Act, chapter 2, section 10"),
        is_statutory=True,
        purposes=[delivering.key],
    )
    return register


@pytest.fixture
def case(register: Register) -> RightsRequest:
    case = begun(received(Right.ERASURE, controller=register.controller, register=register))
    search(case.pk, actor=acting(register.controller))
    finish_all(case, TaskKind.SEARCH)
    return again(case)


def purpose(register: Register, name: str) -> Purpose:
    return Purpose.objects.get(version__register=register, names__en=name)


def decision_page(case: RightsRequest) -> str:
    client = signed_in(handler_of(case.controller))
    return text_of(client.get(step_url(case, "decide")))


def test_the_handler_sees_the_rule_at_the_purpose_that_it_is_about(
    case: RightsRequest, client: Client
) -> None:
    page = text_of(signed_in(handler_of(case.controller)).get(case_url(case)))
    panel = page.partition("matrix-heading")[2].partition("</section>")[0]

    assert "Vouchers: six years" in panel
    # What the consent of the newsletter stands beside is no rule of a law.
    newsletter = panel.partition("Newsletter")[0].rpartition("GDPR Art.")[2]
    assert "17(3)(b)" not in newsletter


def test_the_form_brings_the_act_and_the_time_of_the_rule_with_it(
    case: RightsRequest, register: Register
) -> None:
    pk = purpose(register, "Delivering what was ordered").pk
    page = decision_page(case)

    law = page.partition(f'name="kept_law_{pk}"')
    until = page.partition(f'name="kept_until_{pk}"')
    assert 'value="Accounting Act, chapter 2, section 10"' in _tag(law)
    assert 'value="Vouchers: six years"' in _tag(until)
    assert f'name="kept_law_{purpose(register, "Newsletter").pk}"' in page


def _tag(parts: tuple[str, str, str]) -> str:
    before, name, after = parts
    return before.rpartition("<")[2] + name + after.partition(">")[0]


def test_to_erase_it_all_the_same_has_to_be_explained(
    case: RightsRequest, register: Register
) -> None:
    client = signed_in(handler_of(case.controller))
    answers: dict[str, Any] = {"outcome": "granted", "reasoning": ""}
    answers |= {f"result_{row.pk}": "met" for row in Purpose.objects.all()}
    invoices = purpose(register, "Invoices").pk
    answers |= {f"result_{invoices}": "not_held"}
    sent = client.post(step_url(case, "decide"), answers)

    assert "say why you may erase them." in text_of(sent)
    assert not case.decisions.exists()


def test_no_service_writes_past_the_explanation(case: RightsRequest, register: Register) -> None:
    delivering = purpose(register, "Delivering what was ordered")
    for note, may_go_on in (("", False), ("The six years are over.", True)):
        met = Item(purpose_id=delivering.pk, result=ItemResult.MET, note=note)
        others = [
            Item(purpose_id=row.pk, result=ItemResult.NOT_HELD)
            for row in Purpose.objects.exclude(pk=delivering.pk)
        ]
        decide(
            case.pk,
            outcome=Outcome.GRANTED,
            reasoning="",
            grounds=[],
            items=[*others, met],
            actor=acting(case.controller),
        )
        assert purposes_decided(again(case)) is may_go_on
