"""Take a mail in: keep it as it came, read it, and let the desk decide what becomes of it.

Whatever the bytes are, a row is kept; what fails on the way leaves the mail held for a human.
"""

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from config.clock import now
from notices_app.domain.mail.parse import Mail, parse
from notices_app.domain.mail.stamps import moment, received_at
from notices_app.domain.reading.identifiers import Identifier
from notices_app.domain.reading.marks import Mark, Reading
from notices_app.domain.reading.read import LONGEST_READ, read, text_to_read
from notices_app.inbound.addressed import addressed_to, default_controller, mailbox_of, own_hosts
from notices_app.inbound.arrival import Arrival
from notices_app.inbound.reports import note_report
from notices_app.models import InboundMail, Mailbox, MailStatus, MailWords, Notice
from notices_app.services.reply_token import case_of
from notices_app.signals import mail_arrived
from registers_app.models import Controller

logger = logging.getLogger(__name__)

# The GDPR applies since 25 May 2018 (Art. 99(2)): no request is older.
_EARLIEST_YEAR = 2018


def take_in(
    raw: bytes,
    *,
    mailbox: str = "",
    came_by: Mailbox | None = None,
    arrived_at: datetime | None = None,
    doubt: str = "",
) -> InboundMail:
    """The row of a mail: a new one, or that of the same mail taken in before.

    *mailbox* is the address it was delivered to, *arrived_at* when a mail server says it had it;
    the first trustworthy Received stamp goes before. *doubt* is a reason for a human to look.
    Raises Controller.DoesNotExist.
    """
    mail = parse(raw)
    controller, reached_at, guess = addressed_to(mail, mailbox=mailbox)
    reached_at = reached_at[:254]
    fingerprint = _fingerprint(raw, mail)
    for _attempt in range(2):
        if kept := _kept(mail, mailbox=reached_at, fingerprint=fingerprint):
            return kept
        try:
            with transaction.atomic():
                row = _new_row(mail, controller, reached_at, fingerprint, arrived_at=arrived_at)
                row.came_by = came_by or mailbox_of(mail, mailbox)
                _read_and_decide(row, raw, mail, doubts=[doubt, guess])
                return row
        except IntegrityError:
            # The same mail, taken in by another process meanwhile.
            continue
    return InboundMail.objects.get(mailbox=reached_at, fingerprint=fingerprint)


def keep_unread(
    raw: bytes, *, mailbox: str, came_by: Mailbox | None, arrived_at: datetime | None
) -> InboundMail:
    """Keep what broke its reading: nobody knows what it says, and a human has to look."""
    fingerprint = hashlib.sha256(raw).hexdigest()
    reached_at = (mailbox or settings.REPLY_ADDRESS or "-")[:254]
    kept = InboundMail.objects.filter(mailbox=reached_at, fingerprint=fingerprint).first()
    if kept:
        return kept
    row = InboundMail(
        controller=came_by.controller if came_by else default_controller(),
        mailbox=reached_at,
        fingerprint=fingerprint,
        received_at=_not_after(arrived_at, now()),
        taken_in_at=now(),
        came_by=came_by,
        status=MailStatus.UNREADABLE.value,
        reasons=["broke_its_reading"],
        reading=reading_in_codes(read("")),
    )
    row.keep(raw, MailWords())
    row.save(force_insert=True)
    return row


def _kept(mail: Mail, *, mailbox: str, fingerprint: str) -> InboundMail | None:
    return (
        InboundMail.objects.filter(mailbox=mailbox, fingerprint=fingerprint).order_by("pk").first()
    )


def _fingerprint(raw: bytes, mail: Mail) -> str:
    """What is the same however a mail travelled; the bytes, where it has no Message-ID."""
    if not mail.message_id:
        return hashlib.sha256(raw).hexdigest()
    same = [mail.message_id, mail.sender, mail.subject, mail.text, mail.quoted]
    same += [f"{each.name} {each.size}" for each in mail.attachments]
    return hashlib.sha256("\0".join(same).encode()).hexdigest()


def _new_row(
    mail: Mail,
    controller: Controller,
    mailbox: str,
    fingerprint: str,
    *,
    arrived_at: datetime | None,
) -> InboundMail:
    # Who uses a Message-ID for something else must not make that disappear.
    is_free = not InboundMail.objects.filter(mailbox=mailbox, message_id=mail.message_id).exists()
    return InboundMail(
        controller=controller,
        mailbox=mailbox,
        message_id=mail.message_id[:255] if is_free else "",
        fingerprint=fingerprint,
        received_at=_receipt(mail, controller, mailbox, arrived_at=arrived_at),
        taken_in_at=now(),
    )


