"""Take in a submission: the one door behind every channel."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind, subject_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller, Register, RegisterVersion
from registers_app.permissions import may
from registers_app.selectors import version_in_force
from requests_app.domain.references import new_reference
from requests_app.domain.rights import Right
from requests_app.models import (
    AuditHead,
    Channel,
    IdentityCheck,
    LinkPurpose,
    RightsRequest,
    Submission,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.links import make_link
from requests_app.services.record import record
from requests_app.services.redate import columns, first_dates
from requests_app.services.tell import handlers_of, mail_person, mail_staff, write_letter


@dataclass(frozen=True, kw_only=True)
class NewSubmission:
    """What a person sent. ``received_at`` is an aware instant, never in the future."""

    controller: Controller
    register: Register | None
    rights: tuple[Right, ...]
    channel: Channel
    received_at: datetime
    language: str
    person_name: str
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    identifiers: str = ""
    about: str = field(default="", repr=False)
    brought_by: str = field(default="", repr=False)
    # Given beforehand by who must not send the same twice: a reference exists once.
    reference: str = field(default_factory=new_reference)


@transaction.atomic
def submit(new: NewSubmission, *, actor: Actor | None = None) -> Submission:
    """Keep the submission, start its clock, and tell everybody concerned.

    *actor* is the member of staff who entered it; None: the person sent it themselves. The clock
    starts at receipt, whether or not the address is confirmed (GDPR Art. 12(3)). Raises
    NotPermitted, and NotPossible for a right without a machine or a receipt in the future.
    """
    _check(new, actor=actor)
    submission = _keep(new, actor=actor)
    by = actor or subject_actor(submission.pk)
    AuditHead.objects.create(submission=submission)
    IdentityCheck.objects.create(submission=submission)
    record(
        submission_id=submission.pk,
        event="submission.received",
        actor=by,
        facts={"channel": new.channel, "received_at": new.received_at.isoformat()},
        payload={"brought_by": new.brought_by} if new.brought_by else None,
    )
    for right in dict.fromkeys(new.rights):
        _open_request(submission, right=right, by=by)
    return submission


def _check(new: NewSubmission, *, actor: Actor | None) -> None:
    if actor and not (
        actor.kind is ActorKind.USER
        and may(actor, Permission.HANDLE_REQUESTS, controller_id=new.controller.pk)
    ):
        raise NotPermitted
    if not new.rights or any(right.value not in RightsRequest.PROXIES for right in new.rights):
        raise NotPossible(_("Choose the right that the person wants to use."))
    if new.received_at > now():
        raise NotPossible(_("The time of receipt lies in the future."))
    if new.register and new.register.controller_id != new.controller.pk:
        raise NotPossible(_("That register belongs to another organisation."))


def _keep(new: NewSubmission, *, actor: Actor | None) -> Submission:
    return Submission.objects.create(
        reference=new.reference,
        controller=new.controller,
        register=new.register,
        channel=new.channel,
        received_at=new.received_at,
        language=new.language,
        person_name=new.person_name,
        email=new.email,
        phone=new.phone,
        postal_address=new.postal_address,
        identifiers=new.identifiers,
        about=new.about,
        entered_by_id=actor.id if actor else None,
        created_at=now(),
    )


def _open_request(submission: Submission, *, right: Right, by: Actor) -> None:
    dates = first_dates(submission)
    request = RightsRequest.PROXIES[right.value](
        submission=submission,
        controller=submission.controller,
        right=right.value,
        register_version=_version(submission, on=dates.received_on),
        received_on=dates.received_on,
        changed_at=now(),
        **columns(dates, calendar=submission.controller.calendar),
    )
    request.save(force_insert=True)
    record(
        submission_id=submission.pk,
        event="request.opened",
        actor=by,
        request_id=request.pk,
        facts={"right": right.value, "due_on": str(request.due_on)},
    )
    _acknowledge(request)


def _version(submission: Submission, *, on: date) -> RegisterVersion | None:
    return version_in_force(submission.register, on=on) if submission.register else None


def _acknowledge(request: RightsRequest) -> None:
    submission = request.submission
    write_letter(request, kind="received")
    occasion = f"received:{request.pk}"
    if submission.channel == Channel.PORTAL:
        confirm_url = make_link(submission, purpose=LinkPurpose.CONFIRM)
        mail_person(request, kind="received_confirm", occasion=occasion, confirm_url=confirm_url)
    else:
        mail_person(request, kind="received", occasion=occasion)
    mail_staff(
        request,
        users=handlers_of(request),
        kind="staff_new_request",
        occasion=f"new:{request.pk}",
    )
