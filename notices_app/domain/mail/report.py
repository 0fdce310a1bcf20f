"""What became of a mail that we sent, as a server reports it (RFC 3464, RFC 5965)."""

import re
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum

from notices_app.domain.delivery import smtp_status
from notices_app.domain.mail.headers import field


class Reported(StrEnum):
    """What became of the mail."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    COMPLAINED = "complained"


@dataclass(frozen=True, kw_only=True)
class MailReport:
    """A report, without a word of the server that sent it."""

    reported: Reported
    smtp_status: str = ""


# The action of RFC 3464, 2.3.3; the worst of several receivers' holds.
_ACTIONS = {
    "failed": Reported.FAILED,
    "delayed": Reported.DELAYED,
    "delivered": Reported.DELIVERED,
    "relayed": Reported.DELIVERED,
    "expanded": Reported.DELIVERED,
}
_WORST_FIRST = (Reported.FAILED, Reported.DELAYED, Reported.DELIVERED)
_ONLY_LATE = re.compile(r"(?i)\b(delay(ed)?|warning|will (be retried|retry)|still (being )?retr)")


def report_of(message: Message, *, text: str) -> MailReport | None:
    """What a message that its server wrote reports; None for a receipt of reading.

    Servers without RFC 3464 say it in words only: what is not called a delay is a failure.
    """
    kind = str(message.get_param("report-type") or "").lower()
    if kind == "disposition-notification":
        return None
    if kind == "feedback-report":
        return MailReport(reported=Reported.COMPLAINED)
    actions = [block for part in _parts(message) for block in _blocks(part) if block.get("Action")]
    said = [(_ACTIONS.get(_word(block, "Action")), _word(block, "Status")) for block in actions]
    for worst in _WORST_FIRST:
        for action, status in said:
            if action is worst:
                return MailReport(reported=worst, smtp_status=smtp_status(status))
    is_late = bool(_ONLY_LATE.search(field(message, "Subject")))
    return MailReport(
        reported=Reported.DELAYED if is_late else Reported.FAILED, smtp_status=smtp_status(text)
    )


def _parts(message: Message) -> list[Message]:
    parts = list(message.walk())[:50]
    return [part for part in parts if part.get_content_type() == "message/delivery-status"]


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else []
    return [block for block in blocks[:50] if isinstance(block, Message)]


def _word(block: Message, name: str) -> str:
    return field(block, name).strip().lower()
