"""Have every data system searched before deciding; for an erasure it is the dry run."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.rights import Right
from requests_app.models import RequestState, RightsRequest, TaskKind
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import lock_case
from requests_app.services.record import record

SEARCHED_FIRST = (Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION)


@transaction.atomic
def search(request_id: int, *, actor: Actor) -> RightsRequest:
    """Ask each system what it holds, and what would be erased and what must be kept.

    Raises NotPermitted; NotPossible in another state or without a data system.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if request.right not in SEARCHED_FIRST or request.state != RequestState.ASSESSING:
        raise NotPossible(_("This step is not possible now: the case has moved on."))
    if not we_answer(request):
        raise NotPossible(we_answer.why)
    require_systems(request)
    open_tasks(request, kind=TaskKind.SEARCH, actor=actor)
    record(submission_id=case.pk, event="request.searched", actor=actor, request_id=request.pk)
    return request
