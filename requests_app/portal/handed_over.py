"""What the controller reads to which a request was passed on. Opening the link does nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from requests_app.domain.identity_codes import holds_code
from requests_app.models import representation_of
from requests_app.portal.headers import personal
from requests_app.services.hand_over import (
    find_handed_over,
    note_codes_shown,
    note_handed_over_opened,
)

GONE = 410


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def handed_over(request: HttpRequest, secret: str) -> HttpResponse:
    """The request, the person, and what they wrote; the button opens it and notes that.

    Identity codes are covered, and shown by a button of their own that is noted too.
    """
    handed = find_handed_over(secret)
    if handed is None:
        return render(request, "portal/handed_over_gone.html", status=GONE)
    submission = handed.request.submission
    context = {
        "handed": handed,
        "submission": submission,
        "controller": submission.controller,
        "whom": representation_of(submission),
        "unlawful": handed.request.assistances.filter(unlawful=True),
    }
    if request.method != "POST":
        return render(request, "portal/handed_over_open.html", context)
    note_handed_over_opened(handed)
    shows_codes = "codes" in request.POST
    if shows_codes:
        note_codes_shown(handed)
    typed = [handed.text, submission.person_name, submission.postal_address, submission.identifiers]
    context["shows_codes"] = shows_codes
    context["holds_codes"] = any(holds_code(text) for text in typed)
    return render(request, "portal/handed_over.html", context)
