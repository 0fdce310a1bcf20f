"""Files to download, letters to print, and the answer as the person will read it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registers_app.domain.actors import user_actor
from registers_app.domain.dates import written_date
from registers_app.models import User
from requests_app.admin.rehearse import answer_of
from requests_app.domain.representation import AnswerTo, person_is_posted
from requests_app.models import CaseLetter, RightsRequest, Submission
from requests_app.services.addressing import addressing
from requests_app.services.open_file import note_file_opened
from requests_app.services.store_file import read_file


@require_safe
def file_view(request: HttpRequest, *, case: RightsRequest, file_id: int) -> StreamingHttpResponse:
    """A file of the case, always as an attachment; who opened it goes to the audit."""
    assert isinstance(request.user, User)
    file = get_object_or_404(case.files.exclude(sealed="").select_related("request"), pk=file_id)
    if request.method == "GET":
        note_file_opened(file, actor=user_actor(request.user.pk))
    response = StreamingHttpResponse(read_file(file), content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def letter_view(request: HttpRequest, *, case: RightsRequest, letter_id: int) -> HttpResponse:
    """One letter, ready to be printed."""
    letter = get_object_or_404(case.letters.all(), pk=letter_id)
    controller = case.submission.controller
    written_on = letter.written_at.astimezone(ZoneInfo(controller.time_zone)).date()
    context = {
        "letter": letter,
        **_reader(case.submission, letter),
        # In the letter's language, whatever the reader's is.
        "written_on": written_date(written_on, letter.language),
        "back_url": reverse("admin:requests_app_rightsrequest_change", args=[case.pk]),
        "reference": case.submission.reference,
        "controller": controller,
    }
    return TemplateResponse(request, "admin/requests_app/rightsrequest/letter.html", context)


def _reader(submission: Submission, letter: CaseLetter) -> dict[str, Any]:
    """To whom the letter is addressed. What is kept encrypted is not printed."""
    to = AnswerTo(letter.addressed_to)
    name = addressing(submission, to=to)["name"]
    if person_is_posted(to) or submission.protected_identity:
        return {"reader_name": name, "reader_address": "", "address_is_hidden": True}
    return {"reader_name": name, "reader_address": submission.postal_address}


@require_safe
def answer_view(request: HttpRequest, *, case: RightsRequest) -> HttpResponse:
    """The answer that was prepared, with everything that the person will get."""
    answer = answer_of(case)
    if answer is None:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": _("The answer as the person will read it"),
        "case": case,
        "submission": case.submission,
        "answer": answer,
    }
    return TemplateResponse(request, "admin/requests_app/rightsrequest/answer.html", context)
