"""Close the work for one data system, or open it again."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind
from requests_app.models import RightsRequest, Task, TaskKind
from requests_app.services.ask_desk import settle_questions
from requests_app.services.errors import NotPossible
from requests_app.services.mail_owner import call_owner
from requests_app.services.perform import lock_case, perform
from requests_app.services.record_erasure import record_erasure
from requests_app.services.redate import redate
from requests_app.services.store_file import store_file

STEPS = ("finish", "find_nothing", "cancel")


@transaction.atomic
def finish_task(
    task_id: int,
    *,
    step: str,
    result: str,
    actor: Actor,
    files: Sequence[UploadedFile[Any]] = (),
    has_files: bool = False,
    counted: int = 0,
) -> Task:
    """Record what a data system holds: *step* is "finish", "find_nothing" or "cancel".

    *has_files*: files lie there already, of which *counted* came just before. Raises NotPermitted;
    NotPossible when the request is not being collected, or when the result says nothing.
    """
    if step not in STEPS:
        raise ValueError(step)
    lock_case(Task, task_id)
    task = Task.objects.select_related("request").get(pk=task_id)
    if not task.can_be_worked_on:
        raise NotPossible(_("This work is not open now: the request stands elsewhere."))
    if step == "finish" and task.kind == TaskKind.SEARCH and not (result or files or has_files):
        raise NotPossible(_("Say what was found, or add a file."))
    if step == "cancel" and not result:
        raise NotPossible(_("Say why this system need not be searched."))
    task = perform(
        Task,
        task_id,
        step,
        actor=actor,
        facts={"files": len(files) + counted, "system": task.data_system_id},
        result=result,
        finished_at=now(),
        finished_by_id=None if actor.kind is ActorKind.OWNER else actor.id,
    )
    record_erasure(task)
    for file in files:
        store_file(task.request, file=file, task=task)
    settle_questions(task)
    _redate_when_stopped(task, actor=actor)
    return task


def _redate_when_stopped(task: Task, *, actor: Actor) -> None:
    """Once every system has stopped, the house works to the day of the confirmation."""
    if task.stops_at_once:
        redate(RightsRequest.objects.get(pk=task.request_id), actor=actor)


@transaction.atomic
def search_again(task_id: int, *, actor: Actor) -> Task:
    """Open a finished task again. Raises NotPermitted, NotPossible."""
    lock_case(Task, task_id)
    task = Task.objects.select_related("request").get(pk=task_id)
    if not task.can_be_worked_on:
        raise NotPossible(_("This work is not open now: the request stands elsewhere."))
    task = perform(
        Task,
        task_id,
        "search_again",
        actor=actor,
        facts={"system": task.data_system_id},
    )
    call_owner(task)
    _redate_when_stopped(task, actor=actor)
    return task
