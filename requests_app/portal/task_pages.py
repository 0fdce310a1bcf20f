"""The page of one task: what to do, for whom, until when; and to hand in, finish or ask."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registers_app.domain.actors import owner_actor
from requests_app.models import RepeatEnd, TaskSaid
from requests_app.portal.said import said, say
from requests_app.portal.task_access import close_task_for, on_task
from requests_app.portal.task_files import previews_of
from requests_app.portal.task_forms import GiveForm, WordsForm
from requests_app.portal.task_view import TaskView
from requests_app.portal.task_words import Words
from requests_app.services.ask_desk import ask_desk
from requests_app.services.errors import NotPossible
from requests_app.services.finish_for_owner import Ended, finish_for_owner, give
from requests_app.services.note_restore import end_repeat

F = TypeVar("F", GiveForm, WordsForm)

ASKED = "task_asked"
KEPT = "task_kept"


@on_task
@require_safe
def task(request: HttpRequest, view: TaskView) -> HttpResponse:
    """What to do, and how far it is."""
    return _page(request, "task", view, previews=previews_of(view.files), said=said(request))


@on_task
@require_http_methods(["GET", "HEAD", "POST"])
def task_give(request: HttpRequest, view: TaskView) -> HttpResponse:
    """Hand in files, data and words; and finish, or go on later."""
    if request.method != "POST" and not view.is_open:
        return redirect("portal:task", pk=view.task.pk)
    if request.method != "POST":
        return _give_page(request, view, GiveForm(words=view.words))
    form = GiveForm(request.POST, request.FILES, words=view.words)
    wants_more = "more" in request.POST
    if not form.is_valid():
        return _give_page(request, view, form, kept=_keep_files(view, form))
    given = {"files": form.cleaned_data["uploads"], "data": form.cleaned_data["pasted"]}
    try:
        if wants_more:
            give(view.task.pk, actor=owner_actor(view.task.pk), **given)
            return _give_more(request, view, form)
        ended = finish_for_owner(
            view.task.pk,
            step="finish",
            result=form.cleaned_data["result"],
            actor=owner_actor(view.task.pk),
            **given,
        )
    except NotPossible as refused:
        return _give_page(request, view, _refused(form, "uploads", refused))
    return _after(request, view, ended)


@on_task
@require_http_methods(["GET", "HEAD", "POST"])
def task_nothing(request: HttpRequest, view: TaskView) -> HttpResponse:
    """Say that nothing was found, and where it was searched."""
    return _words_page(
        request,
        view,
        title=_("Nothing found"),
        lead=_("Nobody has to have data about everybody. The answer says so then."),
        button=_("Nothing was found"),
        label=_("Where and how did you search?"),
        hint=_("By which name, number or address, in which parts. For the desk’s record."),
        act=lambda text: _finish(view, "find_nothing", text),
    )


@on_task
@require_http_methods(["GET", "HEAD", "POST"])
def task_done(request: HttpRequest, view: TaskView) -> HttpResponse:
    """Confirm that what was asked is done."""
    return _words_page(
        request,
        view,
        title=view.words.done,
        lead=_("Press the button once all of it is done. If something is not, say that instead."),
        button=view.words.done,
        label=view.words.result,
        hint=view.words.result_hint,
        is_needed=False,
        act=lambda text: _finish(view, "finish", text),
    )


@on_task
@require_http_methods(["GET", "HEAD", "POST"])
def task_could_not(request: HttpRequest, view: TaskView) -> HttpResponse:
    """Say what could not be done, and why; the desk decides what follows."""
    return _words_page(
        request,
        view,
        title=_("Something could not be done"),
        lead=_("The desk decides what follows, and writes to you here. The task stays open."),
        button=_("Tell the desk"),
        label=_("What was done, what was not, and why?"),
        hint=_("A law that makes you keep it, a backup that cannot be changed, a fault."),
        act=lambda text: _ask(view, TaskSaid.COULD_NOT, text),
    )


@on_task
@require_http_methods(["GET", "HEAD", "POST"])
def task_ask(request: HttpRequest, view: TaskView) -> HttpResponse:
    """Ask whoever handles the request."""
    return _words_page(
        request,
        view,
        title=_("Ask the desk"),
        lead=_(
            "Your question goes to whoever handles the request. You are mailed when it is answered."
        ),
        button=_("Send the question"),
        label=_("Your question"),
        act=lambda text: _ask(view, TaskSaid.QUESTION, text),
    )


@on_task
@require_POST
def task_repeated(request: HttpRequest, view: TaskView) -> HttpResponse:
    """It is erased again, or was not in the backup (services/note_restore.py)."""
    ended = RepeatEnd.ABSENT if "absent" in request.POST else RepeatEnd.ERASED
    if view.again is not None:
        end_repeat(view.again.pk, ended_as=ended, actor=owner_actor(view.task.pk))
    return redirect("portal:task", pk=view.task.pk)


@on_task
@require_POST
def task_close(request: HttpRequest, view: TaskView) -> HttpResponse:
    """Close the task in this browser."""
    close_task_for(request, view.task.pk)
    return _page(request, "left", view)


def _finish(view: TaskView, step: str, text: str) -> Ended:
    return finish_for_owner(view.task.pk, step=step, result=text, actor=owner_actor(view.task.pk))


def _ask(view: TaskView, kind: TaskSaid, text: str) -> None:
    ask_desk(view.task.pk, said=kind, text=text, actor=owner_actor(view.task.pk))


def _words_page(
    request: HttpRequest,
    view: TaskView,
    *,
    title: Words,
    lead: Words,
    button: Words,
    label: Words,
    act: Callable[[str], Ended | None],
    hint: Words = "",
    is_needed: bool = True,
) -> HttpResponse:
    if request.method != "POST" and not view.is_open:
        return redirect("portal:task", pk=view.task.pk)
    typed = request.POST if request.method == "POST" else None
    form = WordsForm(typed, label=str(label), hint=str(hint), required=is_needed)
    if request.method == "POST" and form.is_valid():
        try:
            return _after(request, view, act(form.cleaned_data["text"]))
        except NotPossible as refused:
            form = _refused(form, "text", refused)
    return _page(request, "words", view, form=form, title=title, lead=lead, button=button)


def _after(request: HttpRequest, view: TaskView, ended: Ended | None) -> HttpResponse:
    if ended is Ended.ADDED:
        say(request, KEPT)
    elif ended is None:
        say(request, ASKED)
    return redirect("portal:task", pk=view.task.pk)


def _keep_files(view: TaskView, form: GiveForm) -> bool:
    """What was uploaded is kept where something else has to be put right: browsers forget files."""
    files = form.cleaned_data.get("uploads")
    if not files:
        return False
    try:
        give(view.task.pk, actor=owner_actor(view.task.pk), files=files)
    except NotPossible:
        return False
    return True


def _give_more(request: HttpRequest, view: TaskView, form: GiveForm) -> HttpResponse:
    # The words stay in the form: they belong to the end of the task, and nothing typed is lost.
    again = GiveForm(initial={"result": form.cleaned_data["result"]}, words=view.words)
    return _give_page(request, view, again, kept=True)


def _give_page(
    request: HttpRequest, view: TaskView, form: GiveForm, *, kept: bool = False
) -> HttpResponse:
    previews = previews_of(list(view.task.files.order_by("pk"))) if view.is_open else []
    return _page(request, "give", view, form=form, previews=previews, kept=kept)


def _refused(form: F, field: str, refused: NotPossible) -> F:
    for reason in refused.reasons:
        form.add_error(field, reason)
    return form


def _page(request: HttpRequest, name: str, view: TaskView, **more: object) -> HttpResponse:
    context = {
        "view": view,
        "task": view.task,
        "controller": view.controller,
        "reference": view.reference,
        **more,
    }
    return render(request, f"portal/task/{name}.html", context)
