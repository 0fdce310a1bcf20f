"""The queue’s search, which leaves no identity code in an address (law.md C.5).

Addresses end up in histories, logs and bookmarks. What is searched for is sent by POST; where it
holds a code, the address that it leads to has it sealed.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.main import SEARCH_VAR
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from config.crypto import Undecipherable, open_sealed, seal
from requests_app.domain.identity_codes import holds_code

SEALED = "~"
QUEUE = "admin:requests_app_rightsrequest_changelist"


@require_POST
def queue_search(request: HttpRequest, *, allowed: Collection[str]) -> HttpResponse:
    """Lead to the queue with the filters that were set, and with what is searched for."""
    filters = {name: request.POST[name] for name in request.POST if name in allowed}
    return _to_queue(filters, request.POST.get(SEARCH_VAR, ""))


def without_code(request: HttpRequest) -> HttpResponse | None:
    """Where an address holds a code all the same: the same queue at an address without it."""
    searched = request.GET.get(SEARCH_VAR, "")
    if not holds_code(searched):
        return None
    filters = {name: request.GET[name] for name in request.GET if name != SEARCH_VAR}
    return _to_queue(filters, searched)


def opened(searched: str) -> str:
    """What was searched for, as it was typed; nothing where the seal is no seal of ours."""
    if not searched.startswith(SEALED):
        return searched
    try:
        sealed = urlsafe_b64decode(searched.removeprefix(SEALED).encode())
        return open_sealed(sealed).decode()
    except (ValueError, Undecipherable):
        return ""


def _to_queue(filters: Mapping[str, Any], searched: str) -> HttpResponse:
    searched = searched.strip()
    if holds_code(searched):
        searched = SEALED + urlsafe_b64encode(seal(searched.encode())).decode()
    query = urlencode({**filters, **({SEARCH_VAR: searched} if searched else {})})
    return HttpResponseRedirect(f"{reverse(QUEUE)}?{query}" if query else reverse(QUEUE))
