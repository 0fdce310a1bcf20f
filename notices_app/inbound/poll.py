"""Fetch what is new in a mailbox: each mail is kept here first, and marked there after.

A mail is known by the folder's UIDVALIDITY and its UID, noted in the transaction that keeps it. A
worker that is killed between keeping and marking finds it noted, and only marks it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from config.clock import now
from notices_app.inbound.imap import Letter, MailboxFault, OpenMailbox, opened
from notices_app.inbound.receive import receive
from notices_app.models import FetchedMail, Mailbox, MailboxError, ReachedBy
from registers_app.models import Controller

logger = logging.getLogger(__name__)

# Of a mail that is too large so much is kept: its headers and its words stand there.
KEPT_OF_A_LARGE_ONE = 1024 * 1024
# One turn; the next one comes soon, and a worker has other work too.
LONGEST_TURN = timedelta(seconds=150)
BATCH = 25
_LOCK = 0x6D61696C  # "mail"


def mailboxes_to_poll() -> list[int]:
    """The mailboxes that the desk fetches from."""
    in_use = Mailbox.objects.filter(is_active=True, reached_by=ReachedBy.IMAP)
    return list(in_use.values_list("pk", flat=True))


def poll(mailbox_id: int) -> int:
    """Take in what is new; how many mails. Nothing where another worker is at it."""
    with _alone(mailbox_id) as is_alone:
        mailbox = Mailbox.objects.filter(
            pk=mailbox_id, is_active=True, reached_by=ReachedBy.IMAP
        ).first()
        if not is_alone or mailbox is None:
            return 0
        taken, error = 0, ""
        try:
            with opened(mailbox) as box:
                _number_anew(mailbox, box)
                taken, error = _take_all(mailbox, box, until=now() + LONGEST_TURN)
        except MailboxFault as fault:
            error = fault.error.value
        _note(mailbox, error)
        return taken


def _number_anew(mailbox: Mailbox, box: OpenMailbox) -> None:
    """The server may have numbered its mails anew: then each is looked at again, and known."""
    if box.uid_validity != mailbox.uid_validity:
        mailbox.uid_validity, mailbox.done_up_to = box.uid_validity, 0
        mailbox.save(update_fields=["uid_validity", "done_up_to"])


def _take_all(mailbox: Mailbox, box: OpenMailbox, *, until: datetime) -> tuple[int, str]:
    uids = box.uids(above=mailbox.done_up_to)
    known = _known(mailbox)
    taken, error, failed = 0, "", set()
    for start in range(0, len(uids), BATCH):
        batch = uids[start : start + BATCH]
        for uid in batch:
            if uid in known:
                continue
            try:
                taken += _take_one(mailbox, box, uid)
            except (DatabaseError, Controller.DoesNotExist) as fault:
                logger.error("A mail could not be kept (%s).", type(fault).__name__)
                failed.add(uid)
                error = MailboxError.KEEP.value
        box.settle(uid for uid in batch if uid not in failed)
        if not failed:
            mailbox.done_up_to = batch[-1]
            Mailbox.objects.filter(pk=mailbox.pk).update(done_up_to=batch[-1])
        if now() >= until:
            break
    return taken, error


def _known(mailbox: Mailbox) -> set[int]:
    return set(
        FetchedMail.objects.filter(
            mailbox=mailbox,
            generation=mailbox.generation,
            uid_validity=mailbox.uid_validity,
            uid__gt=mailbox.done_up_to,
        ).values_list("uid", flat=True)
    )


def _take_one(mailbox: Mailbox, box: OpenMailbox, uid: int) -> bool:
    largest = settings.INBOUND_LARGEST_MB * 1024 * 1024
    letter = box.letter(uid, most_bytes=largest)
    if letter is None:
        return False
    with transaction.atomic():
        mail = receive(
            letter.raw[:KEPT_OF_A_LARGE_ONE] if letter.is_cut else letter.raw,
            mailbox=mailbox,
            arrived_at=letter.arrived_at,
            doubt=_doubt(letter),
        )
        FetchedMail.objects.create(
            mailbox=mailbox,
            generation=mailbox.generation,
            uid_validity=mailbox.uid_validity,
            uid=uid,
            mail=mail,
            taken_at=now(),
        )
    return True


def _doubt(letter: Letter) -> str:
    return "too_large" if letter.is_cut else ""


def _note(mailbox: Mailbox, error: str) -> None:
    at = now()
    facts: dict[str, object] = {"checked_at": at, "error": error}
    if error:
        facts["failing_since"] = mailbox.failing_since or at
    else:
        facts |= {"succeeded_at": at, "failing_since": None}
    Mailbox.objects.filter(pk=mailbox.pk).update(**facts)


@contextmanager
def _alone(mailbox_id: int) -> Iterator[bool]:
    """Whether nobody else polls it. PostgreSQL lets go when a worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, mailbox_id])
        row = cursor.fetchone()
    is_alone = bool(row and row[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, mailbox_id])