def _receipt(
    mail: Mail, controller: Controller, mailbox: str, *, arrived_at: datetime | None
) -> datetime:
    """When it first reached a server of ours, or a colleague who sent it on (law: A1.3, A1.4)."""
    ours = own_hosts([controller.email, mailbox])
    latest = now()
    at = received_at(mail.stamps, ours=ours, not_after=latest) or arrived_at or latest
    at = min(at, latest)
    if mail.sent_on and _is_colleague(mail, controller, mailbox):
        inner = received_at(mail.sent_on.stamps, ours=ours, not_after=at)
        at = inner or _not_after(moment(mail.sent_on.date), at)
    return at if at.year >= _EARLIEST_YEAR else latest


def _not_after(at: datetime | None, latest: datetime) -> datetime:
    return min(at, latest) if at else latest


def _is_colleague(mail: Mail, controller: Controller, mailbox: str) -> bool:
    """Whether they write from the organisation's own domain, or from that of its mailbox."""
    domains = {each.rpartition("@")[2].lower() for each in (controller.email, mailbox)}
    return bool(mail.sender) and mail.sender.rpartition("@")[2] in domains


def _read_and_decide(row: InboundMail, raw: bytes, mail: Mail, *, doubts: list[str]) -> None:
    sent_on = mail.sent_on
    if sent_on and not _is_colleague(mail, row.controller, row.mailbox):
        sent_on = None
    if sent_on:
        text = text_to_read(sent_on.subject, sent_on.text)
    else:
        text = text_to_read(mail.subject, mail.text)
    reading = read(text)
    words = MailWords(
        sender=sent_on.sender if sent_on else mail.sender,
        sender_name=sent_on.sender_name if sent_on else mail.sender_name,
        recipients=list(mail.recipients[:20]),
        subject=sent_on.subject if sent_on else mail.subject,
        read=text[:LONGEST_READ],
        quoted=mail.quoted[:LONGEST_READ],
        attachments=[each.name or each.content_type for each in mail.attachments[:100]],
        forwarded_by=mail.sender if sent_on else "",
    )
    row.keep(raw, words)
    row.reading = reading_in_codes(reading)
    arrival = Arrival(row=row, mail=mail, reading=reading, raw=raw)
    arrival.answers, arrival.answers_surely = _case_answered(mail)
    arrival.reasons.extend(filter(None, [*doubts, "sent_on_by_a_colleague" if sent_on else ""]))
    _decide(arrival)
    row.status = arrival.status.value
    row.reasons = list(dict.fromkeys(reason[:100] for reason in arrival.reasons))
    row.save(force_insert=True)


def _decide(arrival: Arrival) -> None:
    """Ask the rooms above; what fails there must not lose the mail."""
    try:
        with transaction.atomic():
            note_report(arrival)
            mail_arrived.send(sender=InboundMail, arrival=arrival)
    except Exception as error:
        if connection.needs_rollback:
            raise
        # Its kind alone: the words of an error may be the person's.
        logger.error("A mail could not be entered (%s); it is held.", type(error).__name__)
        arrival.row.submission_id, arrival.row.reference = None, ""
        arrival.status = MailStatus.HELD
        arrival.reasons.append("could_not_be_entered")


def _case_answered(mail: Mail) -> tuple[int | None, bool]:
    for address in mail.recipients:
        if case := case_of(address):
            return case, True
    named = Notice.objects.filter(
        Q(message_id__in=[*mail.answers, *mail.bounced]), submission_id__isnull=False
    )
    return named.values_list("submission_id", flat=True).first(), False


def reading_in_codes(reading: Reading) -> dict[str, object]:
    """The reading without a word of the person: codes and places."""
    return {
        "kind": reading.kind.value,
        "language": reading.language,
        "rights": [right.value for right in reading.rights],
        "perhaps": [right.value for right in reading.perhaps],
        "marks": [_mark(mark) for mark in reading.marks],
        "identifiers": [_identifier(each) for each in reading.identifiers],
    }


def _mark(mark: Mark) -> list[object]:
    return [mark.code, mark.start, mark.end, mark.right.value if mark.right else ""]


def _identifier(each: Identifier) -> list[object]:
    return [each.kind, each.start, each.end]


def told(row: InboundMail) -> dict[str, object]:
    """What a program is told of it, without a word of the person."""
    reading = row.reading
    return {
        "status": row.status,
        "reference": row.reference or None,
        "rights": reading["rights"],
        "language": reading["language"],
        "received_at": row.received_at.isoformat(),
        "reasons": [*row.reasons, *(mark[0] for mark in reading["marks"])],
    }


def told_of_a_probe() -> dict[str, object]:
    """What a program is told of a mail that the desk sent to itself."""
    return {
        "status": MailStatus.NOT_A_REQUEST.value,
        "reference": None,
        "rights": [],
        "language": "und",
        "received_at": now().isoformat(),
        "reasons": ["probe"],
    }
