"""A proof of identity to download, while there is one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from registers_app.domain.actors import user_actor
from registers_app.models import User
from requests_app.admin.step_view import case_url
from requests_app.models import IdentityEvidence, RightsRequest
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.evidence import open_evidence, read_evidence


@require_GET
def evidence_view(
    request: HttpRequest, *, case: RightsRequest, evidence_id: int
) -> HttpResponseBase:
    """The proof, always as an attachment; who opened it goes to the audit.

    Once it is destroyed: back to the case, with a sentence. 404 for who does not handle requests.
    """
    assert isinstance(request.user, User)
    row = get_object_or_404(
        IdentityEvidence, pk=evidence_id, check_row__submission=case.submission_id
    )
    try:
        row = open_evidence(row.pk, actor=user_actor(request.user.pk))
    except NotPermitted as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.warning(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(case_url(case))
    return _attachment(row)


def _attachment(row: IdentityEvidence) -> StreamingHttpResponse:
    """What a stranger sent: nothing of it may run in the desk's name."""
    response = StreamingHttpResponse(read_evidence(row), content_type=row.content_type)
    response["Content-Disposition"] = content_disposition_header(True, row.name)
    response["Content-Length"] = str(row.size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
