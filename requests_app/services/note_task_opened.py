"""Note that a task was opened by a mailed link: what its page shows was seen then."""

from django.db import transaction

from registers_app.domain.actors import owner_actor
from requests_app.models import Task
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def note_task_opened(task: Task) -> None:
    """Write it into the record."""
    case = lock_case(Task, task.pk)
    record(
        submission_id=case.pk,
        event="task.owner_opened",
        actor=owner_actor(task.pk),
        request_id=task.request_id,
        facts={"task": task.pk, "system": task.data_system_id},
    )
