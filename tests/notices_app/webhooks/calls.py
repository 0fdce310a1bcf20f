"""A call of every provider whose reports the desk reads: its shape, and how it is signed."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from svix.webhooks import Webhook

WEBHOOK_SECRET = "desk:correct horse battery staple"
SECRET = "a-signing-secret"
SVIX_SECRET = "whsec_" + base64.b64encode(SECRET.encode()).decode()
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
TO = "maija@example.org"
NOT_THERE = "550 5.1.1 <maija@example.org>: user unknown"
Payload = Any
Signer = Callable[[bytes], dict[str, str]]


def bare(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    """A public key as a setting holds it, without its first and last line."""
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return "".join(pem.decode().splitlines()[1:-1])


@dataclass(frozen=True, kw_only=True)
class Event:
    """What a provider has to tell."""

    kind: str  # delivered, bounced, complained, or what no guide names
    message_id: str
    at: datetime
    id: str

    @property
    def stamp(self) -> int:
        """Seconds since 1970."""
        return int(self.at.timestamp())

    @property
    def iso(self) -> str:
        """As JSON has it."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass(frozen=True, kw_only=True)
class Provider:
    """How one provider calls: ``payload`` of an event, and headers that ``sign`` its bytes."""

    payload: Callable[[Event], Payload]
    names: dict[str, str]
    sign: Signer = lambda body: {}
    settings: dict[str, str] = field(default_factory=lambda: {"WEBHOOK_SECRET": WEBHOOK_SECRET})
    is_form: bool = False
    path: str = ""
    message_id: str = "0f1c6a24-6d7e-4a6c-9f7e-3a1d6f9b2c11"
    wrap: Callable[[bytes], bytes] = lambda body: body
    headers: Callable[[Event], dict[str, str]] = lambda event: {}
    spoil: Callable[[bytes], bytes] = lambda body: body + b" "

    def word(self, event: Event) -> str:
        """How the provider names what happened."""
        return self.names.get(event.kind, event.kind)

    def body(self, event: Event) -> bytes:
        """The bytes of a call, signed inside where the provider does that."""
        told = self.payload(event)
        return self.wrap(urlencode(told).encode() if self.is_form else json.dumps(told).encode())


def basic_auth(body: bytes) -> dict[str, str]:
    """The shared secret, for those who sign nothing."""
    return {"authorization": "Basic " + base64.b64encode(WEBHOOK_SECRET.encode()).decode()}


def hmac_header(name: str) -> Signer:
    """A hash over the body, in a header of that name."""
    return lambda body: {name: hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}


def amazon_ses(event: Event) -> Payload:
    kind = AMAZON.get(event.kind, event.kind)
    about = {
        "Bounce": {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [
                {"emailAddress": TO, "status": "5.1.1", "diagnosticCode": f"smtp; {NOT_THERE}"}
            ],
        },
        "Complaint": {"complainedRecipients": [{"emailAddress": TO}]},
        "Delivery": {"recipients": [TO], "smtpResponse": "250 2.0.0 OK"},
    }.get(kind, {})
    mail = {"messageId": event.message_id, "destination": [TO], "headers": []}
    told = {"eventType": kind, "mail": mail, kind.lower(): about}
    return {
        "Type": "Notification",
        "MessageId": event.id,
        "TopicArn": "arn:aws:sns:eu-north-1:1234:desk",
        "Message": json.dumps(told),
        "Timestamp": event.iso,
    }


AMAZON = {"delivered": "Delivery", "bounced": "Bounce", "complained": "Complaint"}


def sns_headers(event: Event) -> dict[str, str]:
    return {"x-amz-sns-message-type": "Notification", "x-amz-sns-message-id": event.id}


def brevo(event: Event) -> Payload:
    return {
        "event": PROVIDERS["brevo"].word(event),
        "email": TO,
        "id": 1,
        "message-id": event.message_id,
        "ts_epoch": event.stamp * 1000,
        "reason": NOT_THERE,
        "subject": "RD-7K3M-Q9XA",
    }


def mailersend(event: Event) -> Payload:
    word = PROVIDERS["mailersend"].word(event)
    return {
        "type": f"activity.{word}",
        "data": {
            "object": "activity",
            "id": event.id,
            "type": word,
            "created_at": event.iso,
            "email": {
                "status": "rejected",
                "message": {"id": event.message_id},
                "recipient": {"email": TO},
            },
            "morph": {"object": "recipient_bounce", "reason": NOT_THERE},
        },
    }


