"""Assist the controller to whom a request was forwarded (GDPR Art. 28(3)(a), (e)).

On its documented instruction, with proof that is kept. Nothing is decided here and nothing is
written to the person: the controller answers.
"""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.reminders import ASSIST_WITHIN
from requests_app.domain.working_days import working_days_after
from requests_app.models import Assistance, Help, RequestState, RightsRequest, Submission
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.hand_over import mail_link, mailbox_of
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def take_instruction(request_id: int, *, kind: Help, instruction: str, actor: Actor) -> Assistance:
    """Keep what the controller has us do, to be delivered within five working days.

    Raises NotPermitted, NotPossible (it was not forwarded).
    """
    require_text(instruction)
    case = _lock(request_id, actor=actor)
    request = RightsRequest.objects.get(pk=request_id)
    if request.state != RequestState.FORWARDED:
        raise NotPossible(_("Only what was forwarded to a controller is done on its instruction."))
    row = Assistance.objects.create(
        request=request,
        kind=kind.value,
        instruction=instruction,
        asked_at=now(),
        asked_by_id=actor.id,
        deliver_by=working_days_after(
            today(case.controller.time_zone),
            days=ASSIST_WITHIN,
            calendar=holiday_calendar(case.controller.calendar),
        ),
    )
    _note(row, event="assistance.asked", actor=actor, payload={"instruction": instruction})
    return row


@transaction.atomic
def deliver(assistance_id: int, *, proof: str, actor: Actor) -> Assistance:
    """Record that it was done, with the *proof*. Raises NotPermitted, NotPossible."""
    require_text(proof)
    row = _open_row(assistance_id, actor=actor)
    row.delivered_at, row.delivered_by_id, row.proof = now(), actor.id, proof
    row.save(update_fields=["delivered_at", "delivered_by_id", "proof"])
    _note(row, event="assistance.delivered", actor=actor, payload={"proof": proof})
    return row


@transaction.atomic
def object_to(assistance_id: int, *, why: str, how: str, actor: Actor) -> Assistance:
    """The instruction infringes the law: it is not followed, and the controller is told at once.

    The desk mails it a link behind which it reads *why*, where the request went by the desk's mail
    and the link still opens; else *how* says how it was told. GDPR Art. 28(3), last subparagraph.
    Raises NotPermitted, NotPossible.
    """
    require_text(why)
    row = _open_row(assistance_id, actor=actor)
    request = row.request
    to = mailbox_of(request)
    if to is None:
        require_text(how)
    row.delivered_at, row.delivered_by_id, row.unlawful = now(), actor.id, True
    row.proof = "\n".join(text for text in (why.strip(), how.strip()) if text)
    row.save(update_fields=["delivered_at", "delivered_by_id", "unlawful", "proof"])
    _note(row, event="assistance.objected", actor=actor, payload={"reason": why, "how": how})
    if to is not None:
        mail_link(
            request,
            entry=to.entry,
            mailbox=to.mailbox,
            kind="instruction_unlawful",
            occasion=f"unlawful:{row.pk}",
            answerer=to.name,
            asked_on=row.asked_at.astimezone(ZoneInfo(request.controller.time_zone)).date(),
        )
    return row


def _open_row(assistance_id: int, *, actor: Actor) -> Assistance:
    requests = Assistance.objects.values_list("request", flat=True)
    _lock(requests.get(pk=assistance_id), actor=actor)
    row = Assistance.objects.select_related("request__submission__controller").get(pk=assistance_id)
    if not row.is_open:
        raise NotPossible(_("This was delivered already."))
    return row


def _lock(request_id: int, *, actor: Actor) -> Submission:
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    return case


def _note(row: Assistance, *, event: str, actor: Actor, payload: dict[str, str]) -> None:
    record(
        submission_id=row.request.submission_id,
        event=event,
        actor=actor,
        request_id=row.request_id,
        facts={"help": row.kind},
        payload=payload,
    )
