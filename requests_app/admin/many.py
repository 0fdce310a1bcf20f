"""A step for several requests at once: each is performed apart, and said of each how it went."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, Refused

MOST = 200
GO = "go"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One of the chosen requests, what would happen to it, and why nothing would."""

    case: RightsRequest
    what: str = ""
    obstacle: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step for many: ``action`` names it in the queue's list of actions."""

    action: str
    title: Promise | str
    intro: Promise | str
    button: Promise | str


def too_many(request: HttpRequest, cases: QuerySet[RightsRequest]) -> bool:
    """Whether more were chosen than one page can be answerable for; says so."""
    if cases.count() <= MOST:
        return False
    messages.error(request, _("Choose at most %(most)d requests at a time.") % {"most": MOST})
    return True


def ask_first(
    request: HttpRequest, step: Step, *, chosen: Sequence[Chosen], form: forms.Form
) -> HttpResponse:
    """The page that names the requests and asks what the step needs."""
    context = {
        **admin.site.each_context(request),
        "title": step.title,
        "step": step,
        "form": form,
        "chosen": chosen,
        "go": GO,
        "checkbox": ACTION_CHECKBOX_NAME,
        "queue_query": request.META.get("QUERY_STRING", ""),
    }
    return TemplateResponse(request, "admin/requests_app/rightsrequest/many.html", context)


def each(
    request: HttpRequest,
    cases: Iterable[RightsRequest],
    *,
    run: Callable[[RightsRequest], Any],
    done: Callable[[int], str],
) -> None:
    """Run the step for each request; tell how many are done, and of each other why not."""
    count, refused = 0, []
    for case in cases:
        try:
            run(case)
        except NotPermitted:
            refused.append(_line(case, [_("You may not do this here.")]))
        except Refused as refusal:
            refused.append(_line(case, refusal.reasons))
        else:
            count += 1
    if count:
        messages.success(request, done(count))
    for sentence in refused:
        messages.error(request, sentence)


def _line(case: RightsRequest, reasons: Iterable[object]) -> str:
    return f"{case.submission.reference}: {' '.join(str(reason) for reason in reasons)}"
