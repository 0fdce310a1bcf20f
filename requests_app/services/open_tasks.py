"""Ask the data systems of the registers concerned to do something."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.models import DataSystem
from requests_app.models import RightsRequest, Task, TaskKind, data_systems_concerned
from requests_app.services.errors import NotPossible
from requests_app.services.mail_owner import call_owner
from requests_app.services.record import Happened, record_all


def open_tasks(
    request: RightsRequest,
    *,
    kind: TaskKind,
    actor: Actor,
    systems: Iterable[DataSystem] | None = None,
) -> list[Task]:
    """One task for each system (all that are concerned, unless *systems*); none is made twice.

    Each owner is mailed a link to their task. The caller's transaction holds the case. Returns
    those that are new.
    """
    made: list[Task] = []
    for system in data_systems_concerned(request) if systems is None else systems:
        task, is_new = Task.objects.get_or_create(
            request=request, data_system=system, kind=kind.value, defaults={"created_at": now()}
        )
        if is_new:
            made.append(task)
    if made:
        record_all(request.submission_id, [_opened(task, by=actor) for task in made])
    for task in made:
        call_owner(task)
    return made


def _opened(task: Task, *, by: Actor) -> Happened:
    return Happened(
        event="task.opened",
        actor=by,
        request_id=task.request_id,
        facts={"system": task.data_system_id, "task": task.pk, "kind": task.kind},
    )


def require_systems(request: RightsRequest) -> None:
    """Raises NotPossible when the registers name no data system."""
    if not data_systems_concerned(request):
        raise NotPossible(
            _("The register names no data system to search. Add one to the register first.")
        )
