"""What providers report: only what is signed counts, once each, and in whatever order it comes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from config.clock import now
from notices_app.models import DeliveryEvent, Notice
from notices_app.services import send_again
from notices_app.webhooks.checks import reports_are_secured
from notices_app.webhooks.signed import NAMES
from tests.notices_app.webhooks.calls import NEVER_TOLD, PROVIDERS, Event, Provider

pytestmark = [
    pytest.mark.django_db,
    # Anymail has no account at SendGrid any more, and says so at every call.
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailInsecureWebhookWarning"),
]
START = now().replace(microsecond=0) - timedelta(hours=2)


@pytest.fixture(params=sorted(PROVIDERS))
def name(request: Any) -> str:
    return str(request.param)


@pytest.fixture
def provider(name: str, settings: Any) -> Provider:
    settings.DELIVERY_WEBHOOKS = [name]
    settings.ANYMAIL = PROVIDERS[name].settings
    return PROVIDERS[name]


@pytest.fixture
def sent(provider: Provider, queue_notice: Callable[..., Notice]) -> Notice:
    return sent_as(queue_notice(), provider.message_id)


def sent_as(notice: Notice, message_id: str) -> Notice:
    notice.claim(claimed_at=START)
    notice.save()
    notice.mark_sent(sent_at=START, provider_message_id=message_id)
    notice.save()
    return notice


def moment(minutes: int) -> datetime:
    """So many minutes after the mail was sent."""
    return START + timedelta(minutes=minutes)


def tell(name: str, kind: str, *, minutes: int = 1, signed: bool = True, **more: Any) -> int:
    """Call as the provider does; the answer's status."""
    provider = PROVIDERS[name]
    message_id = more.get("message_id", provider.message_id)
    event = Event(kind=kind, message_id=message_id, at=moment(minutes), id=f"ev-{kind}-{minutes}")
    body = provider.body(event)
    if not signed:
        body = more.get("body", provider.spoil(body))
    headers = provider.headers(event) | (provider.sign(body) if signed else more.get("headers", {}))
    kinds = ("application/json", "application/x-www-form-urlencoded")
    response = Client(raise_request_exception=False).post(
        provider.path or f"/anymail/{name}/tracking/",
        body,
        content_type=kinds[provider.is_form],
        headers=headers,
    )
    return response.status_code


def state(notice: Notice) -> str:
    return str(Notice.objects.get(pk=notice.pk).state)


def test_every_provider_of_anymail_has_a_call_here() -> None:
    assert set(PROVIDERS) == set(NAMES)


def test_a_signed_report_moves_the_message(name: str, sent: Notice) -> None:
    assert tell(name, "delivered") == 200
    assert state(sent) == ("sent" if "delivered" in NEVER_TOLD.get(name, ()) else "delivered")
    assert tell(name, "bounced", minutes=5) == 200
    assert state(sent) == "bounced"
    event = DeliveryEvent.objects.filter(kind="bounced").get()
    assert event.occurred_at == moment(5)
    assert event.smtp_status == ("" if name == "resend" else "5.1.1")


def test_an_unsigned_or_forged_report_changes_nothing(name: str, sent: Notice) -> None:
    assert tell(name, "bounced", signed=False) in (400, 401)
    forged = dict.fromkeys(PROVIDERS[name].sign(b'{"created_at": ""}'), "Zm9yZ2Vk")
    assert tell(name, "bounced", signed=False, headers=forged) == 400
    assert tell(name, "bounced", signed=False, body=b"no JSON") in (400, 401)
    assert state(sent) == "sent"
    assert not DeliveryEvent.objects.exists()


def test_a_report_told_again_has_no_second_effect(name: str, sent: Notice) -> None:
    for _ in range(2):
        assert tell(name, "bounced") == 200
    assert DeliveryEvent.objects.count() == 1
    assert state(sent) == "bounced"


def test_what_happened_last_counts_in_whatever_order_it_is_told(name: str, sent: Notice) -> None:
    if "delivered" in NEVER_TOLD.get(name, ()):
        pytest.skip("tells no delivery")
    tell(name, "bounced", minutes=9)
    tell(name, "delivered", minutes=1)
    assert state(sent) == "bounced"
    tell(name, "delivered", minutes=20)
    tell(name, "bounced", minutes=15)
    assert state(sent) == "delivered"


def test_what_is_unknown_is_taken_calmly(name: str, sent: Notice) -> None:
    assert tell(name, "something_new") == 200
    assert tell(name, "bounced", message_id="999999") == 200
    assert state(sent) == "sent"
    assert set(DeliveryEvent.objects.values_list("kind", flat=True)) <= {"other"}


