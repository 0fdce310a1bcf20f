"""Have every data system searched."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.models import DataSystem
from requests_app.models import AccessRequest, Task
from requests_app.services.errors import NotPossible
from requests_app.services.perform import perform
from requests_app.services.record import record


@transaction.atomic
def collect(request_id: int, *, actor: Actor) -> AccessRequest:
    """Start collecting: one task for each data system of the registers concerned.

    Raises NotPermitted; NotPossible, also when no data system is named there.
    """
    request = perform(AccessRequest, request_id, "collect", actor=actor)
    systems = _systems(request)
    if not systems:
        raise NotPossible(
            _("The register names no data system to search. Add one to the register first.")
        )
    for system in systems:
        task, made = Task.objects.get_or_create(
            request=request, data_system=system, defaults={"created_at": now()}
        )
        if made:
            record(
                submission_id=request.submission_id,
                event="task.opened",
                actor=actor,
                request_id=request.pk,
                facts={"system": system.pk, "task": task.pk},
            )
    return request


def _systems(request: AccessRequest) -> list[DataSystem]:
    systems = DataSystem.objects.filter(is_active=True)
    register_id = request.submission.register_id
    if register_id is not None:
        return list(systems.filter(register_id=register_id))
    return list(systems.filter(register__controller=request.controller_id))