def mailgun(event: Event) -> Payload:
    token = hashlib.sha256(event.id.encode()).hexdigest()[:50]
    stamp = str(event.stamp)
    signature = hmac.new(SECRET.encode(), (stamp + token).encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": stamp, "token": token, "signature": signature},
        "event-data": {
            "event": PROVIDERS["mailgun"].word(event),
            "severity": "permanent",
            "reason": "bounce",
            "timestamp": event.at.timestamp(),
            "id": event.id,
            "recipient": TO,
            "message": {"headers": {"message-id": event.message_id.strip("<>"), "to": TO}},
            "delivery-status": {"code": 550, "message": NOT_THERE, "description": ""},
        },
    }


def mailgun_spoiled(body: bytes) -> bytes:
    told = json.loads(body)
    return json.dumps(told | {"signature": told["signature"] | {"signature": "0" * 64}}).encode()


def mailjet(event: Event) -> Payload:
    return [
        {
            "event": PROVIDERS["mailjet"].word(event),
            "time": event.stamp,
            "MessageID": int(event.message_id),
            "email": TO,
            "error": "user unknown",
            "hard_bounce": True,
            "smtp_reply": NOT_THERE,
        }
    ]


def mailtrap(event: Event) -> Payload:
    told = {
        "event": PROVIDERS["mailtrap"].word(event),
        "timestamp": event.stamp,
        "message_id": event.message_id,
        "email": TO,
        "event_id": event.id,
        "response": f"bounced ({NOT_THERE})",
    }
    return {"events": [told]}


def mandrill(event: Event) -> Payload:
    told = {
        "event": PROVIDERS["mandrill"].word(event),
        "ts": event.stamp,
        "_id": event.message_id,
        "msg": {"_id": event.message_id, "email": TO, "diag": f"smtp;{NOT_THERE}", "metadata": []},
    }
    return {"mandrill_events": json.dumps([told])}


def mandrill_signature(body: bytes) -> dict[str, str]:
    signed = "http://testserver/anymail/mandrill/"
    signed += "".join(key + value for key, value in sorted(parse_qsl(body.decode())))
    digest = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha1).digest()
    return {"x-mandrill-signature": base64.b64encode(digest).decode()}


def postal(event: Event) -> Payload:
    message = {"id": int(event.message_id), "direction": "outgoing", "to": TO, "tag": None}
    payload: dict[str, Any] = {"details": "", "output": NOT_THERE}
    if event.kind == "bounced":
        payload |= {"original_message": message, "bounce": {"id": 2}}
    elif event.kind == "delivered":
        payload |= {"message": message, "status": "Sent"}
    else:
        payload |= {"message": message, "status": event.kind}
    return {"event": "Message", "timestamp": event.stamp, "payload": payload, "uuid": event.id}


def postal_signature(body: bytes) -> dict[str, str]:
    signature = RSA_KEY.sign(body, padding.PKCS1v15(), hashes.SHA1())
    return {"x-postal-signature": base64.b64encode(signature).decode()}


def postmark(event: Event) -> Payload:
    record = PROVIDERS["postmark"].word(event)
    told = {"RecordType": record, "MessageID": event.message_id, "Tag": "", "Metadata": {}}
    match record:
        case "Delivery":
            return told | {"Recipient": TO, "DeliveredAt": event.iso, "Details": "250 OK"}
        case "Bounce":
            why = {"ID": event.stamp, "Type": "HardBounce", "Details": f"smtp;{NOT_THERE}"}
            return told | why | {"Email": TO, "BouncedAt": event.iso}
        case "SpamComplaint":
            why = {"ID": event.stamp, "Type": "SpamComplaint"}
            return told | why | {"Email": TO, "BouncedAt": event.iso}
    return told | {"Recipient": TO, "ReceivedAt": event.iso}


def resend(event: Event) -> Payload:
    why = "The recipient's email provider sent a hard bounce message."
    data: dict[str, Any] = {"email_id": event.message_id, "to": [TO], "subject": "RD-7K3M-Q9XA"}
    if event.kind == "bounced":
        data["bounce"] = {"message": why}
    return {"type": PROVIDERS["resend"].word(event), "created_at": event.iso, "data": data}


def svix_signature(body: bytes) -> dict[str, str]:
    created = json.loads(body)["created_at"]
    at, number = datetime.now(UTC), f"msg_{hashlib.sha256(created.encode()).hexdigest()[:20]}"
    return {
        "svix-id": number,
        "svix-timestamp": str(int(at.timestamp())),
        "svix-signature": Webhook(SVIX_SECRET).sign(number, at, body.decode()),
    }


def sendgrid(event: Event) -> Payload:
    return [
        {
            "event": PROVIDERS["sendgrid"].word(event),
            "timestamp": event.stamp,
            "email": TO,
            "anymail_id": event.message_id,
            "sg_event_id": event.id,
            "sg_message_id": "14c5d75ce93.dfd.64b469",
            "reason": NOT_THERE,
            "status": "5.1.1",
        }
    ]


