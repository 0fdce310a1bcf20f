"""A stranger's file as an answer: to keep, and nothing of it runs in the desk's name."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header


def attachment(
    chunks: Iterator[bytes], *, name: str, content_type: str, size: int
) -> StreamingHttpResponse:
    """Streamed, always as an attachment, and kept by no cache."""
    response = StreamingHttpResponse(chunks, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Length"] = str(size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
