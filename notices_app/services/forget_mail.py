"""Erase mail that belongs to no case and asked for nothing (GDPR Art. 5(1)(e)).

What belongs to a case goes with it; what nobody has decided on stays until somebody has.
"""

from datetime import timedelta

import pgtrigger
from django.db import transaction
from django.db.models import Q

from config.clock import now
from notices_app.models import InboundMail, MailStatus, Notice

# Long enough for who was not understood to write again.
KEPT = timedelta(days=90)


def forget_mail() -> int:
    """Erase originals and words; the row stays, with no word of the person. Returns how many."""
    over = InboundMail.objects.filter(
        Q(settled_at__isnull=True) | Q(settled_at__lte=now() - KEPT),
        status=MailStatus.NOT_A_REQUEST,
        submission_id=None,
        received_at__lte=now() - KEPT,
    ).exclude(sealed=b"", sealed_words=b"")
    _erase_misdirected()
    return over.update(sealed=b"", sealed_words=b"")


@transaction.atomic
def _erase_misdirected() -> None:
    """To whom it was told that a mail came by mistake."""
    told = Notice.objects.filter(kind="misdirected", created_at__lte=now() - KEPT)
    with pgtrigger.ignore(
        "notices_app.Notice:notice_says_what_it_said", "notices_app.Notice:notice_text_as_written"
    ):
        told.exclude(to_address="").update(to_address="", text="", html="")
