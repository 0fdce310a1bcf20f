"""What a handler makes of a mail: confirm its reading, enter it, link it, or say it is none."""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from notices_app.domain.mail.automatic import Automatic
from notices_app.models import UNDECIDED, InboundMail, MailStatus, Settled
from notices_app.services import enqueue
from registers_app.domain.actors import Actor, subject_actor
from registers_app.domain.languages import LANGUAGES
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.rights import Right
from requests_app.models import Submission
from requests_app.services.enter_mail import enter_mail
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.mail_cases import rights_open_in
from requests_app.services.record import record
from requests_app.services.write_message import write_message
from requests_app.services.write_misdirected import KIND, Mistaken, lines_of, write_misdirected

_MACHINES = {"loop", *(machine.value for machine in Automatic)}


@transaction.atomic
def confirm_reading(mail_id: int, *, actor: Actor) -> InboundMail:
    """The rules read it rightly. Raises NotPermitted, NotPossible."""
    row = _lock(mail_id, actor=actor)
    if row.status in UNDECIDED:
        raise NotPossible(_("Say what the person asks for: the rules were not sure."))
    return _settle(row, Settled.CONFIRMED, actor=actor)


@transaction.atomic
def enter_as_request(mail_id: int, *, rights: tuple[Right, ...], actor: Actor) -> InboundMail:
    """Make a case of it, with the mail's own day of receipt; or add what a case of it lacks.

    Raises NotPermitted, NotPossible.
    """
    row = _lock(mail_id, actor=actor)
    if row.is_erased:
        raise NotPossible(_("The mail has been erased."))
    if row.submission_id and row.status == MailStatus.NEW:
        there = rights_open_in(Submission.objects.get(pk=row.submission_id))
        rights = tuple(right for right in rights if right not in there)
    if not rights:
        raise NotPossible(_("Choose the right that the person wants to use."))
    case = enter_mail(row, rights=rights, actor=actor)
    row.submission_id, row.reference = case.pk, case.reference
    row.status = MailStatus.NEW
    return _settle(row, Settled.ENTERED, actor=actor)


@transaction.atomic
def put_into_case(mail_id: int, *, reference: str, actor: Actor) -> InboundMail:
    """It belongs to a case that exists: its words become a message there.

    Raises NotPermitted, NotPossible.
    """
    row = _lock(mail_id, actor=actor)
    if row.status == MailStatus.NEW:
        raise NotPossible(_("A case was made of this mail. Link that case to the other one."))
    case = Submission.objects.filter(
        reference=reference.strip().upper(), controller=row.controller_id
    ).first()
    if case is None:
        raise NotPossible(_("There is no case with this reference."))
    text = row.words.read.strip()[:10_000]
    if text:
        write_message(case.pk, text=text, actor=subject_actor(case.pk))
    row.submission_id, row.reference = case.pk, case.reference
    row.status = MailStatus.REPLY
    return _settle(row, Settled.LINKED, actor=actor)


@transaction.atomic
def put_aside(mail_id: int, *, because: str, actor: Actor) -> InboundMail:
    """It asks for nothing. Raises NotPermitted, NotPossible."""
    row = _lock(mail_id, actor=actor)
    if row.status == MailStatus.NEW:
        raise NotPossible(_("A case was made of this mail: close that case with its reason."))
    if not because.strip():
        raise NotPossible(_("Say why it is not a request."))
    row.status = MailStatus.NOT_A_REQUEST
    row.settled_because = because.strip()[:500]
    return _settle(row, Settled.NOT_A_REQUEST, actor=actor)


@transaction.atomic
def tell_misdirected(
    mail_id: int, *, turn_to: str, was_passed_on: bool, post_to: str = "", actor: Actor
) -> InboundMail:
    """It is meant for somebody else: its sender is told whom to turn to, or who has it now.

    By mail, or by post to *post_to*, a name and an address, where that is given.

    An authority passes such a mail on and tells so (Finland's Administrative Procedure Act
    434/2003, section 21); others ask the sender to. A machine is never answered (RFC 3834).
    Raises NotPermitted, NotPossible.
    """
    row = _lock(mail_id, actor=actor)
    if row.status == MailStatus.NEW:
        raise NotPossible(_("A case was made of this mail: close that case with its reason."))
    if not turn_to.strip():
        raise NotPossible(_("Say whom the sender should turn to."))
    if _MACHINES & set(row.reasons) or not (row.words.sender or post_to.strip()):
        raise NotPossible(_("There is nobody to tell: a machine wrote it, or it has no sender."))
    spoken = row.reading.get("language")
    mistaken = Mistaken(
        received_on=row.received_at.astimezone(ZoneInfo(row.controller.time_zone)).date(),
        language=spoken if spoken in LANGUAGES else row.controller.language,
        turn_to=turn_to,
        was_passed_on=was_passed_on,
    )
    if post_to.strip():
        write_misdirected(row.controller, mistaken, receiver=post_to, mail=row, actor=actor)
    else:
        _mail_misdirected(row, mistaken)
    row.status = MailStatus.NOT_A_REQUEST
    row.settled_because = " ".join(turn_to.split())[:500]
    return _settle(row, Settled.MISDIRECTED, actor=actor)


def _mail_misdirected(row: InboundMail, mistaken: Mistaken) -> None:
    enqueue(
        kind=KIND,
        language=mistaken.language,
        to_address=row.words.sender,
        controller=row.controller,
        occasion=f"misdirected:{row.pk}",
        context={
            "controller": row.controller,
            "received_on": mistaken.received_on,
            "was_passed_on": mistaken.was_passed_on,
            "turn_to": lines_of(mistaken.turn_to),
        },
    )


def _lock(mail_id: int, *, actor: Actor) -> InboundMail:
    row = (
        InboundMail.objects.select_for_update(of=("self",))
        .select_related("controller")
        .get(pk=mail_id)
    )
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=row.controller_id):
        raise NotPermitted
    if row.settled_at:
        raise NotPossible(_("Somebody has decided on this mail already."))
    return row


def _settle(row: InboundMail, settled: Settled, *, actor: Actor) -> InboundMail:
    row.settled_as, row.settled_at, row.settled_by_id = settled.value, now(), actor.id
    row.save()
    if row.submission_id:
        record(
            submission_id=row.submission_id,
            event="mail.settled",
            actor=actor,
            facts={"mail": row.pk, "as": settled.value},
        )
    return row
