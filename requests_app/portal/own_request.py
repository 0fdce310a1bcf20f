"""A person's own request: how it stands, letters, the answer and its files, withdrawal."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate, ParamSpec

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from registers_app.domain.actors import subject_actor
from requests_app.fulfilment.package_content import open_content
from requests_app.models import CaseLetter, RightsRequest, Submission
from requests_app.portal.access import close_for, seen_submission
from requests_app.portal.case_view import case_view
from requests_app.portal.forms import NewLinkForm, WithdrawForm
from requests_app.portal.headers import personal
from requests_app.services.close import withdraw as withdraw_request
from requests_app.services.errors import NotPossible
from requests_app.services.fetch import fetchable_packages, note_download, note_opened
from requests_app.services.store_file import read_file

FORBIDDEN = 403
GONE = 410

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


@own
@require_safe
def status(request: HttpRequest, submission: Submission) -> HttpResponse:
    """How the request stands, the due date and why, and what is asked of the person."""
    return render(request, "portal/request.html", {"case": case_view(submission)})


@own
@require_safe
def letter(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """One letter, as it was written."""
    found = get_object_or_404(CaseLetter, pk=pk, request__submission=submission)
    return render(request, "portal/letter.html", {"letter": found, "submission": submission})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Withdraw the request, after a page that says what that means."""
    found = get_object_or_404(RightsRequest, pk=pk, submission=submission)
    form = WithdrawForm(request.POST) if request.method == "POST" else WithdrawForm()
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "request_row": found, "submission": submission}
        return render(request, "portal/withdraw.html", context)
    # Pressed twice, or answered meanwhile: the page says how it stands now.
    with suppress(NotPossible):
        withdraw_request(
            found.pk,
            statement=form.cleaned_data["statement"],
            actor=subject_actor(submission.pk),
        )
    return redirect("portal:request")


@own
@require_safe
def answer(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The answer: what was found, the Art. 15 information, and the files."""
    package = next(iter(fetchable_packages(submission)), None)
    if package is None:
        return render(
            request, "portal/answer_gone.html", {"case": case_view(submission)}, status=GONE
        )
    content = open_content(package)
    if request.method == "GET":
        note_opened(package)
    context = {
        "package": package,
        "content": content,
        "files": package.files.all(),
        "submission": submission,
    }
    return render(request, "portal/answer.html", context)


# Whatever is in the file, it runs nothing here, even where a browser shows it.
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]  # its type knows no pk
@own
@require_safe
def answer_file(request: HttpRequest, submission: Submission, pk: int) -> HttpResponseBase:
    """One file of the answer, to keep."""
    package = next(iter(fetchable_packages(submission)), None)
    if package is None:
        return redirect("portal:answer")
    stored = get_object_or_404(package.files, pk=pk)
    response = StreamingHttpResponse(
        read_file(stored) if request.method == "GET" else iter(()),
        content_type=stored.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, stored.name) or "attachment",
            "Content-Length": str(stored.size),
        },
    )
    if request.method == "GET":
        note_download(package, stored)
    return response


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the request on this device."""
    if request.method == "POST":
        close_for(request)
        return redirect("portal:sign_out")
    return render(request, "portal/signed_out.html")
