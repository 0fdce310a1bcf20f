"""The staff side of the outbox, of letters and mailboxes, and of a local mailbox."""

from notices_app.admin.mailbox import MailboxAdmin
from notices_app.admin.mailboxes import InboundMailboxAdmin
from notices_app.admin.outbox import OutboxAdmin
from notices_app.admin.wordings import OwnWordingAdmin

__all__ = ["InboundMailboxAdmin", "MailboxAdmin", "OutboxAdmin", "OwnWordingAdmin"]
