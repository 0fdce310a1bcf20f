"""Say why a request is, or was, late: for the reports, and to do better."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import LateCause, LateReason, RequestState, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def explain_late(request_id: int, *, cause: LateCause, note: str = "", actor: Actor) -> LateReason:
    """Keep the cause, in place of an earlier one; *note* goes to the record of the case only.

    A closed request may be explained too. Raises NotPermitted; NotPossible where it is not late.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_related("submission__controller").get(pk=request_id)
    if not is_late_or_was(request):
        raise NotPossible(_("The request is not late."))
    reason, _made = LateReason.objects.update_or_create(
        request=request,
        defaults={"cause": cause.value, "given_at": now(), "given_by_id": actor.id},
    )
    record(
        submission_id=case.pk,
        event="late.explained",
        actor=actor,
        request_id=request.pk,
        facts={"cause": cause.value},
        payload={"reason": note} if note.strip() else None,
    )
    return reason


def is_late_or_was(request: RightsRequest) -> bool:
    """Whether the last day has passed without an answer, or had when it was given."""
    if request.due_on is None:
        return False
    if not request.is_closed:
        return request.due_on < today(request.submission.controller.time_zone)
    # As the reports count it: what was withdrawn, forwarded or sent twice had no answer to miss.
    last_days = {
        RequestState.ANSWERED: request.due_on,
        RequestState.REFUSED: min(request.due_on, request.refuse_by),  # Art. 12(4)
        RequestState.UNIDENTIFIED: min(request.due_on, request.refuse_by),
    }
    last_day = last_days.get(RequestState(request.state))
    return last_day is not None and request.closed_on is not None and request.closed_on > last_day
