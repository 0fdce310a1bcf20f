"""Have the processing cease (GDPR Art. 7(3), 21)."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.domain.rights import ObjectionScope
from requests_app.models import RequestState, RightsRequest, Task, TaskKind, TaskState
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import lock_case, perform


@transaction.atomic
def cease(request_id: int, *, actor: Actor) -> RightsRequest:
    """Ask every data system to stop. Raises NotPermitted; NotPossible while it is undecided."""
    lock_case(RightsRequest, request_id)
    state = RightsRequest.objects.values_list("state", flat=True).get(pk=request_id)
    name = "cease_at_once" if state == RequestState.RECEIVED else "cease"
    request = perform(RightsRequest, request_id, name, actor=actor)
    require_systems(request)
    _excuse_restricting(request, actor=actor)
    only_marketing = request.objection_scope == ObjectionScope.MARKETING
    kind = TaskKind.STOP_MARKETING if only_marketing else TaskKind.CEASE
    open_tasks(request, kind=kind, actor=actor)
    return request


def _excuse_restricting(request: RightsRequest, *, actor: Actor) -> None:
    """What stops need not be restricted any more."""
    for task in request.tasks.filter(kind=TaskKind.RESTRICT.value, state=TaskState.OPEN):
        perform(
            Task,
            task.pk,
            "cancel",
            actor=actor,
            facts={"files": 0, "system": task.data_system_id},
            result=_("The processing ceases altogether."),
            finished_at=now(),
            finished_by_id=actor.id,
        )