def sendgrid_signature(body: bytes) -> dict[str, str]:
    stamp = "1790000000"
    signature = EC_KEY.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {
        "x-twilio-email-event-webhook-signature": base64.b64encode(signature).decode(),
        "x-twilio-email-event-webhook-timestamp": stamp,
    }


def sparkpost(event: Event) -> Payload:
    told = {
        "type": PROVIDERS["sparkpost"].word(event),
        "event_id": event.id,
        "timestamp": str(event.stamp),
        "transmission_id": event.message_id,
        "raw_rcpt_to": TO,
        "raw_reason": NOT_THERE,
        "rcpt_meta": {},
    }
    if event.kind == "bounced":
        told["bounce_class"] = "10"
    return [{"msys": {"message_event": told}}]


def unisender_go(event: Event) -> Payload:
    told = {
        "job_id": "1a3Q2V-0000OZ-S0",
        "metadata": {"anymail_id": event.message_id},
        "email": TO,
        "status": PROVIDERS["unisender_go"].word(event),
        "event_time": event.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "delivery_info": {"delivery_status": "err_user_unknown", "destination_response": NOT_THERE},
    }
    named = {"event_name": "transactional_email_status", "event_data": told}
    return {"auth": SECRET, "events_by_user": [{"user_id": 456, "events": [named]}]}


def unisender_go_signed(body: bytes) -> bytes:
    digest = hashlib.md5(body).hexdigest()
    return body.replace(SECRET.encode(), digest.encode())


PROVIDERS: dict[str, Provider] = {
    "amazon_ses": Provider(payload=amazon_ses, names=AMAZON, sign=basic_auth, headers=sns_headers),
    "brevo": Provider(
        payload=brevo,
        names={"bounced": "hard_bounce", "complained": "spam"},
        sign=basic_auth,
        message_id="<202611261200.1234@smtp-relay.mailin.fr>",
    ),
    "mailersend": Provider(
        payload=mailersend,
        names={"bounced": "hard_bounced", "complained": "spam_complaint"},
        sign=hmac_header("signature"),
        settings={"MAILERSEND_SIGNING_SECRET": SECRET},
    ),
    "mailgun": Provider(
        payload=mailgun,
        names={"bounced": "failed"},
        settings={"MAILGUN_WEBHOOK_SIGNING_KEY": SECRET},
        message_id="<20261126120000.1.ABCDEF@mg.example.org>",
        spoil=mailgun_spoiled,
    ),
    "mailjet": Provider(
        payload=mailjet,
        names={"delivered": "sent", "bounced": "bounce", "complained": "spam"},
        sign=basic_auth,
        message_id="576460752303423489",
    ),
    "mailtrap": Provider(
        payload=mailtrap,
        names={"delivered": "delivery", "bounced": "bounce", "complained": "spam"},
        sign=hmac_header("mailtrap-signature"),
        settings={"MAILTRAP_TRACKING_SECRET": SECRET},
    ),
    "mandrill": Provider(
        payload=mandrill,
        names={"bounced": "hard_bounce", "complained": "spam", "delivered": "delivered"},
        sign=mandrill_signature,
        settings={"MANDRILL_WEBHOOK_KEY": SECRET},
        is_form=True,
        path="/anymail/mandrill/",
    ),
    "postal": Provider(
        payload=postal,
        names={},
        sign=postal_signature,
        settings={"POSTAL_WEBHOOK_KEY": bare(RSA_KEY)},
        message_id="233843",
    ),
    "postmark": Provider(
        payload=postmark,
        names={"delivered": "Delivery", "bounced": "Bounce", "complained": "SpamComplaint"},
        sign=basic_auth,
    ),
    "resend": Provider(
        payload=resend,
        names={kind: f"email.{kind}" for kind in ("delivered", "bounced", "complained")},
        sign=svix_signature,
        settings={"RESEND_SIGNING_SECRET": SVIX_SECRET},
    ),
    "sendgrid": Provider(
        payload=sendgrid,
        names={"bounced": "bounce", "complained": "spamreport"},
        sign=sendgrid_signature,
        settings={"SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY": bare(EC_KEY)},
    ),
    "sparkpost": Provider(
        payload=sparkpost,
        names={"delivered": "delivery", "bounced": "bounce", "complained": "spam_complaint"},
        sign=basic_auth,
        message_id="48215348926834924",
    ),
    "unisender_go": Provider(
        payload=unisender_go,
        names={"bounced": "hard_bounced", "complained": "spam"},
        settings={"UNISENDER_GO_API_KEY": SECRET},
        wrap=unisender_go_signed,
    ),
}
# Mandrill and Postal report no "delivered" or no complaint of this kind: what stands for it.
NEVER_TOLD = {"mandrill": {"delivered"}, "postal": {"complained"}}
