"""A fee: only on its ground, proven, announced first; in the EU no clock waits for it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from notices_app.models import Notice
from requests_app.domain.fee import ARTICLES, FeeGround, fee_grounds
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import CaseLetter, Fee, RightsRequest, Suspension
from requests_app.services.ask_fee import ask_fee
from requests_app.services.close import withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.redate import dates_of
from requests_app.services.resume import resume, void_suspension
from tests.cases import acting, begin, handler_of, make_received
from tests.clock import Clock
from tests.eight import again, answered, received
from tests.factories import make_controller
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

DUE = date(2026, 4, 2)
TYPED: dict[str, Any] = {
    "ground": "ART12_5_EXCESSIVE",
    "amount": "12.50",
    "currency": "EUR",
    "costs": "Checking 400 pages takes two hours.",
    "proof": "Five answers in two months are on file.",
}


@pytest.fixture
def request_(clock: Clock) -> RightsRequest:
    """Received on Monday 2 March, due on Thursday 2 April."""
    return begin(make_received())


def fee_for(request: RightsRequest, **more: Any) -> Fee:
    facts: dict[str, Any] = {
        "ground": FeeGround.ART12_5_EXCESSIVE,
        "amount": Decimal("12.50"),
        "currency": "EUR",
        "costs": "Checking 400 pages takes two hours.",
        "proof": "Five answers in two months are on file.",
    }
    return ask_fee(request.pk, actor=acting(request.controller), **{**facts, **more})


@pytest.mark.parametrize("right", Right)
def test_which_fees_a_right_knows(right: Right) -> None:
    grounds = set(fee_grounds(right))
    assert (FeeGround.ART15_3_FURTHER_COPY in grounds) is (right is Right.ACCESS)
    assert bool(grounds) is (right is not Right.CONSENT_WITHDRAWAL)
    assert set(ARTICLES) == set(FeeGround)


def test_a_fee_is_announced_with_its_sum_its_reasons_and_what_one_can_do(
    request_: RightsRequest,
) -> None:
    fee_for(request_)
    letter = CaseLetter.objects.get(kind="fee_asked")
    for words in (
        "The fee: 12.50 EUR",
        "Checking 400 pages takes two hours.",
        "Article 12(5)",
        "or withdraw it",
        "it ends on 2 April 2026",
        "complain to a supervisory authority",
        "judicial remedy",
    ):
        assert words in letter.text, words
    assert "on file" not in letter.text
    mail = Notice.objects.get(kind="message_waiting")
    assert "12.50" not in mail.text


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Maksu: 12,50 EUR"), ("sv", "Avgiften: 12,50 EUR")]
)
def test_the_sum_is_written_as_the_language_does(language: str, words: str, clock: Clock) -> None:
    fee_for(begin(make_received(language=language)))
    assert words in CaseLetter.objects.get(kind="fee_asked").text


def test_in_the_union_the_clock_runs_on_and_says_so(request_: RightsRequest, clock: Clock) -> None:
    fee = fee_for(request_)
    assert again(request_).due_on == DUE
    clock.set(datetime(2026, 3, 20, 9, tzinfo=UTC))
    resume(fee.wait_id, actor=acting(request_.controller))
    dates = dates_of(again(request_))
    assert dates.due_on == DUE
    assert any(step.rule == "fee_not_counted" for step in dates.steps)


def test_in_the_united_kingdom_the_month_begins_with_the_payment(clock: Clock) -> None:
    controller = make_controller(
        country="GB", regime="UK", time_zone="Europe/London", calendar="GB-ENG"
    )
    request = make_received(controller)
    fee = fee_for(request, currency="GBP")
    assert again(request).due_on is None
    assert "begins when the fee has been paid" in CaseLetter.objects.get(kind="fee_asked").text
    clock.set(datetime(2026, 3, 20, 9, tzinfo=UTC))
    resume(fee.wait_id, actor=acting(controller))
    assert again(request).due_on == date(2026, 4, 20)


def test_a_fee_may_be_announced_late_in_the_month(request_: RightsRequest, clock: Clock) -> None:
    clock.set(datetime(2026, 3, 30, 9, tzinfo=UTC))
    assert fee_for(request_).wait.why_late == ""


def test_a_waived_fee_stays_on_the_record_and_is_asked_no_more(request_: RightsRequest) -> None:
    fee = fee_for(request_)
    void_suspension(
        fee.wait_id, reason="She lives on a pension.", actor=acting(fee.wait.request.controller)
    )
    client = signed_in(handler_of(request_.controller))
    page = text_of(client.get(case_url(request_)))
    assert "waived the fee." in page
    assert "She lives on a pension." in page
    assert Fee.objects.get() == fee


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"proof": " "}, "have to be able to prove"),
        ({"costs": ""}, "Write"),
        ({"amount": Decimal(0)}, "real administrative costs"),
        ({"amount": Decimal("-3")}, "real administrative costs"),
        ({"amount": Decimal("10000")}, "real administrative costs"),
    ],
)
def test_a_fee_without_what_it_needs_is_not_announced(
    request_: RightsRequest, wrong: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        fee_for(request_, **wrong)
    assert not Fee.objects.exists()
    assert not Suspension.objects.exists()
    assert not CaseLetter.objects.filter(kind="fee_asked").exists()


def test_a_further_copy_needs_no_proof_and_only_access_knows_it(request_: RightsRequest) -> None:
    assert fee_for(request_, ground=FeeGround.ART15_3_FURTHER_COPY, proof="")
    with pytest.raises(NotPossible, match="no such fee"):
        fee_for(received(Right.ERASURE), ground=FeeGround.ART15_3_FURTHER_COPY)


@pytest.mark.parametrize(
    ("right", "scope"),
    [(Right.CONSENT_WITHDRAWAL, None), (Right.OBJECTION, ObjectionScope.MARKETING)],
)
def test_a_duty_to_stop_costs_nothing(right: Right, scope: ObjectionScope | None) -> None:
    request = received(right, scope=scope)
    with pytest.raises(NotPossible):
        fee_for(request)
    client = signed_in(handler_of(request.controller))
    assert step_url(request, "ask-fee") not in text_of(client.get(case_url(request)))
    assert client.post(step_url(request, "ask-fee"), TYPED).status_code in (200, 302, 404)
    assert not Fee.objects.exists()


def test_only_one_fee_waits_at_a_time(request_: RightsRequest) -> None:
    fee_for(request_)
    with pytest.raises(NotPossible, match="already"):
        fee_for(request_)


def test_a_closed_request_costs_nothing() -> None:
    with pytest.raises(NotPossible, match="closed"):
        fee_for(answered(received(Right.RESTRICTION)))


def test_who_does_not_handle_requests_announces_no_fee(request_: RightsRequest) -> None:
    stranger = supervisor_of(make_controller())
    with pytest.raises(NotPermitted):
        ask_fee(
            request_.pk,
            ground=FeeGround.ART15_3_FURTHER_COPY,
            amount=Decimal(5),
            currency="EUR",
            costs="Postage.",
            actor=stranger,
        )


def test_the_person_may_withdraw_instead(request_: RightsRequest) -> None:
    fee_for(request_)
    withdraw(request_.pk, statement="Then not.", actor=acting(request_.controller))
    assert again(request_).state == "withdrawn"


def test_a_fee_is_announced_paid_and_seen_in_the_browser(request_: RightsRequest) -> None:
    client = signed_in(handler_of(request_.controller))
    kept = text_of(client.post(step_url(request_, "ask-fee"), {**TYPED, "proof": ""}))
    assert "You have to be able to prove this ground" in kept
    assert "Checking 400 pages" in kept
    take(client, request_, "ask-fee", **TYPED)
    page = text_of(client.get(case_url(request_)))
    assert "12.50 EUR" in page
    assert "Waive the fee" in page
    wait = Suspension.objects.get()
    assert step_url(request_, "ask-fee") not in page
    take(client, request_, "resume", about=wait.pk)
    page = text_of(client.get(case_url(request_)))
    assert "recorded that the fee was paid." in page
    assert again(request_).due_on == DUE
