"""Give a task to somebody else than the system's owner, or back to the owner."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Task, TaskState
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.mail_owner import call_owner, whole_task
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.task_links import end_task_links


@transaction.atomic
def hand_task(task_id: int, *, address: str, actor: Actor) -> Task:
    """Mail the task to *address* from now on; empty: to the system's owner again.

    Every link that was mailed before ends, and so does what one has opened. Raises NotPermitted;
    NotPossible once it is finished, or where that address has it already.
    """
    case = lock_case(Task, task_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    task = whole_task(task_id)
    if task.state != TaskState.OPEN:
        raise NotPossible(_("The task is finished: there is nothing to hand over."))
    if (address or task.data_system.owner_email) == task.mailbox:
        raise NotPossible(_("That address has the task already."))
    task.handed_to = address
    task.save(update_fields=["handed_to"])
    end_task_links(task)
    call_owner(task)
    record(
        submission_id=case.pk,
        event="task.handed",
        actor=actor,
        request_id=task.request_id,
        facts={"task": task.pk, "system": task.data_system_id},
        payload={"handed_to": task.mailbox},
    )
    return task
