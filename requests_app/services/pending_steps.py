"""Steps that wait before they tell the person something: until then they can be undone.

Nothing has happened while a step waits: no state has changed, no clock runs otherwise, no letter
is written. So what is undone leaves no trace but its entries in the record, and the law's dates
count from when the person is really told.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from config.crypto import open_sealed, seal
from registers_app.domain.actors import SYSTEM, Actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import may
from requests_app.models import PendingStep, RightsRequest, StepEnd
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_staff

BATCH = 100
Fields = Mapping[str, Sequence[str]]


def leaves_at(request: RightsRequest) -> datetime | None:
    """When a step that is taken now would leave; None: at once, since no minute may be lost.

    That is so on a last day of the law or after it, where something has to stop or to be passed
    on, and when the local day would be over: the day that is told is the day it was decided.
    """
    minutes = settings.UNDO_MINUTES
    if not minutes:
        return None
    zone = ZoneInfo(request.submission.controller.time_zone)
    taken, leaves = now(), now() + timedelta(minutes=minutes)
    if taken.astimezone(zone).date() != leaves.astimezone(zone).date():
        return None
    if not request.is_closed and _presses(request, taken.astimezone(zone).date()):
        return None
    return leaves


def _presses(request: RightsRequest, day: date) -> bool:
    if request.stop_by is not None:
        return True
    last_days = (request.due_on, request.forward_by)
    first_days = (request.safe_on, request.refuse_by)  # after which something is lost for good
    return any(last is not None and last <= day for last in last_days) or day in first_days


def waiting_of(request: RightsRequest) -> PendingStep | None:
    """The step of the request that waits, if one does."""
    return request.pending_steps.filter(ended_at=None).first()


@transaction.atomic
def let_wait(
    request: RightsRequest,
    *,
    name: str,
    target_id: int | None,
    fields: Fields,
    until: datetime,
    actor: Actor,
) -> PendingStep:
    """Keep a step's form until it is taken. Raises NotPermitted; NotPossible while one waits."""
    case = lock_case(RightsRequest, request.pk)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    if waiting_of(request):
        raise NotPossible(_("Another step of this request waits: undo it, or do it now."))
    pending = PendingStep.objects.create(
        request=request,
        name=name,
        target_id=target_id,
        sealed_form=seal(json.dumps({key: list(fields[key]) for key in fields}).encode()),
        taken_by_id=actor.id,
        taken_at=now(),
        leaves_at=until,
    )
    _note(pending, event="step.waits", actor=actor)
    return pending


def fields_of(pending: PendingStep) -> Fields:
    """The form as it was sent."""
    fields: Fields = json.loads(open_sealed(bytes(pending.sealed_form)))
    return fields


@transaction.atomic
def undo_step(pending_id: int, *, actor: Actor) -> Fields:
    """The step is not taken: what its form said comes back. Raises NotPermitted, NotPossible."""
    pending = lock_waiting(pending_id)
    controller_id = pending.request.controller_id
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=controller_id):
        raise NotPermitted
    fields = fields_of(pending)
    _end(pending, StepEnd.UNDONE)
    _note(pending, event="step.undone", actor=actor)
    return fields


@transaction.atomic
def hurry_step(pending_id: int, *, actor: Actor) -> None:
    """Somebody does not want to wait; the step itself stays that of whoever sent its form.

    Raises NotPermitted, NotPossible.
    """
    pending = lock_waiting(pending_id)
    controller_id = pending.request.controller_id
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=controller_id):
        raise NotPermitted
    _note(pending, event="step.hurried", actor=actor)


def lock_waiting(pending_id: int) -> PendingStep:
    """The step under its case's lock, as long as it waits. Raises NotPossible."""
    request_id = PendingStep.objects.values_list("request_id", flat=True).get(pk=pending_id)
    lock_case(RightsRequest, request_id)
    pending = (
        PendingStep.objects.select_related("request__submission__controller")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=pending_id)
    )
    if pending.ended_at is not None:
        raise NotPossible(
            _("It cannot be undone any more: it was done, and the person was told.")
            if pending.end == StepEnd.TAKEN
            else _("This step waits no longer.")
        )
    return pending


def end_taken(pending: PendingStep) -> None:
    """The step was taken, and stands in the record as what it is. The caller holds the lock."""
    _end(pending, StepEnd.TAKEN)


def end_refused(pending: PendingStep) -> None:
    """The case has changed so that the step is not possible: whoever took it, or works on it now,
    is told. The caller holds the lock."""
    _end(pending, StepEnd.REFUSED)
    _note(pending, event="step.refused", actor=SYSTEM)
    taker = User.objects.filter(pk=pending.taken_by_id, is_active=True)
    mail_staff(
        pending.request,
        users=list(taker) or handlers_of(pending.request),
        kind="staff_step_refused",
        occasion=f"step-refused:{pending.pk}",
    )


def due_steps() -> list[int]:
    """The steps whose wait is over, the oldest first."""
    due = PendingStep.objects.filter(ended_at=None, leaves_at__lte=now())
    return list(due.order_by("leaves_at").values_list("pk", flat=True)[:BATCH])


def _end(pending: PendingStep, end: StepEnd) -> None:
    pending.ended_at, pending.end, pending.sealed_form = now(), end.value, b""
    pending.save(update_fields=["ended_at", "end", "sealed_form"])


def _note(pending: PendingStep, *, event: str, actor: Actor) -> None:
    record(
        submission_id=pending.request.submission_id,
        event=event,
        actor=actor,
        request_id=pending.request_id,
        facts={"step": pending.name},
    )
