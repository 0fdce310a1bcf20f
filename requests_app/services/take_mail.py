"""Decide what becomes of a mail that came in: a new request, a part of a case, or for a human.

The receiver of notices_app.signals.mail_arrived. A doubt is held, and the clock runs from receipt
all the same (GDPR Art. 12(3)). What a machine wrote is never answered (RFC 3834).
"""

from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings

from config.clock import now
from notices_app.domain.mail.automatic import Automatic
from notices_app.domain.reading.marks import Kind
from notices_app.inbound.addressed import own_addresses
from notices_app.inbound.arrival import Arrival
from notices_app.models import MailStatus, Notice
from registers_app.domain.actors import subject_actor
from requests_app.domain.rights import Right
from requests_app.models import Submission
from requests_app.services.enter_mail import enter_mail
from requests_app.services.errors import Refused
from requests_app.services.files_of_mail import files_of
from requests_app.services.mail_cases import case_named, case_of_sender, rights_open_in
from requests_app.services.write_message import takes_messages, write_message

# One sender makes no more cases by mail in a day than a person would.
MOST_A_DAY = 5
# Only its beginning was fetched: the rest may change what it asks for.
TOO_LARGE = "too_large"


def take_mail(sender: object, *, arrival: Arrival, **kwargs: Any) -> None:
    """Decide, and do it."""
    mail = arrival.mail
    if mail.automatic or _is_our_own(arrival):
        _note_machine(arrival)
    elif TOO_LARGE in arrival.reasons:
        _name_case(arrival, _case(arrival))
        arrival.becomes(MailStatus.HELD)
    elif mail.why_unreadable and not _is_said_in_subject(arrival):
        _name_case(arrival, _case(arrival))
        arrival.becomes(MailStatus.UNREADABLE, mail.why_unreadable)
    elif case := _case(arrival):
        _into_case(arrival, case)
    else:
        _without_case(arrival)


def _is_said_in_subject(arrival: Arrival) -> bool:
    """Who has written nothing below "Delete all my data" has asked for it."""
    is_empty = arrival.mail.why_unreadable == "empty"
    return is_empty and arrival.reading.kind is Kind.REQUEST


def _is_our_own(arrival: Arrival) -> bool:
    """A loop: the desk's own mail came back, or the desk writes to itself."""
    sender = arrival.row.words.sender
    desk = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    if Notice.objects.filter(message_id=arrival.mail.message_id).exists():
        return True
    return bool(sender) and (sender == desk or sender in own_addresses())


def _note_machine(arrival: Arrival) -> None:
    machine = arrival.mail.automatic
    _name_case(arrival, _by_thread(arrival))
    # A letter generator may call its letters generated: what asks for something a human reads.
    may_ask = arrival.reading.kind in (Kind.REQUEST, Kind.REMINDER)
    if may_ask and machine is not Automatic.BOUNCE:
        arrival.becomes(MailStatus.HELD, machine.value if machine else "loop")
    else:
        arrival.becomes(MailStatus.NOT_A_REQUEST, machine.value if machine else "loop")


def _by_thread(arrival: Arrival) -> Submission | None:
    return Submission.objects.filter(
        pk=arrival.answers or 0, controller=arrival.row.controller
    ).first()


def _case(arrival: Arrival) -> Submission | None:
    """The case the mail belongs to. Its person wrote it, or somebody who has its token."""
    sender = arrival.row.words.sender
    threaded = _by_thread(arrival)
    if threaded and (arrival.answers_surely or threaded.email.lower() == sender):
        return threaded
    named = case_named(arrival.mail.subject, arrival.mail.text, arrival.row.controller)
    if named and named.email.lower() == sender:
        return named
    if threaded or named:
        arrival.reasons.append("case_of_another_sender")
        return None
    may_be_about_one = arrival.reading.kind is not Kind.REQUEST
    return case_of_sender(sender, arrival.row.controller) if may_be_about_one else None


def _into_case(arrival: Arrival, case: Submission) -> None:
    rights = arrival.reading.rights
    open_rights = rights_open_in(case)
    further = tuple(right for right in rights if right not in open_rights)
    if arrival.reading.kind is Kind.REQUEST and (further or not open_rights):
        _enter(arrival, further or rights, "asks_for_more")
        return
    _name_case(arrival, case)
    if not takes_messages(case):
        arrival.becomes(MailStatus.HELD, "case_is_erased")
        return
    sent = files_of(arrival.raw, language=case.language)
    if sent.refused:
        arrival.reasons.append("file_refused")
    text = _message(arrival, sent.refused)
    try:
        write_message(case.pk, text=text, files=sent.taken, actor=subject_actor(case.pk))
    except Refused:
        arrival.becomes(MailStatus.HELD, "case_takes_no_message")
        return
    is_reminder = arrival.reading.kind is Kind.REMINDER
    arrival.becomes(MailStatus.REMINDER if is_reminder else MailStatus.REPLY)


def _message(arrival: Arrival, refused: list[str]) -> str:
    """The person's words, and which of their files stay with the mail alone."""
    text = arrival.mail.text.strip()[:10_000]
    return "\n\n".join(filter(None, [text, *(f"[{each}]" for each in refused)])) or "–"


def _without_case(arrival: Arrival) -> None:
    match arrival.reading.kind:
        case Kind.REQUEST if "case_of_another_sender" in arrival.reasons:
            arrival.becomes(MailStatus.HELD)
        case Kind.REQUEST:
            _enter(arrival, arrival.reading.rights)
        case Kind.REMINDER if arrival.reading.rights:
            # It may have been lost on the way to us: what reached us now is a request.
            _enter(arrival, arrival.reading.rights, "claims_an_earlier_request")
        case Kind.REMINDER:
            arrival.becomes(MailStatus.HELD, "claims_an_earlier_request")
        case Kind.NOT_A_REQUEST if not arrival.mail.answers:
            arrival.becomes(MailStatus.NOT_A_REQUEST)
        case _:
            arrival.becomes(MailStatus.HELD, "not_sure")


def _enter(arrival: Arrival, rights: tuple[Right, ...], *reasons: str) -> None:
    words = arrival.row.words
    if not words.sender:
        arrival.becomes(MailStatus.HELD, "no_sender", *reasons)
        return
    recent = Submission.objects.filter(
        controller=arrival.row.controller,
        channel="email",
        email__iexact=words.sender,
        created_at__gt=now() - timedelta(days=1),
    )
    if recent.count() >= MOST_A_DAY:
        arrival.becomes(MailStatus.HELD, "many_from_sender", *reasons)
        return
    submission = enter_mail(arrival.row, rights=rights)
    _name_case(arrival, submission)
    arrival.becomes(MailStatus.NEW, *reasons)


def _name_case(arrival: Arrival, case: Submission | None) -> None:
    if case:
        arrival.belongs_to(case.pk, case.reference)
