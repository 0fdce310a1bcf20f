"""An owner hands in what their data system holds, or that it holds nothing."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from notices_app.letters import OwnerActed
from registers_app.domain.actors import Actor, ActorKind
from requests_app.models import StoredFile, Task, TaskKind, TaskSaid, TaskState
from requests_app.models.task import identity_lets_work
from requests_app.services.ask_desk import keep_message
from requests_app.services.data_upload import DataUpload, is_table
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.finish_task import finish_task
from requests_app.services.mail_owner import whole_task
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.store_file import store_once
from requests_app.services.tell_handler import tell_handler, tell_when_all_done


class Ended(Enum):
    """What became of what was handed in."""

    FINISHED = "finished"
    ADDED = "added"  # somebody had finished the task before: it was kept beside


@transaction.atomic
def finish_for_owner(
    task_id: int,
    *,
    step: str,
    result: str,
    actor: Actor,
    files: Sequence[UploadedFile[Any]] = (),
    data: DataUpload | None = None,
) -> Ended:
    """Finish the task: *step* is "finish" or "find_nothing"; the same twice is once.

    What comes when somebody else has finished it is lost in no case: it is kept, and the handler
    told. Raises NotPermitted; NotPossible for what says nothing, or once the request has ended.
    """
    task = _locked(task_id, actor=actor)
    if task.state != TaskState.OPEN:
        return _beside(task, result=result, files=files, data=data, actor=actor)
    given = keep_given(task, files=files, data=data)
    has_files = bool(given) or task.files.exists()
    if step == "finish" and task.kind == TaskKind.SEARCH and not result and not has_files:
        raise NotPossible(_("Say what was found, or add a file."))
    if step == "find_nothing" and not result.strip():
        raise NotPossible(_("Say where and how you searched."))
    finished = finish_task(
        task_id, step=step, result=result, actor=actor, has_files=has_files, counted=len(given)
    )
    tell_when_all_done(finished)
    return Ended.FINISHED


@transaction.atomic
def give(
    task_id: int,
    *,
    actor: Actor,
    files: Sequence[UploadedFile[Any]] = (),
    data: DataUpload | None = None,
) -> Ended:
    """Keep files or data while more is to come. Raises as finish_for_owner does."""
    task = _locked(task_id, actor=actor)
    if not files and data is None:
        raise NotPossible(_("Choose a file, or paste the data."))
    if task.state != TaskState.OPEN:
        return _beside(task, result="", files=files, data=data, actor=actor)
    _record_given(task, keep_given(task, files=files, data=data), actor=actor)
    return Ended.ADDED


def keep_given(
    task: Task,
    *,
    files: Sequence[UploadedFile[Any]],
    data: DataUpload | None,
    is_disclosed: bool = True,
) -> list[StoredFile]:
    """Seal what was given, without what lies there already: pressed twice is sent once."""
    uploads = [(file, is_table(file)) for file in files]
    if data is not None:
        uploads.append((data.as_upload(), True))
    kept = [
        store_once(task, file=file, is_data=is_data, is_disclosed=is_disclosed)
        for file, is_data in uploads
    ]
    return [row for row in kept if row is not None]


def _locked(task_id: int, *, actor: Actor) -> Task:
    lock_case(Task, task_id)
    if actor.kind is not ActorKind.OWNER or actor.id != task_id:
        raise NotPermitted
    task = whole_task(task_id)
    if task.request.is_closed:
        raise NotPossible(_("The request has ended meanwhile: nothing more is needed."))
    if not identity_lets_work(task):
        raise NotPossible(str(identity_lets_work.why))
    return task


def _beside(
    task: Task,
    *,
    result: str,
    files: Sequence[UploadedFile[Any]],
    data: DataUpload | None,
    actor: Actor,
) -> Ended:
    said = result.strip()
    is_new = bool(said) and said != task.result.strip()
    is_new = is_new and not task.messages.filter(text=said).exists()
    given = keep_given(task, files=files, data=data, is_disclosed=False)
    _record_given(task, given, actor=actor)
    if is_new:
        keep_message(task, said=TaskSaid.ADDED, text=said, actor=actor)
    elif given:
        occasion = f"task_added:{task.pk}:{given[0].pk}"
        tell_handler(task, OwnerActed.ADDED, occasion=occasion)
    is_the_same = not is_new and not given
    return Ended.FINISHED if is_the_same else Ended.ADDED


def _record_given(task: Task, given: Sequence[StoredFile], *, actor: Actor) -> None:
    if given:
        record(
            submission_id=task.request.submission_id,
            event="task.files_given",
            actor=actor,
            request_id=task.request_id,
            facts={"task": task.pk, "system": task.data_system_id, "files": len(given)},
        )
