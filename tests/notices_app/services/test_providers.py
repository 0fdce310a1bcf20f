"""Every provider of Anymail takes the desk's messages as they are, with their Message-ID."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from notices_app.models import Notice
from notices_app.services.deliver import deliver_due
from notices_app.services.message import build_message

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
]
KEYS: dict[str, dict[str, Any]] = {
    "amazon_ses": {
        "CLIENT_PARAMS": {
            "aws_access_key_id": "x",
            "aws_secret_access_key": "x",
            "region_name": "eu-north-1",
        }
    },
    "brevo": {"API_KEY": "x"},
    "mailersend": {"API_TOKEN": "x"},
    "mailgun": {"API_KEY": "x", "SENDER_DOMAIN": "mg.example.org"},
    "mailjet": {"API_KEY": "x", "SECRET_KEY": "x"},
    "mailtrap": {"API_TOKEN": "x"},
    "mandrill": {"API_KEY": "x"},
    "postal": {"API_KEY": "x", "API_URL": "https://postal.example/"},
    "postmark": {"SERVER_TOKEN": "x"},
    "resend": {"API_KEY": "x"},
    "scaleway": {"SECRET_KEY": "x", "PROJECT_ID": "x"},
    "sendgrid": {"API_KEY": "x"},
    "sparkpost": {"API_KEY": "x"},
    "unisender_go": {"API_KEY": "x", "API_URL": "https://go.example/"},
}


def test_no_provider_refuses_a_header_or_loses_the_message_id(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    first = queue_notice(submission_id=7)
    notice = queue_notice("received:2", submission_id=7)
    notice.maybe_sent_before = True
    for name, keys in KEYS.items():
        settings.ANYMAIL = {f"{name.upper()}_{key}": value for key, value in keys.items()}
        backend = import_module(f"anymail.backends.{name}").EmailBackend()
        payload = backend.build_message_payload(build_message(notice, thread=first.message_id), {})
        given = payload.params if name == "amazon_ses" else payload.serialize_data()
        said = f"{given} {getattr(payload, 'mime_message', '')}"
        assert notice.message_id.strip("<>") in said, name
        assert first.message_id.strip("<>") in said, name


def test_what_a_provider_calls_a_message_is_noted_with_its_taking(
    queue_notice: Callable[..., Notice], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    notice = queue_notice()
    deliver_due()
    sent = Notice.objects.get(pk=notice.pk)
    assert (sent.state, bool(sent.provider_message_id)) == ("sent", True)
