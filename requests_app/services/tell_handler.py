"""Tell handlers what the owner of a data system did, by mail and without its content."""

from notices_app.letters import OwnerActed
from requests_app.models import Task, TaskState
from requests_app.services.tell import handlers_of, mail_staff


def tell_handler(task: Task, did: OwnerActed, *, occasion: str) -> None:
    """Mail whoever works on the request."""
    mail_staff(
        task.request,
        users=handlers_of(task.request),
        kind="staff_owner_acted",
        occasion=occasion,
        owner_did=did,
        system=task.data_system.name,
    )


def tell_when_all_done(task: Task) -> None:
    """The same once no data system of the request is waited for any more."""
    others = Task.objects.filter(request=task.request_id, kind=task.kind)
    if others.filter(state=TaskState.OPEN).exists():
        return
    occasion = f"tasks_done:{task.request_id}:{task.kind}:{task.finished_at}"
    tell_handler(task, OwnerActed.ALL_DONE, occasion=occasion)
