"""A mail from the desk to its own mailbox: what comes in shows that mail comes in."""

import re
import secrets
from datetime import timedelta
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from config.clock import now
from notices_app.models import Mailbox, MailboxProbe

HEADER = "X-Rightsdesk-Probe"
EVERY = timedelta(days=1)
# Mail that takes longer is late.
LATE_AFTER = timedelta(hours=2)
# A header or a subject that says nothing else: an answer to a probe is a mail like any other.
_TOKEN = re.compile(
    rb"(?im)^(?:x-rightsdesk-probe|subject):\s*rightsdesk-probe-([a-z0-9_-]{20,40})[ \t]*$"
)
# Its subject and headers stand at the beginning.
_LOOKED_AT = 64 * 1024


def token_in(raw: bytes) -> str:
    """The token of a probe, or nothing."""
    head = raw[:_LOOKED_AT].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = _TOKEN.search(head)
    return found[1].decode() if found else ""


def note_arrival(token: str) -> bool:
    """Note that a probe came in; whether it was one of ours (or is so a second time)."""
    probes = MailboxProbe.objects.filter(token=token)
    probes.filter(arrived_at__isnull=True).update(arrived_at=now())
    return probes.exists()


def probe_mailboxes() -> int:
    """Send each mailbox in use a probe when its last is a day old; returns how many."""
    return sum(_probe(mailbox) for mailbox in Mailbox.objects.filter(is_active=True))


def _probe(mailbox: Mailbox) -> bool:
    if MailboxProbe.objects.filter(mailbox=mailbox, sent_at__gt=now() - EVERY).exists():
        return False
    token = secrets.token_urlsafe(24)
    probe = MailboxProbe.objects.create(mailbox=mailbox, token=token, sent_at=now())
    try:
        _mail(mailbox, token).send()
    except Exception:
        # It never left: the outbox's own troubles are told elsewhere, and the next sweep tries.
        probe.delete()
        raise
    return True


def _mail(mailbox: Mailbox, token: str) -> EmailMessage:
    return EmailMessage(
        subject=f"rightsdesk-probe-{token}",
        body=_(
            "The desk sends itself this mail each day to see that mail comes in. Leave it alone."
        ),
        to=[mailbox.address],
        headers={
            HEADER: f"rightsdesk-probe-{token}",
            "Auto-Submitted": "auto-generated",
            "Message-ID": make_msgid(domain="rightsdesk.probe"),
        },
    )
