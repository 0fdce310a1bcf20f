"""Whose request this browser may see: the session keeps the submission's id, until when, no more.

It closes by itself where nothing is done; each page that is opened lets the time begin anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from config.clock import now
from requests_app.models import Submission
from requests_app.portal.entry_forms import NewLinkForm
from requests_app.portal.headers import personal
from requests_app.services.confirm_email import confirm_address

KEY = "portal_submission"
UNTIL = "portal_until"
# So that not every page that is looked at writes the session.
HARDLY_ANYTHING = timedelta(minutes=1)
FORBIDDEN = 403

P = ParamSpec("P")
OwnView = Callable[Concatenate[HttpRequest, Submission, P], HttpResponseBase]


@dataclass(frozen=True, kw_only=True)
class OpenHere:
    """That a request is open in this browser, until when, and by the clock of which zone."""

    until: datetime
    zone: str

    @property
    def seconds(self) -> int:
        """How long that is from now."""
        return max(0, round((self.until - now()).total_seconds()))


def own(view: OwnView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page about the one submission that this browser has opened by a mailed link or code."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        submission = seen_submission(request)
        if submission is None:
            context = {"form": NewLinkForm(), "typed": typed_in(request)}
            return render(request, "portal/not_signed_in.html", context, status=FORBIDDEN)
        until = _prolong(request)
        request.open_here = OpenHere(  # type: ignore[attr-defined]  # for the page's own words
            until=until, zone=submission.controller.time_zone
        )
        return view(request, submission, *args, **kwargs)

    return personal(answer)


def open_for(request: HttpRequest, submission: Submission) -> None:
    """Let this browser see one submission, under a session key nobody has seen before.

    Only who reads its mailbox gets here, which confirms the address of one that is held.
    """
    if submission.is_held:
        confirm_address(submission.pk)
    request.session.cycle_key()
    request.session[KEY] = submission.pk
    _keep_until(request, now() + _lifetime())


def close_for(request: HttpRequest) -> None:
    """Let this browser see it no more."""
    if request.user.is_authenticated:
        request.session.pop(KEY, None)
        request.session.pop(UNTIL, None)
        request.session.cycle_key()
    else:
        request.session.flush()


def seen_id(request: HttpRequest) -> int | None:
    """The number of the submission that this browser may see."""
    if UNTIL not in request.session or _until(request) <= now():
        return None
    return int(request.session[KEY])


def seen_submission(request: HttpRequest) -> Submission | None:
    """The submission that this browser may see."""
    pk = seen_id(request)
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


def _lifetime() -> timedelta:
    return timedelta(minutes=settings.OWN_PAGE_MINUTES)


def _until(request: HttpRequest) -> datetime:
    return datetime.fromisoformat(request.session[UNTIL])


def _prolong(request: HttpRequest) -> datetime:
    until = now() + _lifetime()
    if until - _until(request) > HARDLY_ANYTHING:
        _keep_until(request, until)
        return until
    return _until(request)


def _keep_until(request: HttpRequest, until: datetime) -> None:
    request.session[UNTIL] = until.isoformat()
    if not request.user.is_authenticated:
        request.session.set_expiry(_lifetime())


def typed_in(request: HttpRequest) -> list[str]:
    """What was typed into a page whose time had ended: to be copied, for nothing is lost."""
    return [
        text
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and (text := str(value).strip())
    ]
