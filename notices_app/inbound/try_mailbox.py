"""Try a mailbox's connection, and change nothing there."""

from dataclasses import dataclass

from notices_app.inbound.imap import MailboxFault, opened
from notices_app.models import Mailbox, MailboxError


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What came of it: an error, or how many mails the folder holds for the desk."""

    error: MailboxError | None = None
    mails: int = 0


def try_mailbox(mailbox: Mailbox) -> Trial:
    """Sign in, open the folder, count."""
    try:
        with opened(mailbox) as box:
            if not box.has_folder_to_move_to():
                return Trial(error=MailboxError.MOVE)
            return Trial(mails=len(box.uids(above=0)))
    except MailboxFault as fault:
        return Trial(error=fault.error)
