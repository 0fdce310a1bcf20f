"""Whose request this browser may see: the session keeps the submission's id and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from requests_app.models import Submission
from requests_app.portal.forms import NewLinkForm
from requests_app.portal.headers import personal

KEY = "portal_submission"
# Said on the page. Nothing can be lost by its end: a new link is always to be had.
LIFETIME = timedelta(hours=2)
FORBIDDEN = 403

P = ParamSpec("P")
OwnView = Callable[Concatenate[HttpRequest, Submission, P], HttpResponseBase]


def own(view: OwnView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page about the one submission that this browser has opened by a mailed link."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        submission = seen_submission(request)
        if submission is None:
            context = {"form": NewLinkForm()}
            return render(request, "portal/not_signed_in.html", context, status=FORBIDDEN)
        return view(request, submission, *args, **kwargs)

    return personal(answer)


def open_for(request: HttpRequest, submission: Submission) -> None:
    """Let this browser see one submission, under a session key nobody has seen before."""
    request.session.cycle_key()
    request.session[KEY] = submission.pk
    if not request.user.is_authenticated:
        request.session.set_expiry(LIFETIME)


def close_for(request: HttpRequest) -> None:
    """Let this browser see it no more."""
    if request.user.is_authenticated:
        request.session.pop(KEY, None)
        request.session.cycle_key()
    else:
        request.session.flush()


def seen_submission(request: HttpRequest) -> Submission | None:
    """The submission that this browser may see."""
    pk = request.session.get(KEY)
    if pk is None:
        return None
    return (
        Submission.objects.select_related(
            "controller", "register", "addressed_to", "identity_check", "representation"
        )
        .prefetch_related("register__joint_controllers")
        .filter(pk=pk)
        .first()
    )
