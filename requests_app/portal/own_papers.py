"""Proof that one may act for another: taken in while it is needed, never shown again."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from registers_app.domain.actors import subject_actor
from requests_app.models import CaseLetter, Representation, Submission, representation_of
from requests_app.portal.access import own
from requests_app.portal.proof import ProofForm, ReceivedProof
from requests_app.services.authority_papers import receive_papers, takes_papers
from requests_app.services.errors import NotPossible
from requests_app.services.evidence import MOST_FILES

ASKING_AUTHORITY = "authority_asked"
GONE = 410
MEGABYTE = 1024 * 1024


@own
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Say what shows that one may act for another, and take it in; the button does it."""
    row = representation_of(submission)
    if row is None or not takes_papers(row):
        return render(request, "portal/proof_none.html", status=GONE)
    if request.method != "POST":
        return _show(request, row, ProofForm())
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid() and _receive(row, form, form.cleaned_data["proof"]):
        return redirect("portal:authority")
    return _show(request, row, form)


def received_papers(row: Representation) -> list[ReceivedProof]:
    """What came, day by day. What was destroyed is not counted."""
    zone = ZoneInfo(row.submission.controller.time_zone)
    times = row.papers.filter(destroyed_at=None).order_by("pk")
    days = Counter(
        time.astimezone(zone).date() for time in times.values_list("received_at", flat=True)
    )
    return [ReceivedProof(on=day, count=count) for day, count in days.items()]


def _receive(row: Representation, form: ProofForm, files: Sequence[UploadedFile[Any]]) -> bool:
    try:
        receive_papers(row.pk, files=files, actor=subject_actor(row.submission_id))
    except NotPossible as refused:
        for reason in refused.reasons:
            form.add_error("proof", reason)
        return False
    return True


def _show(request: HttpRequest, row: Representation, form: ProofForm) -> HttpResponse:
    received = received_papers(row)
    asked = CaseLetter.objects.filter(request__submission=row.submission_id, kind=ASKING_AUTHORITY)
    context = {
        "form": form,
        "row": row,
        "submission": row.submission,
        "letter": asked.order_by("-pk").first(),
        "received": received,
        "left": MOST_FILES - sum(each.count for each in received),
        "most_megabytes": settings.UPLOAD_MAX_BYTES // MEGABYTE,
    }
    return render(request, "portal/authority.html", context)
