"""The staff side of the outbox, and the local mailbox of a development desk."""

from notices_app.admin.mailbox import MailboxAdmin
from notices_app.admin.outbox import OutboxAdmin

__all__ = ["MailboxAdmin", "OutboxAdmin"]
