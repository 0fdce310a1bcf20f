"""Mail that a provider only names: it is fetched from the provider, and never lost."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from notices_app.models import InboundMail
from registers_app.models import Controller
from tests.factories import make_controller, make_register, make_user
from tests.notices_app.webhooks.calls_inbound import (
    HANDINGS,
    amazon_ses,
    as_json,
    basic_auth,
    mailtrap_event,
    resend_event,
    sns,
    svix_signature,
)
from tests.notices_app.webhooks.provider_api import ProviderApi, provider_api
from tests.requests_app.mails.written import written

pytestmark = pytest.mark.django_db
FETCHED = ("amazon_ses", "mailtrap", "resend")


@pytest.fixture
def controller(settings: Any) -> Controller:
    settings.INBOUND_WEBHOOKS = list(FETCHED)
    controller = make_controller()
    make_register(controller)
    make_user(controller)
    return controller


@pytest.fixture
def api() -> Iterator[ProviderApi]:
    api = provider_api()
    api.asked.clear()
    yield api
    api.is_down, api.babbles, api.gives_raw = False, False, True


def call(name: str, body: bytes, settings: Any, headers: dict[str, str] | None = None) -> int:
    """Call signed, or with *headers*; the answer's status."""
    handing = HANDINGS[name]
    settings.ANYMAIL = handing.anymail
    client = Client(raise_request_exception=False)
    headers = handing.sign(body) if headers is None else headers
    path = f"/anymail/{name}/inbound/"
    return client.post(path, body, content_type="application/json", headers=headers).status_code


@pytest.mark.parametrize("name", FETCHED)
def test_what_cannot_be_fetched_is_called_for_again(
    name: str, controller: Controller, api: ProviderApi, settings: Any
) -> None:
    body = HANDINGS[name].payload(written(controller), controller.email)
    assert isinstance(body, bytes)
    api.is_down = True
    assert call(name, body, settings) == 503
    api.is_down, api.babbles = False, name != "amazon_ses"
    assert call(name, body, settings) == (503 if api.babbles else 200)
    assert InboundMail.objects.exists() == (name == "amazon_ses")
    api.babbles = False
    assert call(name, body, settings) == 200
    assert InboundMail.objects.get().status == "new"


def test_nothing_is_fetched_for_who_did_not_sign(
    controller: Controller, api: ProviderApi, settings: Any
) -> None:
    for name in FETCHED:
        body = HANDINGS[name].payload(written(controller), controller.email)
        assert isinstance(body, bytes)
        assert call(name, body, settings, headers={}) in (400, 401)
    assert api.asked == []


def test_a_signature_of_another_body_or_of_long_ago_is_none(
    controller: Controller, api: ProviderApi, settings: Any
) -> None:
    """Svix signs the time too, so that a call cannot be played again later."""
    body = HANDINGS["resend"].payload(written(controller), controller.email)
    assert isinstance(body, bytes)
    for headers in (svix_signature(body, ago=timedelta(minutes=6)), svix_signature(body + b" ")):
        assert call("resend", body, settings, headers=headers) == 400
    stolen = HANDINGS["mailtrap"].sign(b"{}")
    assert call("mailtrap", body, settings, headers=stolen) == 400
    assert api.asked == []


def test_a_call_for_another_address_is_refused_and_fetches_nothing(
    controller: Controller, api: ProviderApi, settings: Any
) -> None:
    bounce = json.dumps({"notificationType": "Bounce", "mail": {}})
    delivery = {"events": [mailtrap_event("m1", kind="delivery")]}
    assert call("amazon_ses", sns(bounce), settings) == 403
    assert call("mailtrap", as_json(delivery), settings) == 403
    assert call("resend", resend_event({}, kind="email.sent"), settings) == 403
    assert api.asked == []
    assert not InboundMail.objects.exists()


def test_a_signed_call_that_names_no_mail_is_kept_for_a_human(
    controller: Controller, settings: Any
) -> None:
    unknown = {"events": [mailtrap_event("m1", kind="inbound.of_next_year")]}
    calls = [
        ("amazon_ses", sns("no JSON")),
        ("mailtrap", as_json(unknown)),
        ("resend", resend_event({})),
    ]
    for name, body in calls:
        assert (call(name, body, settings), call(name, body, settings)) == (200, 200)
    assert [row.status for row in InboundMail.objects.all()] == ["unreadable"] * len(calls)


def test_the_example_of_a_provider_is_no_mail(controller: Controller, settings: Any) -> None:
    example = {"events": [mailtrap_event("m1", inbox=1)]}
    assert call("mailtrap", as_json(example), settings) == 200
    assert not InboundMail.objects.exists()


def test_without_the_original_the_mail_is_built_from_what_the_provider_read(
    controller: Controller, api: ProviderApi, settings: Any
) -> None:
    api.gives_raw = False
    raw = written(controller, "Please delete all my personal data, and what Ämmälä has.")
    body = HANDINGS["resend"].payload(raw, controller.email)
    assert isinstance(body, bytes)
    assert call("resend", body, settings) == 200
    mail = InboundMail.objects.get()
    assert (mail.status, mail.words.sender) == ("new", "maija@example.org")
    assert "Ämmälä" in mail.words.read


def test_amazon_confirms_its_topic_and_hands_over_by_it(
    controller: Controller, api: ProviderApi, settings: Any
) -> None:
    """Only with the secret of the address: anybody may own a topic."""
    body = sns("You have chosen to subscribe.", kind="SubscriptionConfirmation")
    wrong = HANDINGS["amazon_ses"].sign(body) | {"authorization": "Basic d3Jvbmc6d3Jvbmc="}
    assert call("amazon_ses", body, settings, headers=wrong) == 400
    assert call("amazon_ses", body, settings, headers=basic_auth(body)) == 400  # no kind named
    assert api.asked == []
    assert call("amazon_ses", body, settings) == 200
    assert api.asked == ["ConfirmSubscription t0ken"]

    whole = amazon_ses(
        written(controller), controller.email, action={"type": "SNS", "encoding": "BASE64"}
    )
    assert (call("amazon_ses", whole, settings), call("amazon_ses", whole, settings)) == (200, 200)
    assert InboundMail.objects.get().mailbox == controller.email
