"""A mail as each provider hands it over, signed as it signs: whole, or by name, to be fetched."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from svix.webhooks import Webhook

from tests.notices_app.webhooks.provider_api import KEY, provider_api

WEBHOOK_SECRET = "desk:correct horse battery staple"
SECRET = "a-signing-secret"
SVIX_SECRET = "whsec_" + base64.b64encode(SECRET.encode()).decode()
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)

Form = dict[str, str]
PLAIN = {"WEBHOOK_SECRET": WEBHOOK_SECRET}


def basic_auth(body: bytes) -> dict[str, str]:
    """The shared secret, for those who sign nothing."""
    return {"authorization": "Basic " + base64.b64encode(WEBHOOK_SECRET.encode()).decode()}


def hmac_header(name: str) -> Callable[[bytes], dict[str, str]]:
    return lambda body: {name: hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}


def svix_signature(body: bytes, *, ago: timedelta = timedelta(0)) -> dict[str, str]:
    """As Resend signs, some time ago."""
    at, number = datetime.now(UTC) - ago, f"msg_{hashlib.sha256(body).hexdigest()[:20]}"
    return {
        "svix-id": number,
        "svix-timestamp": str(int(at.timestamp())),
        "svix-signature": Webhook(SVIX_SECRET).sign(number, at, body.decode()),
    }


def sns_headers(body: bytes) -> dict[str, str]:
    told = json.loads(body)
    names = {"type": told["Type"], "id": told["MessageId"]}
    return basic_auth(body) | {f"x-amz-sns-message-{key}": value for key, value in names.items()}


def public_key() -> str:
    """As the setting holds it, without its first and last line."""
    pem = RSA_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return "".join(pem.decode().splitlines()[1:-1])


@dataclass(frozen=True, kw_only=True)
class Handing:
    """How one provider hands a mail over: a form (dict) or JSON (bytes), and its signature."""

    payload: Callable[[bytes, str], Form | bytes]
    sign: Callable[[bytes], dict[str, str]] = basic_auth
    sign_form: Callable[[Form], Form] = lambda form: form
    settings: dict[str, Any] = field(default_factory=lambda: dict(PLAIN))
    at: Callable[[], dict[str, Any]] = dict

    @property
    def anymail(self) -> dict[str, Any]:
        """The setting ANYMAIL."""
        return {**self.settings, **self.at()}


def headers_of(raw: bytes) -> list[tuple[str, str]]:
    return [(name, " ".join(str(value).split())) for name, value in message_from_bytes(raw).items()]


def text_of(raw: bytes) -> str:
    return raw.partition(b"\n\n")[2].decode()


def as_json(told: Any) -> bytes:
    return json.dumps(told).encode()


def brevo(raw: bytes, to: str) -> bytes:
    headers = {**dict(headers_of(raw)), "Delivered-To": to}
    item = {"Uuid": ["1"], "Headers": headers, "RawTextBody": text_of(raw), "Attachments": []}
    return as_json({"items": [item]})


def mailersend(raw: bytes, to: str) -> bytes:
    data = {
        "id": "1",
        "raw": raw.decode(),
        "created_at": "2026-11-26T10:00:00.000000Z",
        "recipients": {"rcptTo": [{"email": to}]},
    }
    return as_json({"type": "inbound.message", "data": data})


def mailgun(raw: bytes, to: str) -> Form:
    return {
        "recipient": to,
        "body-mime": raw.decode(),
        "timestamp": str(int(time.time())),
        "token": "a-token",
    }


def signed_by_mailgun(form: Form) -> Form:
    text = form["timestamp"] + form["token"]
    return {
        **form,
        "signature": hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest(),
    }


def mailjet(raw: bytes, to: str) -> bytes:
    headers = dict(headers_of(raw))
    return as_json({"Headers": headers, "Text-part": text_of(raw), "Recipient": to, "Parts": []})


def mandrill(raw: bytes, to: str) -> Form:
    told = [{"event": "inbound", "ts": 1795000000, "msg": {"raw_msg": raw.decode(), "email": to}}]
    return {"mandrill_events": json.dumps(told)}


def signed_by_mandrill(url: str, form: Form) -> dict[str, str]:
    text = url + "".join(key + form[key] for key in sorted(form))
    digest = hmac.new(SECRET.encode(), text.encode(), hashlib.sha1).digest()
    return {"x-mandrill-signature": base64.b64encode(digest).decode()}


def postal(raw: bytes, to: str) -> bytes:
    message = base64.b64encode(raw).decode()
    return as_json({"id": 1, "rcpt_to": to, "message": message, "base64": True})


def signed_by_postal(body: bytes) -> dict[str, str]:
    signature = RSA_KEY.sign(body, padding.PKCS1v15(), hashes.SHA1())
    return {"x-postal-signature": base64.b64encode(signature).decode()}


def postmark(raw: bytes, to: str) -> bytes:
    return as_json({"RawEmail": raw.decode(), "OriginalRecipient": to, "Headers": []})


def sendgrid(raw: bytes, to: str) -> Form:
    return {"email": raw.decode(), "envelope": json.dumps({"from": "a@example.org", "to": [to]})}


def sparkpost(raw: bytes, to: str) -> bytes:
    content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
    told = {"protocol": "smtp", "rcpt_to": to, "content": content}
    return as_json([{"msys": {"relay_message": told}}])


def amazon_ses(raw: bytes, to: str, *, action: dict[str, str] | None = None) -> bytes:
    """By S3; with *action* as that says."""
    action = action or {"type": "S3", "bucketName": "bucket", "objectKey": provider_api().keep(raw)}
    told = {
        "notificationType": "Received",
        "mail": {"source": "a@example.org", "timestamp": "2026-11-26T10:00:00.000Z"},
        "receipt": {"recipients": [to], "action": action},
    }
    if action["type"] == "SNS":
        told["content"] = base64.b64encode(raw).decode()
    return sns(json.dumps(told))


def sns(message: str, *, kind: str = "Notification") -> bytes:
    """A call of Amazon's topics."""
    topic = "arn:aws:sns:eu-north-1:1234:desk"
    told = {"Type": kind, "MessageId": "1", "TopicArn": topic, "Message": message, "Token": "t0ken"}
    return as_json(told)


