"""What is said and heard: outbox, letters on paper, mail that came in."""

from notices_app.models import (
    DeliveryEvent,
    FetchedMail,
    InboundMail,
    Mailbox,
    MailboxProbe,
    Notice,
    OwnWording,
)
from requests_app.models import (
    CaseLetter,
    LostMail,
)
from tests.invariants.rows.base import NOON, Made


def messages_rows(made: Made) -> None:
    made |= {
        "letter": CaseLetter.objects.create(
            request=made["access"],
            kind="received",
            language="en",
            subject="Received",
            text="We have it.",
            written_at=NOON,
        ),
        "notice": Notice.objects.create(
            controller=made["controller"],
            kind="received",
            language="en",
            to_address="maija@example.org",
            subject="Received",
            text="We have it.",
            occasion="received:1",
            message_id="<1@northwind.example>",
            created_at=NOON,
            due_at=NOON,
        ),
        "paper_notice": Notice.objects.create(
            controller=made["controller"],
            way="post",
            kind="received",
            language="en",
            subject="Received",
            occasion="post:1",
            message_id="<2@northwind.example>",
            created_at=NOON,
            due_at=NOON,
        ),
        "wording": OwnWording.objects.create(
            controller=made["controller"],
            medium="case",
            kind="received",
            language="en",
            number=1,
            subject="Received",
            body="We have it.",
            written_at=NOON,
            written_by_id=1,
        ),
        "mail": InboundMail.objects.create(
            controller=made["controller"],
            mailbox="privacy@northwind.example",
            message_id="<1@example.org>",
            fingerprint="1",
            received_at=NOON,
            taken_in_at=NOON,
            status="held",
            reading={"kind": "held"},
            sealed=b"sealed",
            sealed_words=b"sealed",
        ),
    }
    made["mailbox"] = Mailbox.objects.create(
        controller=made["controller"],
        address="privacy@northwind.example",
        host="mail.northwind.example",
        user_name="privacy",
        created_at=NOON,
    )
    made["fetched"] = FetchedMail.objects.create(
        mailbox=made["mailbox"],
        generation=1,
        uid_validity=1,
        uid=1,
        mail=made["mail"],
        taken_at=NOON,
    )
    made["probe"] = MailboxProbe.objects.create(
        mailbox=made["mailbox"], token="0123456789012345678901", sent_at=NOON
    )
    made["delivery_event"] = DeliveryEvent.objects.create(
        notice=made["notice"],
        provider="Postmark",
        event_id="1",
        kind="deferred",
        occurred_at=NOON,
        noted_at=NOON,
    )
    made["lost_mail"] = LostMail.objects.create(
        submission=made["submission"], notice=made["notice"], noted_at=NOON, other_way="phone"
    )
