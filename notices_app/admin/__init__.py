"""The staff side of the outbox, of mailboxes, and of the local mailbox of a development desk."""

from notices_app.admin.mailbox import MailboxAdmin
from notices_app.admin.mailboxes import InboundMailboxAdmin
from notices_app.admin.outbox import OutboxAdmin

__all__ = ["InboundMailboxAdmin", "MailboxAdmin", "OutboxAdmin"]
