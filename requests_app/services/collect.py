"""Have every data system searched for what the person gets."""

from django.db import transaction

from registers_app.domain.actors import Actor
from requests_app.models import RightsRequest, TaskKind
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import perform


@transaction.atomic
def collect(request_id: int, *, actor: Actor) -> RightsRequest:
    """Start collecting: one task for each data system of the registers concerned.

    Raises NotPermitted; NotPossible, also when no data system is named there.
    """
    request = perform(RightsRequest, request_id, "collect", actor=actor)
    require_systems(request)
    open_tasks(request, kind=TaskKind.SEARCH, actor=actor)
    return request
