"""The controller has said by other means that it has a request which was mailed to it."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import HandOver, RequestState, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record


def silent_hand_over(request: RightsRequest) -> HandOver | None:
    """The newest mail about a forwarded request, while nothing shows that the controller has it."""
    if request.state != RequestState.FORWARDED:
        return None
    newest = request.hand_overs.order_by("-pk").first()
    return newest if newest and newest.is_silent else None


@transaction.atomic
def confirm_hand_over(request_id: int, *, how: str, actor: Actor) -> HandOver:
    """Record *how* the controller confirmed that it has the request: the proof, and no more asking.

    GDPR Art. 28(3)(e). Raises NotPermitted, NotPossible.
    """
    require_text(how)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    mail = silent_hand_over(RightsRequest.objects.get(pk=request_id))
    if mail is None:
        raise NotPossible(_("No sign of the controller is awaited."))
    mail.confirmed_at = now()
    mail.save(update_fields=["confirmed_at"])
    record(
        submission_id=case.pk,
        event="request.hand_over_confirmed",
        actor=actor,
        request_id=request_id,
        facts={"entry": mail.entry_number},
        payload={"confirmed": how},
    )
    return mail
