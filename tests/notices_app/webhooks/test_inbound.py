"""Mail that providers hand over: only what is signed is taken in, once, and never lost."""

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from notices_app.inbound.receive import receive
from notices_app.models import InboundMail
from notices_app.webhooks import hear_inbound
from notices_app.webhooks.inbound_providers import INBOUND_NAMES
from registers_app.models import Controller
from requests_app.models import Submission
from tests.factories import make_controller, make_register, make_user
from tests.notices_app.webhooks.calls_inbound import HANDINGS, Handing, signed_by_mandrill
from tests.requests_app.mails.written import written

pytestmark = [
    pytest.mark.django_db,
    # Anymail has no account at SendGrid any more, and says so at every call.
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailInsecureWebhookWarning"),
]


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    make_user(controller)
    return controller


@pytest.fixture(params=sorted(HANDINGS))
def name(request: Any, settings: Any) -> str:
    settings.INBOUND_WEBHOOKS = [request.param]
    settings.ANYMAIL = HANDINGS[request.param].anymail
    return str(request.param)


def hand_over(name: str, raw: bytes, to: str, *, signed: bool = True, path: str = "") -> int:
    """Call as the provider does; the answer's status."""
    handing: Handing = HANDINGS[name]
    path = path or f"/anymail/{name}/inbound/"
    told = handing.payload(raw, to)
    headers: dict[str, str] = {}
    body: dict[str, str] | bytes
    if isinstance(told, dict):
        form = handing.sign_form(told) if signed else told
        body, kind = form, MULTIPART_CONTENT
        if name == "mandrill" and signed:
            headers = signed_by_mandrill(f"http://testserver{path}", form)
    else:
        body, kind = told, "application/json"
    if signed:
        headers |= handing.sign(body if isinstance(body, bytes) else b"")
    client = Client(raise_request_exception=False)
    return client.post(path, body, content_type=kind, headers=headers).status_code


def test_every_provider_that_hands_over_mail_is_tried() -> None:
    assert set(HANDINGS) == set(INBOUND_NAMES)


def test_a_signed_mail_is_a_case_once_and_an_unsigned_one_is_nothing(
    name: str, controller: Controller
) -> None:
    raw = written(controller, "Please delete all my personal data, and what Ämmälä has.")
    assert hand_over(name, raw, controller.email, signed=False) in (400, 401, 403)
    assert not InboundMail.objects.exists()
    assert hand_over(name, raw, controller.email) == 200
    assert hand_over(name, raw, controller.email) == 200
    mail = InboundMail.objects.get()
    assert (mail.status, mail.mailbox) == ("new", controller.email)
    assert "Ämmälä" in mail.words.read
    assert Submission.objects.get().email == "maija@example.org"


def test_nobody_calls_for_a_provider_that_is_not_named(
    name: str, controller: Controller, settings: Any
) -> None:
    settings.INBOUND_WEBHOOKS = []
    assert hand_over(name, written(controller), controller.email) == 404
    assert hand_over(name, written(controller), controller.email, path="/anymail/x/inbound/") == 404


def test_an_address_that_nothing_secures_takes_nothing(
    controller: Controller, settings: Any
) -> None:
    settings.INBOUND_WEBHOOKS, settings.ANYMAIL = ["postmark"], {}
    assert hand_over("postmark", written(controller), controller.email) == 403
    assert not InboundMail.objects.exists()


@pytest.mark.parametrize("name", ["mailgun", "postmark"])
def test_a_mail_with_large_files_passes(name: str, controller: Controller, settings: Any) -> None:
    settings.INBOUND_WEBHOOKS, settings.ANYMAIL = [name], HANDINGS[name].settings
    raw = written(controller) + b"x" * 3_000_000
    assert hand_over(name, raw, controller.email) == 200
    assert InboundMail.objects.get().status == "new"
    settings.INBOUND_LARGEST_MB = 1
    assert hand_over(name, raw, controller.email) == 413


def test_a_signed_call_that_cannot_be_read_is_kept_for_a_human(
    controller: Controller, settings: Any
) -> None:
    settings.INBOUND_WEBHOOKS, settings.ANYMAIL = ["sparkpost"], HANDINGS["sparkpost"].settings
    latin = written(controller).replace(b"Please", b"P\xe4iv\xe4\xe4 please")
    assert hand_over("sparkpost", latin, controller.email) == 200
    mail = InboundMail.objects.get()
    assert (mail.status, mail.reasons) == ("unreadable", ["broke_its_reading"])


def test_a_failure_of_the_desk_is_told_so_that_the_provider_calls_again(
    controller: Controller, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INBOUND_WEBHOOKS, settings.ANYMAIL = ["postmark"], HANDINGS["postmark"].settings

    def full(*args: Any, **facts: Any) -> None:
        raise DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(hear_inbound, "receive", full)
        assert hand_over("postmark", written(controller), controller.email) == 500
    assert hand_over("postmark", written(controller), controller.email) == 200
    assert InboundMail.objects.count() == 1


def test_the_same_mail_by_two_ways_is_one(controller: Controller, settings: Any) -> None:
    settings.INBOUND_WEBHOOKS, settings.ANYMAIL = ["postmark"], HANDINGS["postmark"].settings
    raw = written(controller)
    receive(raw, address=controller.email)
    assert hand_over("postmark", raw, controller.email) == 200
    assert InboundMail.objects.count() == 1
