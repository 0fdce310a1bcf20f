"""Have the data erased (GDPR Art. 17), after a dry run and a decision on each purpose."""

from django.db import transaction

from registers_app.domain.actors import Actor
from requests_app.models import RightsRequest, TaskKind, TaskState
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import perform


@transaction.atomic
def erase(request_id: int, *, actor: Actor) -> RightsRequest:
    """Ask every system in which the dry run found something to erase it.

    Raises NotPermitted; NotPossible while the dry run, identity or the decision is open.
    """
    request = perform(RightsRequest, request_id, "erase", actor=actor)
    require_systems(request)
    found = request.tasks.filter(kind=TaskKind.SEARCH.value, state=TaskState.DONE)
    systems = [task.data_system for task in found.select_related("data_system")]
    open_tasks(request, kind=TaskKind.ERASE, actor=actor, systems=systems or None)
    return request
