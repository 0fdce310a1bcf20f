"""Proof of identity, while it is asked for: taken in, never shown again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from registers_app.domain.actors import subject_actor
from requests_app.models import Submission
from requests_app.portal.access import own
from requests_app.portal.own_sign_in import SAID
from requests_app.portal.proof import (
    ProofForm,
    asked_letter,
    is_asked,
    received_proof,
    signed_in_at,
    unsent_of,
    ways_to_sign_in,
)
from requests_app.services.errors import NotPossible
from requests_app.services.evidence import MOST_FILES, receive_evidence, sent_since_asked
from requests_app.services.fitting import registers_of
from requests_app.services.identity_words import policy_words
from requests_app.services.sign_in import no_tries_left
from requests_app.services.unsent_proof import keep_unsent, send_unsent, take_away

GONE = 410
MEGABYTE = 1024 * 1024


@own
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Say why proof is asked and what to cover, and take it in; the button does it."""
    if not is_asked(submission):
        return render(request, "portal/proof_none.html", status=GONE)
    if request.method != "POST":
        return _show(request, submission, ProofForm())
    form = ProofForm(request.POST, request.FILES)
    if _take(request, submission, form):
        return redirect("portal:proof")
    return _show(request, submission, form)


def _take(request: HttpRequest, submission: Submission, form: ProofForm) -> bool:
    """Do what the button says; the form tells what could not be done, and why."""
    check, person = submission.identity_check.pk, subject_actor(submission.pk)
    try:
        if (number := request.POST.get("take_away", "")).isdecimal():
            take_away(check, int(number[:18]), actor=person)
        elif "send_seen" in request.POST:
            send_unsent(check, actor=person)
        elif not form.is_valid():
            return False
        elif "look" in request.POST:  # no script shows it beforehand
            keep_unsent(check, files=form.cleaned_data["proof"], actor=person)
        else:
            receive_evidence(check, files=form.cleaned_data["proof"], actor=person)
    except NotPossible as refused:
        form.errors.clear()  # that no file was chosen, where none was to be
        for reason in refused.reasons:
            form.add_error("proof", reason)
        return False
    return True


def _show(request: HttpRequest, submission: Submission, form: ProofForm) -> HttpResponse:
    received = received_proof(submission)
    check = submission.identity_check
    language = get_language() or submission.language
    context = {
        "form": form,
        "submission": submission,
        "letter": asked_letter(submission),
        "received": received,
        "unsent": unsent_of(submission),
        "left": MOST_FILES - sent_since_asked(check),
        "signed_in": signed_in_at(submission, language=language),
        "sign_ins": ways_to_sign_in(submission, language=language),
        "said": request.session.pop(SAID, ""),
        "no_tries": no_tries_left(),
        "policy": policy_words(registers_of(submission), language=language),
        "most_megabytes": settings.UPLOAD_MAX_BYTES // MEGABYTE,
    }
    return render(request, "portal/proof.html", context)
