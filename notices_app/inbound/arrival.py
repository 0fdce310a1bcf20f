"""A mail between its reading and what becomes of it."""

from dataclasses import dataclass, field

from notices_app.domain.mail.parse import Mail
from notices_app.domain.reading.marks import Reading
from notices_app.models import InboundMail, MailStatus


@dataclass(kw_only=True)
class Arrival:
    """What is known of a mail, and what the desk makes of it.

    *answers* is the case that its token, or the Message-IDs that it names, lead to.
    """

    row: InboundMail
    mail: Mail
    reading: Reading
    raw: bytes = b""
    answers: int | None = None
    answers_surely: bool = False  # by a token that only the case's mail holds
    status: MailStatus = MailStatus.HELD
    reasons: list[str] = field(default_factory=list)

    def becomes(self, status: MailStatus, *reasons: str) -> None:
        """Decide."""
        self.status = status
        self.reasons.extend(reasons)

    def belongs_to(self, submission_id: int, reference: str) -> None:
        """Name the case."""
        self.row.submission_id = submission_id
        self.row.reference = reference
