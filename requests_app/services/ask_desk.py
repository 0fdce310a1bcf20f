"""An owner and the desk write to each other about a task; mails hold none of what is said."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from notices_app.letters import OwnerActed
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Task, TaskMessage, TaskSaid, TaskSide, TaskState
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.mail_owner import mail_owner, whole_task
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell_handler import tell_handler

MOST_A_DAY = 20
TOLD = {
    TaskSaid.QUESTION: OwnerActed.ASKED,
    TaskSaid.COULD_NOT: OwnerActed.COULD_NOT,
    TaskSaid.ADDED: OwnerActed.ADDED,
}


@transaction.atomic
def ask_desk(task_id: int, *, said: TaskSaid, text: str, actor: Actor) -> TaskMessage:
    """Keep what an owner asks, or why something could not be done; the task stays open.

    The same words while they wait are kept once. Raises NotPermitted; NotPossible for nothing
    said, too much within a day, or once the task has ended.
    """
    case = lock_case(Task, task_id)
    if actor.kind is not ActorKind.OWNER or actor.id != task_id:
        raise NotPermitted
    task = whole_task(task_id)
    text = text.strip()
    if not text:
        raise NotPossible(_("Write your message."))
    if task.state != TaskState.OPEN or task.request.is_closed:
        raise NotPossible(_("The task has been finished meanwhile: nothing more is needed."))
    if waiting := task.messages.filter(side=TaskSide.OWNER, text=text, settled_at=None).first():
        return waiting
    lately = task.messages.filter(
        side=TaskSide.OWNER, written_at__gt=now() - timedelta(days=1)
    ).count()
    if lately >= MOST_A_DAY:
        raise NotPossible(_("You have written very much today. Call us, please."))
    assert case.pk == task.request.submission_id
    return keep_message(task, said=said, text=text, actor=actor)


@transaction.atomic
def write_to_owner(task_id: int, *, text: str, actor: Actor) -> TaskMessage:
    """Write to whoever works on a task; that settles what they had asked.

    Raises NotPermitted; NotPossible for nothing said, or where nobody would read it.
    """
    case = lock_case(Task, task_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    task = whole_task(task_id)
    if not text.strip():
        raise NotPossible(_("Write your message."))
    if task.state != TaskState.OPEN or not task.mailbox:
        raise NotPossible(_("Nobody would read it: the task is finished, or has no mailbox."))
    message = TaskMessage.objects.create(
        task=task,
        side=TaskSide.STAFF,
        written_by_id=actor.id,
        written_at=now(),
        text=text.strip(),
    )
    settle_questions(task)
    mail_owner(task, kind="task_answered", occasion=f"task_message:{message.pk}")
    _record(task, message, event="task.owner_answered", actor=actor)
    return message


def settle_questions(task: Task) -> None:
    """The desk has seen to what an owner wrote; the caller's transaction holds the case."""
    task.messages.filter(side=TaskSide.OWNER, settled_at=None).update(settled_at=now())


def keep_message(task: Task, *, said: TaskSaid, text: str, actor: Actor) -> TaskMessage:
    """Keep an owner's words and tell the handlers; the caller's transaction holds the case."""
    message = TaskMessage.objects.create(
        task=task, side=TaskSide.OWNER, kind=said, written_at=now(), text=text
    )
    tell_handler(task, TOLD[said], occasion=f"task_message:{message.pk}")
    _record_said(task, message, actor=actor)
    return message


def _record_said(task: Task, message: TaskMessage, *, actor: Actor) -> None:
    if message.kind == TaskSaid.QUESTION:
        _record(task, message, event="task.question", actor=actor)
    elif message.kind == TaskSaid.COULD_NOT:
        _record(task, message, event="task.could_not", actor=actor)
    else:
        _record(task, message, event="task.added", actor=actor)


def _record(task: Task, message: TaskMessage, *, event: str, actor: Actor) -> None:
    record(
        submission_id=task.request.submission_id,
        event=event,
        actor=actor,
        request_id=task.request_id,
        facts={"task": task.pk, "system": task.data_system_id, "message": message.pk},
    )
