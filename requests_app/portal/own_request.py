"""A person's own request: how it stands, its letters, and withdrawal."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registers_app.domain.actors import subject_actor
from requests_app.domain.representation import AnswerTo
from requests_app.domain.rights import Right
from requests_app.models import CaseLetter, Submission
from requests_app.portal.access import FORBIDDEN, OpenHere, close_for, own
from requests_app.portal.case_view import case_view
from requests_app.portal.forms import WithdrawForm
from requests_app.portal.headers import personal
from requests_app.portal.letter_kinds import tells_the_answer
from requests_app.portal.switching import as_typed, is_switch
from requests_app.right_words import RIGHT_WORDS
from requests_app.services.addressing import writer_reads_answers
from requests_app.services.close import withdraw as withdraw_request
from requests_app.services.errors import NotPossible


@own
@require_safe
def status(request: HttpRequest, submission: Submission) -> HttpResponse:
    """How each request stands, the due dates and why, and what is asked of the person."""
    return render(request, "portal/request.html", {"case": case_view(submission)})


@own
@require_safe
def letter(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """One letter, as it was written; one that tells the answer only while nothing is in doubt.

    What went past the writer, straight to the person concerned, is not found here.
    """
    letters = CaseLetter.objects.select_related("request")
    found = get_object_or_404(
        letters.exclude(addressed_to=AnswerTo.PERSON.value),
        pk=pk,
        request__submission=submission,
    )
    identity_waits = submission.identity_check.state != "settled"
    if tells_the_answer(found) and (identity_waits or not writer_reads_answers(submission)):
        context = {"submission": submission, "identity_waits": identity_waits}
        return render(request, "portal/letter_waits.html", context, status=FORBIDDEN)
    return render(request, "portal/letter.html", {"letter": found, "submission": submission})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Withdraw one of the requests, after a page that says what that means."""
    rows = {row.pk: row for row in submission.requests.all()}
    if pk not in rows:
        raise Http404
    found = rows.pop(pk)
    if is_switch(request):
        form = as_typed(WithdrawForm, request)
    else:
        form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {
            "form": form,
            "request_row": found,
            "words": RIGHT_WORDS[Right(found.right)],
            "others_go_on": any(not row.is_closed for row in rows.values()),
            "submission": submission,
        }
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
@require_POST
def stay(request: HttpRequest, submission: Submission) -> JsonResponse:
    """Keep the request open in this browser; for the question that a script asks in time."""
    open_here: OpenHere = request.open_here  # type: ignore[attr-defined]
    return JsonResponse({"seconds": open_here.seconds})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the request on this device."""
    if request.method == "POST":
        close_for(request)
        return redirect("portal:sign_out")
    return render(request, "portal/signed_out.html")
