"""A request has ended without its work: no data system is left with a task nobody wants."""

from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.models import RightsRequest, Task, TaskState
from requests_app.services.perform import perform


def cancel_work(request: RightsRequest) -> None:
    """Cancel every open task of a request that was closed; each leaves its entry.

    The caller's transaction holds the case.
    """
    with translation.override(request.submission.controller.language):
        why = _("The request was closed before this was done.")
    for task in request.tasks.filter(state=TaskState.OPEN):
        perform(
            Task,
            task.pk,
            "cancel",
            actor=SYSTEM,
            facts={"files": 0, "system": task.data_system_id},
            result=why,
            finished_at=now(),
            finished_by_id=SYSTEM.id,
        )
