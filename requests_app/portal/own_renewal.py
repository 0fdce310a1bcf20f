"""Have more time to fetch an answer, or ask for it again once its copy is destroyed."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from registers_app.domain.actors import subject_actor
from requests_app.domain.rights import Right
from requests_app.models import DisclosurePackage, Submission
from requests_app.portal.access import own
from requests_app.portal.case_view import case_view
from requests_app.portal.said import RENEWED, SENT, say
from requests_app.right_words import RIGHT_WORDS
from requests_app.services.ask_again import ask_again, can_ask_again, has_asked_again
from requests_app.services.errors import NotPossible
from requests_app.services.fetch import ended_packages
from requests_app.services.renew import renew

GONE = 410


@own
@require_POST
def renew_package(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Let the time for fetching one answer begin anew. Raises Http404 for another's."""
    get_object_or_404(DisclosurePackage, pk=pk, request__submission=submission)
    # Pressed twice, or too late: the page shows until when it is there, or that it is gone.
    with suppress(NotPossible):
        renew(pk, actor=subject_actor(submission.pk))
        say(request, RENEWED)
    return redirect("portal:package", pk=pk)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_it_again(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Write to the desk that one needs the answer again; the button does it."""
    ended = ended_packages(submission)
    if request.method != "POST":
        return gone(request, submission) if ended else redirect("portal:answer")
    names = [str(RIGHT_WORDS[Right(row.request.right)].name) for row in ended]
    try:
        written = ask_again(submission.pk, names=names, actor=subject_actor(submission.pk))
    except NotPossible as refused:
        return gone(request, submission, refused=refused)
    if written is not None:
        say(request, SENT)
    return redirect("portal:messages")


def gone(
    request: HttpRequest, submission: Submission, *, refused: NotPossible | None = None
) -> HttpResponse:
    """That an answer is not there, and what can be done about it."""
    context = {
        "case": case_view(submission),
        "can_ask": can_ask_again(submission),
        "has_asked": has_asked_again(submission),
        "reasons": refused.reasons if refused else (),
    }
    return render(request, "portal/answer_gone.html", context, status=GONE)
