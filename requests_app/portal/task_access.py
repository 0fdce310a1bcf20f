"""Which tasks this browser may work on: the session keeps each one's link, and until when.

Each was opened by a link of its own; one task says nothing of another.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from config.clock import now
from requests_app.models import Task, TaskLink
from requests_app.portal.access import typed_in
from requests_app.portal.headers import personal
from requests_app.portal.task_view import TaskView, task_view

KEY = "tasks"
FORBIDDEN = 403

Opened = tuple[int, str]  # the link, and until when
TaskPage = Callable[[HttpRequest, TaskView], HttpResponseBase]


def on_task(page: TaskPage) -> Callable[..., HttpResponseBase]:
    """A page of one task that this browser has opened by a mailed link."""

    @wraps(page)
    def answer(request: HttpRequest, *, pk: int) -> HttpResponseBase:
        task = _seen_task(request, pk)
        if task is None:
            context = {"typed": typed_in(request)}
            return render(request, "portal/task/closed.html", context, status=FORBIDDEN)
        return page(request, task_view(task))

    return personal(answer)


def open_task_for(request: HttpRequest, link: TaskLink) -> None:
    """Let this browser work on one task, under a session key nobody has seen before."""
    request.session.cycle_key()
    _keep(request, {**_kept(request), str(link.task_id): (link.pk, _end().isoformat())})


def has_opened(request: HttpRequest, link: TaskLink) -> bool:
    """Whether this browser has opened a task by this very link."""
    return _living_link(request, link.task_id) == link.pk


def close_task_for(request: HttpRequest, task_id: int) -> None:
    """Let this browser see it no more."""
    kept = _kept(request)
    kept.pop(str(task_id), None)
    _keep(request, kept)


def _seen_task(request: HttpRequest, pk: int) -> Task | None:
    link_id = _living_link(request, pk)
    if link_id is None:
        return None
    link = (
        TaskLink.objects.select_related(
            "task__data_system__register",
            "task__request__submission__controller",
            "task__request__submission__identity_check",
        )
        .filter(pk=link_id, task=pk, ended_at=None)
        .first()
    )
    if link is None:
        return None
    _prolong(request, link)
    return link.task


def _living_link(request: HttpRequest, task_id: int) -> int | None:
    kept = _kept(request).get(str(task_id))
    if kept is None or datetime.fromisoformat(kept[1]) <= now():
        return None
    return kept[0]


def _kept(request: HttpRequest) -> dict[str, Opened]:
    return dict(request.session.get(KEY, {}))


def _keep(request: HttpRequest, kept: dict[str, Opened]) -> None:
    request.session[KEY] = kept


def _prolong(request: HttpRequest, link: TaskLink) -> None:
    kept = _kept(request)
    if _end() - datetime.fromisoformat(kept[str(link.task_id)][1]) > timedelta(minutes=1):
        _keep(request, {**kept, str(link.task_id): (link.pk, _end().isoformat())})


def _end() -> datetime:
    return now() + timedelta(minutes=settings.TASK_PAGE_MINUTES)
