"""Behind the link that a data system's owner was mailed. Opening it does nothing; buttons do."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from requests_app.models import TaskLink, TaskState
from requests_app.portal.headers import personal
from requests_app.portal.task_access import has_opened, open_task_for
from requests_app.portal.throttle import spent_from_here
from requests_app.services.mail_owner import renew_task_link
from requests_app.services.mail_repeat import open_repeat_of, renew_repeat_link
from requests_app.services.note_task_opened import note_task_opened
from requests_app.services.task_links import can_be_used, find_task_link, use_task_link

GONE = 410
TOO_MANY = 429
LINKS_AN_HOUR = 30  # from one connection


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def open_task(request: HttpRequest, secret: str) -> HttpResponse:
    """Open one task; the button does it, once."""
    link = find_task_link(secret)
    if link is None:
        return render(request, "portal/task/link_unknown.html", status=GONE)
    if _is_over(link):
        return _page(request, "over", link, status=GONE)
    if has_opened(request, link):  # pressed twice, or gone back: it is open here already
        return redirect("portal:task", pk=link.task_id)
    if not can_be_used(link):
        return _used(request, link, secret)
    if request.method != "POST":
        hours, over = divmod(settings.TASK_PAGE_MINUTES, 60)
        how_long = {"minutes": settings.TASK_PAGE_MINUTES, "hours": 0 if over else hours}
        return _page(request, "open", link, **how_long)
    if not use_task_link(link):
        return _used(request, link, secret)
    open_task_for(request, link)
    note_task_opened(link.task)
    return redirect("portal:task", pk=link.task_id)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def send_task_again(request: HttpRequest, secret: str) -> HttpResponse:
    """Have a new link mailed to the mailbox that we know; the button does it."""
    link = find_task_link(secret)
    if link is None:
        return render(request, "portal/task/link_unknown.html", status=GONE)
    if request.method != "POST" or _is_over(link):
        return redirect("portal:task_open", secret=secret)
    if spent_from_here(request, "task_link", limit=LINKS_AN_HOUR):
        return _page(request, "link_sent", link, status=TOO_MANY, is_too_much=True)
    # The page does not say whether the mailbox had its share for this hour.
    renew_repeat_link(link.task) or renew_task_link(link.task)
    return _page(request, "link_sent", link)


def _is_over(link: TaskLink) -> bool:
    if open_repeat_of(link.task):
        return False
    return link.task.state != TaskState.OPEN or link.task.request.is_closed


def _used(request: HttpRequest, link: TaskLink, secret: str) -> HttpResponse:
    return _page(
        request,
        "link_over",
        link,
        status=GONE,
        secret=secret,
        was_used=link.used_at is not None,
    )


def _page(
    request: HttpRequest, name: str, link: TaskLink, *, status: int = 200, **more: object
) -> HttpResponse:
    submission = link.task.request.submission
    context = {"task": link.task, "controller": submission.controller, **more}
    context["reference"] = submission.reference
    return render(request, f"portal/task/{name}.html", context, status=status)
