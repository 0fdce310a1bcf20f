"""Say in time, and in the person's language, that a form is too large.

Without this the refusal comes from deep inside the parser as a bare 400, and the connection is
cut while the browser still sends, so that it shows an error of its own instead of ours.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from requests_app.portal.errors import MULTIPART, TOO_LARGE, bad_request, too_large

# What is read and thrown away so that the browser, done sending, reads our answer.
DRAINED_BYTES = 64 * 1024 * 1024
PIECE_BYTES = 64 * 1024
# Mail with its files, handed over by a provider: that view has a limit of its own.
INBOUND = re.compile(r"/anymail/[\w-]+/inbound/")


class Readable(Protocol):
    """A body that can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """At most *size* bytes; empty at the end."""


class LargeBodyMiddleware:
    """Answers 413 to a body over the limits, before anything else looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or 413."""
        if request.method != "POST" or INBOUND.fullmatch(request.path):
            return self.get_response(request)
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            # No browser sends a form so, and Django reads no body whose length it is not told.
            _drain(request.META["wsgi.input"], DRAINED_BYTES)
            return bad_request(request)
        if _length(request) > _limit(request):
            _drain(request, _length(request))
            return too_large(request)
        try:
            # Parsed here and now: later the error would be a 400 of the parser's own.
            request.POST  # noqa: B018
        except TOO_LARGE:
            _drain(request, _length(request))
            return too_large(request)
        except UnreadablePostError:
            # The browser went away in the middle: nobody reads this answer.
            return bad_request(request)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    try:
        return max(int(request.META.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0


def _limit(request: HttpRequest) -> int:
    text_limit = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if request.content_type == MULTIPART:
        return text_limit + int(settings.UPLOAD_MAX_BYTES)
    return text_limit


def _drain(body: Readable, length: int) -> None:
    left = min(length, DRAINED_BYTES)
    # The browser may go away; then there is nobody to answer.
    with suppress(OSError):
        while left > 0 and (piece := body.read(min(PIECE_BYTES, left))):
            left -= len(piece)
