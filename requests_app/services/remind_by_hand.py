"""Remind whoever a request waits for, at the word of a member of staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import may
from requests_app.models import Reminder, ReminderKind, RightsRequest, Suspension, SuspensionGround
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.proof_came import proof_came_at
from requests_app.services.record import record
from requests_app.services.remind_of_question import REMINDERS, lies_in_the_tray, remind_of_question
from requests_app.services.tell import handlers_of, mail_staff


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Who has the next step: the person (``question``: what they are asked), else ``users``."""

    question: Suspension | None = None
    users: Sequence[User] = ()

    @property
    def is_the_persons(self) -> bool:
        """Whether the request waits for the person."""
        return self.question is not None


@transaction.atomic
def remind_by_hand(request_id: int, *, actor: Actor) -> Waiting:
    """Send one reminder to whom the request waits for; returns whom.

    The person where a question of ours is open, else who works on it. At most once on one of the
    controller's days. Raises NotPermitted; NotPossible with the reason.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_related("assignee").get(pk=request_id)
    waiting = whom_it_waits_for(request, asked_by=actor)
    day = today(request.submission.controller.time_zone)
    _note(request, on=day)
    occasion = f"remind:{request.pk}:{ReminderKind.BY_HAND}:{day}"
    if waiting.question is not None:
        remind_of_question(waiting.question, occasion=occasion)
    else:
        mail_staff(request, users=[*waiting.users], kind="staff_reminded", occasion=occasion)
    record(
        submission_id=case.pk,
        event="reminder.sent",
        actor=actor,
        request_id=request.pk,
        facts={"kind": ReminderKind.BY_HAND.value, "on": str(day)},
    )
    return waiting


def whom_it_waits_for(request: RightsRequest, *, asked_by: Actor) -> Waiting:
    """Who has the next step. Raises NotPossible where there is nobody to remind."""
    if request.is_closed:
        raise NotPossible(_("The request is closed."))
    question = _open_question(request)
    if question is None:
        return _staff(request, asked_by=asked_by)
    if question.ground not in REMINDERS:
        raise NotPossible(_("It waits for a fee; the person has been told how much."))
    if lies_in_the_tray(question):
        raise NotPossible(_("Our question itself still waits to be printed and posted."))
    return Waiting(question=question)


def _open_question(request: RightsRequest) -> Suspension | None:
    """The question that the person has not answered; proof that came waits for us."""
    asked = request.suspensions.filter(ended_at=None, voided_at=None).order_by("asked_at").first()
    if asked is None or asked.ground != SuspensionGround.IDENTITY:
        return asked
    return None if proof_came_at(request.submission.identity_check) else asked


def _staff(request: RightsRequest, *, asked_by: Actor) -> Waiting:
    users = [user for user in handlers_of(request) if user.email and user.pk != asked_by.id]
    if not users:
        raise NotPossible(_("It waits for you, or for a handler without an e-mail address."))
    return Waiting(users=users)


def _note(request: RightsRequest, *, on: date) -> None:
    _row, is_new = Reminder.objects.get_or_create(
        request=request,
        kind=ReminderKind.BY_HAND.value,
        reminder_on=on,
        defaults={"created_at": now()},
    )
    if not is_new:
        raise NotPossible(_("A reminder was sent today."))
