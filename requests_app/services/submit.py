"""Take in a submission: the one door behind every channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind, subject_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller, Register
from registers_app.permissions import may
from registers_app.selectors import joint_with, published_registers
from requests_app.domain.details import Details
from requests_app.domain.references import new_reference
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.domain.signs import Sign, are_enough
from requests_app.models import (
    WITH_TWO_MOMENTS,
    AnswerBy,
    Arrival,
    Channel,
    Contact,
    IdentityCheck,
    LinkPurpose,
    RightsRequest,
    Submission,
    nobody_asks_for,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.find_same import find_same, found_link
from requests_app.services.hold_suspicious import note_held, tell_staff_of_held
from requests_app.services.links import make_link
from requests_app.services.note_writer import WrittenFor, keep_writer
from requests_app.services.open_request import open_request, opened
from requests_app.services.record import Happened, begin_record
from requests_app.services.stop_at_once import stop_at_once
from requests_app.services.tell import mail_person, tell_staff_of_new, write_letter


@dataclass(frozen=True, kw_only=True)
class NewSubmission:
    """What a person sent. ``received_at`` is an aware instant, never in the future."""

    controller: Controller
    register: Register | None
    rights: tuple[Right, ...]
    channel: Channel
    received_at: datetime
    language: str
    # Where it came in first, and the other of its two moments (models/arrival.py).
    arrival: Arrival = Arrival.PROPER
    other_moment_at: datetime | None = None
    person_name: str
    email: str = ""
    phone: str = field(default="", repr=False)
    postal_address: str = field(default="", repr=False)
    lives_in: str = ""
    answer_by: AnswerBy = AnswerBy.ONLINE
    # Kept sealed: the person must not be found (turvakielto, skyddade personuppgifter).
    protected_identity: bool = False
    identifiers: str = ""
    about: str = field(default="", repr=False)
    # What the person says of each right, as far as they say anything.
    details: Mapping[Right, Details] = field(default_factory=dict, repr=False)
    # What is objected to; without it an objection is against everything (Art. 21(1)-(3)).
    objection_scope: ObjectionScope | None = None
    # In a register of which we are the processor: whose client or customer the person is.
    client_named: str = field(default="", repr=False)
    brought_by: str = field(default="", repr=False)
    # None: the person asks for themselves.
    written_for: WrittenFor | None = None
    # What makes it look like a program's: it may wait for it, and is never refused.
    signs: tuple[Sign, ...] = ()
    # With an objection: what the browser sent by itself (Art. 21(5)). On record and nowhere else.
    browser_signal: str = ""
    # Given beforehand by who must not send the same twice: a reference exists once.
    reference: str = field(default_factory=new_reference)


@transaction.atomic
def submit(new: NewSubmission, *, actor: Actor | None = None) -> Submission:
    """Keep the submission, start its clock, and tell everybody concerned.

    *actor* is the member of staff who entered it; None: the person sent it themselves. The clock
    starts at receipt, whether or not the address is confirmed (GDPR Art. 12(3)). Raises
    NotPermitted, and NotPossible for a right without a machine or a receipt in the future.
    """
    if new.register:
        # Each right counts by all their clocks, and each letter names their authorities.
        prefetch_related_objects([new.register], "joint_controllers")
    _check(new, actor=actor)
    submission = _keep(new, actor=actor)
    by = actor or subject_actor(submission.pk)
    IdentityCheck.objects.create(submission=submission)
    if new.written_for:
        keep_writer(submission, new.written_for)
    else:
        nobody_asks_for(submission)
    received = Happened(
        event="submission.received",
        actor=by,
        facts=_facts(new),
        payload={"brought_by": new.brought_by} if new.brought_by else None,
    )
    requests = [
        open_request(
            submission,
            right=right,
            scope=_scope(new, right),
            details=new.details.get(right),
        )
        for right in dict.fromkeys(new.rights)
    ]
    found = find_same(submission, requests)
    begin_record(
        submission,
        [
            received,
            *(opened(request, by=by) for request in requests),
            *(found_link(link) for link in found),
        ],
    )
    _acknowledge(submission, requests)
    if submission.is_held:
        note_held(submission)
        return submission  # what stops at once is asked for when it is let through
    for request in requests:
        stop_at_once(request)
    return submission


def _check(new: NewSubmission, *, actor: Actor | None) -> None:
    if actor and not (
        actor.kind is ActorKind.USER
        and may(actor, Permission.HANDLE_REQUESTS, controller_id=new.controller.pk)
    ):
        raise NotPermitted
    if not new.rights or any(right.value not in RightsRequest.PROXIES for right in new.rights):
        raise NotPossible(_("Choose the right that the person wants to use."))
    if new.written_for:
        new.written_for.require_whole()
    if new.received_at > now():
        raise NotPossible(_("The time of receipt lies in the future."))
    _check_moments(new)
    if new.register and new.controller not in joint_with(new.register):
        raise NotPossible(_("That register belongs to another organisation."))


def _check_moments(new: NewSubmission) -> None:
    """Both moments are there where there are two, and in their order."""
    other = new.other_moment_at
    if (new.arrival in WITH_TWO_MOMENTS) != (other is not None):
        raise NotPossible(_("Give both moments: they are kept, and only one of them counts."))
    if other is None:
        return
    if new.arrival == Arrival.STRAY and other > new.received_at:
        raise NotPossible(_("It cannot have been at the wrong address after it was received."))
    if new.arrival == Arrival.PROCESSOR and not new.received_at <= other <= now():
        raise NotPossible(_("The processor passed it on after it had it, and not in the future."))


def _facts(new: NewSubmission) -> dict[str, str]:
    facts = {"channel": new.channel.value, "received_at": new.received_at.isoformat()}
    if new.written_for:
        facts["written_by"] = new.written_for.role.value
    if new.browser_signal:
        facts["browser_signal"] = new.browser_signal
    if new.other_moment_at is not None:
        facts["arrival"] = new.arrival.value
        facts["other_moment_at"] = new.other_moment_at.isoformat()
    return facts


def _keep(new: NewSubmission, *, actor: Actor | None) -> Submission:
    register = new.register or _only_joint_register(new.controller)
    # By the joint controllers' arrangement one of them answers (Art. 26(1)).
    answers = register.controller if register else new.controller
    submission = Submission(
        reference=new.reference,
        controller=answers,
        addressed_to=new.controller if new.controller != answers else None,
        register=register,
        client_named=new.client_named,
        channel=new.channel,
        received_at=new.received_at,
        arrival=new.arrival,
        other_moment_at=new.other_moment_at,
        language=new.language,
        person_name=new.person_name,
        email=new.email,
        phone=new.phone,
        postal_address=new.postal_address,
        lives_in=new.lives_in,
        answer_by=new.answer_by.value,
        identifiers=new.identifiers,
        about=new.about,
        signs=[sign.value for sign in new.signs],
        entered_by_id=actor.id if actor else None,
        created_at=now(),
    )
    if are_enough(new.signs):
        submission.held_at = submission.created_at
    if new.protected_identity:
        submission.hide(Contact(phone=new.phone, postal_address=new.postal_address))
    submission.save(force_insert=True)
    return submission


def _only_joint_register(controller: Controller) -> Register | None:
    """The register that is meant by who names none to a joint controller that keeps none itself.

    Where there is only one, the one that answers for it gets the case (Art. 26(1)).
    """
    offered = list(published_registers(controller).select_related("controller")[:2])
    if len(offered) == 1 and offered[0].controller_id != controller.pk:
        return offered[0]
    return None


def _scope(new: NewSubmission, right: Right) -> str:
    if right is not Right.OBJECTION:
        return ""
    return (new.objection_scope or ObjectionScope.ALL).value


def _acknowledge(submission: Submission, requests: list[RightsRequest]) -> None:
    """One letter, one mail and one word to staff, however many rights were asked for."""
    first = requests[0]
    words = _in_words(requests)
    if first.forward_by:
        write_letter(first, kind="received_to_forward", requests=words, pass_on_by=first.forward_by)
    else:
        write_letter(first, kind="received", requests=words)
    occasion, several = f"received:{submission.pk}", len(requests) > 1
    if Sign.MANY_FOR_ADDRESS.value in submission.signs:
        pass  # nobody's mailbox is filled through us: the case is there without a mail
    elif submission.channel == Channel.PORTAL:
        confirm_url = make_link(submission, purpose=LinkPurpose.CONFIRM)
        mail_person(
            first,
            kind="received_confirm",
            occasion=occasion,
            several=several,
            confirm_url=confirm_url,
        )
    else:
        mail_person(first, kind="received", occasion=occasion, several=several)
    if submission.is_held:
        tell_staff_of_held(submission, requests)
    else:
        tell_staff_of_new(submission, requests)


def _in_words(requests: list[RightsRequest]) -> list[dict[str, Any]]:
    with translation.override(requests[0].submission.language):
        return [
            {
                "right": str(request.get_right_display()),
                "due_on": request.due_on,
                "stops_at_once": request.stop_by is not None,
            }
            for request in requests
        ]
