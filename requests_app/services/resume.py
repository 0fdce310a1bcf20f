"""Let the clock run again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import RightsRequest, Suspension, SuspensionGround
from requests_app.services.answered_at import answered_at
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import redate


@transaction.atomic
def resume(suspension_id: int, *, answered_on: date | None = None, actor: Actor) -> RightsRequest:
    """The sufficient answer came on that local day, or just now: end the suspension.

    Raises NotPermitted, NotPossible.
    """
    suspension, request = _locked(suspension_id, actor=actor)
    if not suspension.is_open:
        raise NotPossible(_("The clock runs already."))
    _end(suspension, request, answered_on=answered_on, actor=actor)
    return request


@transaction.atomic
def void_suspension(suspension_id: int, *, reason: str, actor: Actor) -> RightsRequest:
    """The question was not justified: the suspension counts for nothing (GDPR Art. 12(6)).

    It stays on the record with its *reason*. Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    suspension, request = _locked(suspension_id, actor=actor)
    if suspension.voided_at is not None:
        raise NotPossible(_("This suspension is void already."))
    suspension.voided_at = now()
    suspension.void_reason = reason
    suspension.save(update_fields=["voided_at", "void_reason"])
    event = "fee.waived" if _is_fee(suspension) else "clock.voided"
    _note(suspension, request, event=event, actor=actor, payload={"reason": reason})
    return request


def end_open(
    request: RightsRequest, *, ground: str, answered_on: date | None = None, actor: Actor
) -> None:
    """End the open suspension of a ground, if there is one. The caller holds the case's lock.

    *answered_on* as in :func:`resume`. Raises NotPossible.
    """
    suspension = request.suspensions.filter(ground=ground, ended_at=None, voided_at=None).first()
    if suspension is not None:
        _end(suspension, request, answered_on=answered_on, actor=actor)


def _end(
    suspension: Suspension, request: RightsRequest, *, answered_on: date | None, actor: Actor
) -> None:
    zone = request.submission.controller.time_zone
    suspension.ended_at = answered_at(suspension, answered_on=answered_on, time_zone=zone)
    suspension.save(update_fields=["ended_at"])
    event = "fee.paid" if _is_fee(suspension) else "clock.resumed"
    _note(suspension, request, event=event, actor=actor)


def _locked(suspension_id: int, *, actor: Actor) -> tuple[Suspension, RightsRequest]:
    request_id = Suspension.objects.values_list("request_id", flat=True).get(pk=suspension_id)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    return Suspension.objects.select_for_update().get(pk=suspension_id), request


def _is_fee(suspension: Suspension) -> bool:
    return suspension.ground == SuspensionGround.FEE


def _note(
    suspension: Suspension,
    request: RightsRequest,
    *,
    event: str,
    actor: Actor,
    payload: dict[str, str] | None = None,
) -> None:
    record(
        submission_id=request.submission_id,
        event=event,
        actor=actor,
        request_id=request.pk,
        facts={"ground": suspension.ground, "suspension": suspension.pk},
        payload=payload,
    )
    redate(request, actor=actor)
