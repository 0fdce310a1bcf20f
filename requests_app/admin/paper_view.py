"""A proof of authority to download, while there is one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from registers_app.domain.actors import user_actor
from registers_app.models import User
from requests_app.admin.step_view import case_url
from requests_app.models import AuthorityPaper, RightsRequest
from requests_app.services.authority_papers import open_paper, read_paper
from requests_app.services.errors import NotPermitted, Refused


@require_GET
def paper_view(request: HttpRequest, *, case: RightsRequest, paper_id: int) -> HttpResponseBase:
    """The paper, always as an attachment; who opened it goes to the audit.

    Once it is destroyed: back to the case, with a sentence. 404 for who does not handle requests.
    """
    assert isinstance(request.user, User)
    paper = get_object_or_404(
        AuthorityPaper, pk=paper_id, representation__submission=case.submission_id
    )
    try:
        paper = open_paper(paper.pk, actor=user_actor(request.user.pk))
    except NotPermitted as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.warning(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(case_url(case))
    response = StreamingHttpResponse(read_paper(paper), content_type=paper.content_type)
    response["Content-Disposition"] = content_disposition_header(True, paper.name)
    response["Content-Length"] = str(paper.size)
    # What a stranger sent: nothing of it may run in the desk's name.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
