"""Take in a complaint to the controller, acknowledge it, and tell what came of it.

The law of the United Kingdom alone (DPA 2018 s. 164A): acknowledged within thirty days, looked into
and its outcome told without undue delay.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from notices_app.letters import compose_case_letter
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.models import Controller, Regime
from registers_app.permissions import may
from requests_app.domain.duties import DutyDate, acknowledge_by
from requests_app.domain.periods import local_day
from requests_app.domain.references import new_reference
from requests_app.domain.representation import AnswerTo
from requests_app.models import Channel, Complaint, ComplaintLetter, Submission
from requests_app.services.addressing import answers_to, writer_of
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.letter_context import authority_in
from requests_app.services.post_letter import post_complaint_letter
from requests_app.services.record import record
from requests_app.services.tell import mail_person


@dataclass(frozen=True, kw_only=True)
class NewComplaint:
    """What somebody complains of. *submission*: the case that it is about, if it is about one."""

    controller: Controller
    channel: Channel
    received_at: datetime
    language: str
    person_name: str
    about: str = field(repr=False)
    contact: str = field(default="", repr=False)
    submission: Submission | None = None
    reference: str = field(default_factory=new_reference)


@transaction.atomic
def complain(new: NewComplaint, *, actor: Actor) -> Complaint:
    """Keep the complaint and date it. Who has a page of their own reads at once that it came.

    Raises NotPermitted; NotPossible outside the United Kingdom, for a receipt in the future, or for
    a case of which the contacts have been erased.
    """
    if new.submission is not None:
        # As every service that writes into a case, and against the purge.
        Submission.objects.select_for_update(no_key=True).get(pk=new.submission.pk)
    _check(new, actor=actor)
    complaint = Complaint.objects.create(
        reference=new.reference,
        controller=new.controller,
        submission=new.submission,
        channel=new.channel,
        received_at=new.received_at,
        received_on=local_day(new.received_at, new.controller.time_zone),
        acknowledge_by=acknowledge_by(new.received_at, new.controller.time_zone).due_on,
        language=new.language,
        person_name=new.person_name,
        contact=new.contact,
        about=new.about.strip(),
        entered_by_id=actor.id if actor.kind is ActorKind.USER else None,
        created_at=now(),
    )
    _note(complaint, event="complaint.received", actor=actor, payload={"about": complaint.about})
    if reads_here(complaint):
        _acknowledge(complaint, actor=actor)
    return complaint


@transaction.atomic
def acknowledge(complaint_id: int, *, actor: Actor) -> Complaint:
    """Write the letter that the complaint came, to be sent at once. Raises NotPermitted,
    NotPossible.
    """
    complaint = _open_row(complaint_id, actor=actor)
    if complaint.acknowledged_at is not None:
        raise NotPossible(_("The complaint has been acknowledged already."))
    _acknowledge(complaint, actor=actor)
    return complaint


@transaction.atomic
def tell_progress(complaint_id: int, *, progress: str, actor: Actor) -> Complaint:
    """Tell how looking into it goes on (DPA 2018 s. 164A(5)(b)).

    Raises NotPermitted, NotPossible.
    """
    require_text(progress)
    complaint = _open_row(complaint_id, actor=actor)
    if complaint.acknowledged_at is None:
        raise NotPossible(_("Acknowledge the complaint first."))
    _write(complaint, kind="complaint_progress", progress=progress.strip())
    _note(complaint, event="complaint.going_on", actor=actor, payload={"progress": progress})
    return complaint


@transaction.atomic
def tell_outcome(complaint_id: int, *, outcome: str, actor: Actor) -> Complaint:
    """Tell what came of it, and with it that it came, where that was not told before.

    Raises NotPermitted, NotPossible.
    """
    require_text(outcome)
    complaint = _open_row(complaint_id, actor=actor)
    if complaint.acknowledged_at is None:
        complaint.acknowledged_at = now()
    complaint.outcome, complaint.outcome_at = outcome.strip(), now()
    complaint.outcome_by_id = actor.id
    complaint.save(update_fields=["acknowledged_at", "outcome", "outcome_at", "outcome_by_id"])
    _write(complaint, kind="complaint_outcome", outcome=complaint.outcome)
    _note(complaint, event="complaint.told", actor=actor, payload={"outcome": complaint.outcome})
    return complaint


def dates_of_complaint(complaint: Complaint) -> DutyDate:
    """The day by which it is acknowledged, and why."""
    return acknowledge_by(complaint.received_at, complaint.controller.time_zone)


def reads_here(complaint: Complaint) -> bool:
    """Whether who complains has a page of their own, to which a mail leads."""
    case = complaint.submission
    return case is not None and bool(case.email) and answers_to(case) is not AnswerTo.PERSON


def _check(new: NewComplaint, *, actor: Actor) -> None:
    case = new.submission
    by_themselves = case is not None and actor.kind is ActorKind.SUBJECT and actor.id == case.pk
    if not by_themselves and not may(
        actor, Permission.HANDLE_REQUESTS, controller_id=new.controller.pk
    ):
        raise NotPermitted
    if new.controller.regime != Regime.UK:
        raise NotPossible(
            _("Only the law of the United Kingdom has this step. Answer it as a message.")
        )
    if not new.about.strip():
        raise NotPossible(_("Write what the complaint is about."))
    if new.received_at > now():
        raise NotPossible(_("The time of receipt lies in the future."))
    if case is not None and case.controller_id != new.controller.pk:
        raise NotPossible(_("That case belongs to another organisation."))
    if case is not None and case.contacts_purged_at is not None:
        raise NotPossible(_("The file of this case has been erased. Please make a new request."))


def _acknowledge(complaint: Complaint, *, actor: Actor) -> None:
    complaint.acknowledged_at = now()
    complaint.save(update_fields=["acknowledged_at"])
    _write(complaint, kind="complaint_acknowledged")
    _note(complaint, event="complaint.acknowledged", actor=actor)


def _write(complaint: Complaint, *, kind: str, **more: Any) -> None:
    letter = compose_case_letter(
        kind=kind, language=complaint.language, context={**_context(complaint), **more}
    )
    row = ComplaintLetter.objects.create(
        complaint=complaint,
        kind=kind,
        language=complaint.language,
        subject=letter.subject,
        text=letter.text,
        wording_id=letter.wording_id,
        digest=letter.digest,
        written_at=now(),
    )
    if complaint.submission is not None and reads_here(complaint):
        first = complaint.submission.requests.order_by("pk")[0]
        mail_person(first, kind="complaint_letter", occasion=f"complaint:{row.pk}")
    else:
        post_complaint_letter(row)


def _context(complaint: Complaint) -> dict[str, Any]:
    case = complaint.submission
    authority = authority_in(complaint.controller.country, complaint.language)
    return {
        "name": writer_of(case) if case else complaint.person_name,
        "reference": complaint.reference,
        "controller": complaint.controller,
        "received_on": complaint.received_on,
        "authorities": [authority] if authority else [],
        "at_home": "",
    }


def _open_row(complaint_id: int, *, actor: Actor) -> Complaint:
    rows = Complaint.objects.select_related("controller", "submission__controller")
    complaint = rows.select_for_update(of=("self",), no_key=True).get(pk=complaint_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=complaint.controller_id):
        raise NotPermitted
    if not complaint.is_open:
        raise NotPossible(_("What came of this complaint has been told already."))
    return complaint


def _note(
    complaint: Complaint, *, event: str, actor: Actor, payload: dict[str, str] | None = None
) -> None:
    if complaint.submission_id is not None:
        record(
            submission_id=complaint.submission_id,
            event=event,
            actor=actor,
            facts={"complaint": complaint.pk},
            payload=payload,
        )
