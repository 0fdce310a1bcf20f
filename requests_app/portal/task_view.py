"""What whoever works on a task sees of its case: no more than the work needs (GDPR Art. 5(1)(c)).

Neither what the person wrote in their own words about their situation, nor anything of another
task, of the handlers' work, or of how identity was settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registers_app.domain.languages import Text
from registers_app.models import Controller, FindBy
from requests_app.detail_words import Line, detail_lines
from requests_app.domain.rights import Right
from requests_app.domain.search_keys import names_mail, names_phone
from requests_app.models import (
    Correction,
    RepeatedErasure,
    StoredFile,
    Submission,
    Task,
    TaskKind,
    TaskMessage,
    TaskState,
    representation_of,
)
from requests_app.models.task import identity_lets_work
from requests_app.portal.task_words import TaskWords, words_of
from requests_app.services.answer_context import purposes_met
from requests_app.services.mail_repeat import open_repeat_of


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """One task, as its page tells it."""

    task: Task
    controller: Controller
    reference: str
    register: Text
    words: TaskWords
    finish_by: date | None
    stop_by: datetime | None
    is_open: bool
    is_search: bool
    waits_for: str = ""
    keys: Sequence[Line] = ()
    find_by: Sequence[FindBy] = ()
    said: Sequence[Line] = ()
    corrections: Sequence[Correction] = ()
    files: Sequence[StoredFile] = field(default=())
    thread: Sequence[TaskMessage] = ()
    # Its erasure came back with a backup; and whether the desk still knows whose data they were.
    again: RepeatedErasure | None = None
    is_person_known: bool = True


def task_view(task: Task) -> TaskView:
    """The page of a task; without the person once it is finished or while it waits."""
    submission = task.request.submission
    waits_for = _waits_for(task)
    is_open = task.state == TaskState.OPEN and not task.request.is_closed and not waits_for
    view = TaskView(
        task=task,
        controller=submission.controller,
        reference=submission.reference,
        register=task.data_system.register.name_in(get_language() or "en"),
        words=words_of(task),
        finish_by=task.request.target_on,
        stop_by=task.request.stop_by if task.stops_at_once else None,
        is_open=is_open,
        is_search=task.kind == TaskKind.SEARCH,
        waits_for=waits_for,
        files=list(task.files.order_by("pk")),
        thread=list(task.messages.all()),
    )
    again = None if is_open else open_repeat_of(task)
    if again is not None:
        is_known = submission.contacts_purged_at is None
        met = purposes_met(task.request, get_language() or "en")
        used_for = Line(label=_("Erased were the data used for"), text=", ".join(met))
        view = replace(view, again=again, is_person_known=is_known, said=[used_for] if met else [])
        return _with_the_person(view, task, submission) if is_known else view
    return _with_the_person(view, task, submission) if is_open else view


def _with_the_person(view: TaskView, task: Task, submission: Submission) -> TaskView:
    find_by = task.data_system.register.find_by_in(get_language() or "en")
    corrections = task.request.corrections.all() if task.kind == TaskKind.CORRECT else ()
    return replace(
        view,
        keys=_keys(submission, [each.what for each in find_by]),
        find_by=find_by,
        said=[*view.said, *_said(task)],
        corrections=list(corrections),
    )


def _waits_for(task: Task) -> str:
    if task.state != TaskState.OPEN or task.request.is_closed:
        return ""
    if not identity_lets_work(task):
        return _("It waits until it is settled who asks. We write to you when you can go on.")
    if not task.can_be_worked_on:
        return _("It waits for another step of the request. We write to you when you can go on.")
    return ""


def _keys(submission: Submission, find_by: Sequence[str]) -> list[Line]:
    """What the person is found by: what the register says, and what they gave for it."""
    keys = [Line(label=_("Name"), text=submission.person_name)]
    if submission.identifiers:
        keys.append(
            Line(label=_("What the person gave to be found by"), text=submission.identifiers)
        )
    if representation_of(submission) is not None:
        return keys  # the address and the number are then another's
    by_anything = not find_by or not submission.identifiers
    if submission.email and (by_anything or names_mail(find_by)):
        keys.append(Line(label=_("E-mail address"), text=submission.email))
    if submission.phone and (by_anything or names_phone(find_by)):
        keys.append(Line(label=_("Phone"), text=submission.phone))
    return keys


def _said(task: Task) -> list[Line]:
    """Which data are meant: not the person's view, and not where the answer goes."""
    said = task.request.said
    narrowed = replace(
        said,
        view="",
        grounds=(),
        receiver="",
        receiver_name="",
        receiver_address="",
        pairs=said.pairs if task.kind == TaskKind.SEARCH else (),
    )
    lines = list(detail_lines(Right(task.request.right), narrowed))
    if task.request.part_about:
        lines.append(Line(label=_("Which data?"), text=task.request.part_about))
    return lines
