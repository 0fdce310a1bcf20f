"""What a recipient of changed data reads (GDPR Art. 19). Opening the link does nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from requests_app.portal.headers import personal
from requests_app.services.write_recipient_letter import (
    find_recipient_letter,
    last_day_of,
    note_letter_opened,
)

GONE = 410


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def recipient_letter(request: HttpRequest, secret: str) -> HttpResponse:
    """A page without a word of the person; its button opens the letter and notes that."""
    letter = find_recipient_letter(secret)
    if letter is None:
        return render(request, "portal/recipient_letter_gone.html", status=GONE)
    submission = letter.recipient.request.submission
    context = {
        "letter": letter,
        "submission": submission,
        "controller": submission.controller,
        "last_day": last_day_of(letter),
    }
    if request.method != "POST":
        return render(request, "portal/recipient_letter_open.html", context)
    note_letter_opened(letter)
    return render(request, "portal/recipient_letter.html", context)
