"""What somebody sent and is kept sealed, to download while it is there.

Always an attachment, and who opened it goes to the audit. Once it is destroyed the case says so.
404 for who does not handle requests.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from registers_app.domain.actors import user_actor
from registers_app.models import User
from requests_app.admin.step_view import case_url
from requests_app.attachment import attachment
from requests_app.models import AuthorityPaper, IdentityEvidence, MessageFile, RightsRequest
from requests_app.services.authority_papers import open_paper, read_paper
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.evidence import open_evidence, read_evidence
from requests_app.services.open_message_file import open_message_file, read_message_file

Sealed = TypeVar("Sealed", IdentityEvidence, AuthorityPaper, MessageFile)


@require_GET
def evidence_view(
    request: HttpRequest, *, case: RightsRequest, evidence_id: int
) -> HttpResponseBase:
    """A proof of identity."""
    row = get_object_or_404(
        IdentityEvidence, pk=evidence_id, check_row__submission=case.submission_id
    )
    return _download(request, case, row, opening=open_evidence, reading=read_evidence)


@require_GET
def paper_view(request: HttpRequest, *, case: RightsRequest, paper_id: int) -> HttpResponseBase:
    """A proof of authority."""
    row = get_object_or_404(
        AuthorityPaper, pk=paper_id, representation__submission=case.submission_id
    )
    return _download(request, case, row, opening=open_paper, reading=read_paper)


@require_GET
def message_file_view(
    request: HttpRequest, *, case: RightsRequest, message_file_id: int
) -> HttpResponseBase:
    """A file that came with a message."""
    row = get_object_or_404(MessageFile, pk=message_file_id, message__submission=case.submission_id)
    return _download(request, case, row, opening=open_message_file, reading=read_message_file)


def _download(
    request: HttpRequest,
    case: RightsRequest,
    row: Sealed,
    *,
    opening: Callable[..., Sealed],
    reading: Callable[[Sealed], Iterator[bytes]],
) -> HttpResponseBase:
    assert isinstance(request.user, User)
    try:
        row = opening(row.pk, actor=user_actor(request.user.pk))
    except NotPermitted as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.warning(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(case_url(case))
    return attachment(reading(row), name=row.name, content_type=row.content_type, size=row.size)
