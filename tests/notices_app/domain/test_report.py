"""What mail servers report of our mail, with RFC 3464 and without."""

import pytest

from notices_app.domain.mail.parse import parse

DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\nTo: desk@rightsdesk.example\n"
OURS = "Message-ID: <abc@desk.example>\nSubject: RD-7K3M-Q9XA\n"


def dsn(action: str, status: str, *, kind: str = "delivery-status") -> bytes:
    return f"""{DAEMON}Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain

This is the mail system at host mx.example.org.
--b
Content-Type: message/{kind}

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; maija@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <maija@example.org> unknown
--b
Content-Type: text/rfc822-headers

{OURS}
--b--
""".encode()


def words(subject: str, text: str) -> bytes:
    return f"{DAEMON}Subject: {subject}\n\n{text}\n\n--- Below is a copy.\n\n{OURS}".encode()


@pytest.mark.parametrize(
    ("raw", "reported", "status"),
    [
        (dsn("failed", "5.1.1"), "failed", "5.1.1"),
        (dsn("delayed", "4.4.1"), "delayed", "4.4.1"),
        (dsn("relayed", "2.0.0"), "delivered", "2.0.0"),
        (dsn("failed (bad)", "nonsense"), "failed", ""),
        (dsn("", "", kind="feedback-report"), "complained", ""),
        (words("failure notice", "550 5.2.2 Mailbox full"), "failed", "5.2.2"),
        (words("Warning: not delivered yet", "4.4.1 We keep trying"), "delayed", "4.4.1"),
    ],
)
def test_what_is_reported_and_of_which_mail(raw: bytes, reported: str, status: str) -> None:
    mail = parse(raw)
    assert mail.report
    assert (mail.report.reported, mail.report.smtp_status) == (reported, status)
    assert mail.bounced == ("<abc@desk.example>",)


def test_a_receipt_of_reading_reports_nothing() -> None:
    assert parse(dsn("", "", kind="disposition-notification")).report is None


def test_what_a_person_wrote_reports_nothing() -> None:
    assert parse(b"From: maija@example.org\nSubject: Warning\n\n5.1.1 failed").report is None
