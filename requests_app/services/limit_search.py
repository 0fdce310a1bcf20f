"""Rest an answer on a reasonable and proportionate search (UK GDPR Art. 15(1A))."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import Regime
from registers_app.permissions import may
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, SearchLimit
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import clocks


@transaction.atomic
def limit_search(
    request_id: int, *, searched: str, left_out: str, reason: str, actor: Actor
) -> SearchLimit:
    """Keep what was searched, what was not and why; the letter of the answer tells all three.

    Raises NotPermitted; NotPossible for another right than access, for a closed request, and
    wherever the Regulation of the Union binds anyone who answers: it knows no such limit.
    """
    require_text(searched, left_out, reason)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.get(pk=request_id)
    if why := why_not(request):
        raise NotPossible(why)
    row = SearchLimit.objects.create(
        request=request,
        searched=searched.strip(),
        left_out=left_out.strip(),
        reason=reason.strip(),
        recorded_by_id=actor.id,
        recorded_at=now(),
    )
    record(
        submission_id=case.pk,
        event="search.limited",
        actor=actor,
        request_id=request_id,
        payload={"searched": row.searched, "left_out": row.left_out, "reason": row.reason},
    )
    return row


def why_not(request: RightsRequest) -> str:
    """Why an answer may not rest on such a search; empty where it may."""
    if request.right != Right.ACCESS:
        return _("Only an answer on access rests on a search (UK GDPR Art. 15(1A)).")
    if any(each.regime != Regime.UK for each in clocks(request.submission)):
        return _("The GDPR of the European Union knows no limit of the search.")
    return _("The request is closed.") if request.is_closed else ""