def mailtrap(raw: bytes, to: str) -> bytes:
    return as_json({"events": [mailtrap_event(provider_api().keep(raw))]})


def mailtrap_event(name: str, *, kind: str = "inbound.message_received", inbox: int = 7) -> Any:
    stamp = 1795000000000
    return {"event": kind, "timestamp": stamp, "inbox_id": inbox, "message_id": name}


def resend(raw: bytes, to: str) -> bytes:
    return resend_event({"email_id": provider_api().keep(raw)})


def resend_event(data: dict[str, str], *, kind: str = "email.received") -> bytes:
    return as_json({"type": kind, "created_at": "2026-11-26T10:00:00.000Z", "data": data})


def at_amazon() -> dict[str, Any]:
    """What tells Amazon's library where to look."""
    keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "eu-north-1"}
    return {"AMAZON_SES_CLIENT_PARAMS": {**keys, "endpoint_url": provider_api().url}}


def at_mailtrap() -> dict[str, Any]:
    return {"MAILTRAP_API_TOKEN": KEY, "MAILTRAP_API_URL": provider_api().url}


def at_resend() -> dict[str, Any]:
    return {"RESEND_API_KEY": KEY, "RESEND_API_URL": provider_api().url}


HANDINGS: dict[str, Handing] = {
    "amazon_ses": Handing(payload=amazon_ses, sign=sns_headers, settings=PLAIN, at=at_amazon),
    "mailtrap": Handing(
        payload=mailtrap,
        sign=hmac_header("mailtrap-signature"),
        settings={"MAILTRAP_INBOUND_SECRET": SECRET},
        at=at_mailtrap,
    ),
    "resend": Handing(
        payload=resend,
        sign=svix_signature,
        settings={"RESEND_INBOUND_SECRET": SVIX_SECRET},
        at=at_resend,
    ),
    "brevo": Handing(payload=brevo, settings={**PLAIN, "BREVO_API_KEY": "k"}),
    "mailersend": Handing(
        payload=mailersend,
        sign=hmac_header("signature"),
        settings={"MAILERSEND_INBOUND_SECRET": SECRET},
    ),
    "mailgun": Handing(
        payload=mailgun,
        sign=lambda body: {},
        sign_form=signed_by_mailgun,
        settings={"MAILGUN_WEBHOOK_SIGNING_KEY": SECRET},
    ),
    "mailjet": Handing(payload=mailjet),
    "mandrill": Handing(
        payload=mandrill, sign=lambda body: {}, settings={"MANDRILL_WEBHOOK_KEY": SECRET}
    ),
    "postal": Handing(
        payload=postal,
        sign=signed_by_postal,
        settings={"POSTAL_WEBHOOK_KEY": public_key()},
    ),
    "postmark": Handing(payload=postmark),
    "sendgrid": Handing(payload=sendgrid),
    "sparkpost": Handing(payload=sparkpost),
}