def test_a_complaint_is_noted_and_moves_nothing(name: str, sent: Notice) -> None:
    if "complained" in NEVER_TOLD.get(name, ()):
        pytest.skip("tells no complaints")
    assert tell(name, "complained") == 200
    assert state(sent) == "sent"
    assert DeliveryEvent.objects.get().kind == "complained"


def test_a_signature_that_was_seen_once_says_nothing_of_another_message(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    """Mailgun's covers its own number, and not what the call tells."""
    settings.DELIVERY_WEBHOOKS, settings.ANYMAIL = ["mailgun"], PROVIDERS["mailgun"].settings
    first = sent_as(queue_notice(), "<a@mg.example.org>")
    second = sent_as(queue_notice("received:2"), "<b@mg.example.org>")
    tell("mailgun", "delivered", message_id="<a@mg.example.org>")
    assert tell("mailgun", "delivered", message_id="<b@mg.example.org>") == 200
    assert (state(first), state(second)) == ("delivered", "sent")


def use(settings: Any, name: str = "sparkpost") -> None:
    settings.DELIVERY_WEBHOOKS, settings.ANYMAIL = [name], PROVIDERS[name].settings


def test_a_report_that_is_faster_than_our_own_note_is_asked_for_again(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    use(settings)
    notice = queue_notice()
    notice.claim(claimed_at=START)
    notice.save()
    assert tell("sparkpost", "delivered") == 503
    notice.mark_sent(sent_at=START, provider_message_id=PROVIDERS["sparkpost"].message_id)
    notice.save()
    assert tell("sparkpost", "delivered") == 200
    assert state(notice) == "delivered"


def test_a_report_by_our_own_message_id_finds_its_message(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    """As where the provider is only the SMTP server."""
    use(settings, "mailgun")
    notice = sent_as(queue_notice(), "")
    assert tell("mailgun", "bounced", message_id=notice.message_id) == 200
    assert state(notice) == "bounced"


def test_a_desk_takes_reports_of_its_own_providers_only(settings: Any) -> None:
    use(settings)
    assert tell("postmark", "delivered") == 404
    settings.DELIVERY_WEBHOOKS = []
    assert tell("sparkpost", "delivered") == 404
    settings.EMAIL_BACKEND = "anymail.backends.sparkpost.EmailBackend"
    assert tell("sparkpost", "delivered") == 200


def test_an_address_that_nothing_secures_takes_no_report(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    notice = sent_as(queue_notice(), PROVIDERS["sparkpost"].message_id)
    for name in ("sparkpost", "mailgun", "mandrill", "resend"):
        settings.DELIVERY_WEBHOOKS, settings.ANYMAIL = [name], {}
        assert tell(name, "bounced") == 403
    assert state(notice) == "sent"


def test_what_bounced_holds_no_link_any_more_and_is_not_sent_again(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    use(settings)
    notice = sent_as(queue_notice(), PROVIDERS["sparkpost"].message_id)
    tell("sparkpost", "policy_rejection")
    assert state(notice) == "failed"
    assert not send_again(notice.pk)


def test_a_report_keeps_no_address_and_logs_none(
    queue_notice: Callable[..., Notice], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    use(settings)
    sent_as(queue_notice(), PROVIDERS["sparkpost"].message_id)
    with caplog.at_level("DEBUG"):
        tell("sparkpost", "bounced")
        tell("sparkpost", "bounced", signed=False)
    kept = [*DeliveryEvent.objects.values_list(), Notice.objects.get().last_error]
    assert "maija" not in f"{kept} {caplog.text}"


def test_the_check_names_what_is_not_secured(settings: Any) -> None:
    settings.ANYMAIL = {}
    for name in sorted(PROVIDERS):
        settings.DELIVERY_WEBHOOKS = [name]
        assert [fault.id for fault in reports_are_secured(None)] == ["rightsdesk.E021"], name
        settings.ANYMAIL = PROVIDERS[name].settings
        assert reports_are_secured(None) == [], name
        settings.ANYMAIL = {}
    settings.DELIVERY_WEBHOOKS = ["scaleway"]
    assert [fault.id for fault in reports_are_secured(None)] == ["rightsdesk.E020"]
    settings.DELIVERY_WEBHOOKS = []
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    assert [fault.id for fault in reports_are_secured(None)] == ["rightsdesk.W021"]
