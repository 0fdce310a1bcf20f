"""Mail whoever works on a task: what waits, until when, and a link. Nothing of the person.

The person's name, what they gave to be found by and what they asked stand behind the link.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from notices_app.services import enqueue
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Submission, Task, TaskLink, TaskState
from requests_app.models.task import identity_lets_work
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.task_links import make_task_link

AN_HOUR = 5


def can_be_told(task: Task) -> bool:
    """Whether there is a mailbox and something to do behind the link."""
    is_open = task.state == TaskState.OPEN and task.can_be_worked_on
    return bool(task.mailbox) and is_open and identity_lets_work(task)


def mail_owner(task: Task, *, kind: str, occasion: str, **more: Any) -> None:
    """Mail the task's owner a link, unless there is nothing to do now or nobody to tell."""
    if not can_be_told(task):
        return
    submission = task.request.submission
    with translation.override(task.owner_language):
        right = str(task.request.get_right_display())
        work = str(task.get_kind_display())
    enqueue(
        kind=kind,
        language=task.owner_language,
        to_address=task.mailbox,
        controller=submission.controller,
        occasion=occasion,
        context={
            "reference": submission.reference,
            "controller": submission.controller,
            "system": task.data_system.name,
            "right": right,
            "work": work,
            "finish_by": last_day(task),
            "task_url": make_task_link(task),
            **more,
        },
        submission_id=submission.pk,
    )


def last_day(task: Task) -> Any:
    """The day by which the desk needs the result; None while no time runs.

    What stops at once has no day: it is wanted now (GDPR Art. 7(3), 21(3)).
    """
    return None if task.stops_at_once else task.request.target_on


def call_owner(task: Task) -> None:
    """Tell the owner of a new task, or of one that was opened again."""
    links = task.links.count()
    mail_owner(task, kind="task_opened", occasion=f"task:{task.pk}:{links}", now=task.stops_at_once)


@transaction.atomic
def mail_task_again(task_id: int, *, actor: Actor) -> Task:
    """Mail a new link at the word of a member of staff. Raises NotPermitted, NotPossible."""
    case = lock_case(Task, task_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    task = whole_task(task_id)
    if not can_be_told(task):
        raise NotPossible(*why_not_told(task))
    _mail_link(task)
    record(
        submission_id=case.pk,
        event="task.owner_mailed",
        actor=actor,
        request_id=task.request_id,
        facts={"task": task.pk, "system": task.data_system_id},
    )
    return task


@transaction.atomic
def renew_task_link(task: Task) -> bool:
    """The same at the owner's own word, to the mailbox that we know and to no other.

    False: it had its share for this hour, or there is nothing to do.
    """
    Submission.objects.select_for_update(no_key=True).get(pk=task.request.submission_id)
    lately = TaskLink.objects.filter(task=task, created_at__gt=now() - timedelta(hours=1))
    if lately.count() >= AN_HOUR or not can_be_told(task):
        return False
    _mail_link(task)
    return True


def whole_task(task_id: int) -> Task:
    """A task with all that its mail and its page say."""
    return Task.objects.select_related(
        "data_system__register", "request__submission__controller"
    ).get(pk=task_id)


def why_not_told(task: Task) -> list[str]:
    """The sentences that say why nobody can be mailed."""
    if not task.mailbox:
        return [_("The register names no mailbox for the owner of this system.")]
    if task.state != TaskState.OPEN or not task.can_be_worked_on:
        return [_("This work is not open now: the request stands elsewhere.")]
    return [str(identity_lets_work.why)]


def _mail_link(task: Task) -> None:
    mail_owner(task, kind="task_link", occasion=f"task_link:{task.pk}:{now().isoformat()}")
