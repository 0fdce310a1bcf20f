"""Read a call whole: a mail with its files is larger than any form of the desk."""

from email.message import Message
from email.parser import BytesHeaderParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

MOST_PARTS = 500


class TooLarge(Exception):
    """Larger than any mail may be."""


def read_whole(request: HttpRequest, *, most_bytes: int) -> None:
    """Have ``body``, ``POST`` and ``FILES`` ready, whatever their size is. Raises TooLarge.

    Django's own limits are for forms that people fill in, and hold everywhere else.
    """
    body = request.read(most_bytes + 1)
    if len(body) > most_bytes:
        raise TooLarge
    request._body = body
    if request.content_type == "multipart/form-data":
        post, files = _parts(request.META.get("CONTENT_TYPE", ""), body)
        request._post, request._files = post, files  # type: ignore[attr-defined]


def _parts(content_type: str, body: bytes) -> tuple[QueryDict, MultiValueDict[str, object]]:
    post, files = QueryDict(mutable=True), MultiValueDict[str, object]()
    boundary = _head(f"Content-Type: {content_type}".encode("latin-1", "replace")).get_boundary()
    if boundary:
        # A part is what stands between two boundaries; what is in it is nobody's business here.
        pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1"))
        for piece in pieces[1 : MOST_PARTS + 1]:
            head, found, content = piece.partition(b"\r\n\r\n")
            if found:
                _sort(_head(head.lstrip(b"\r\n")), content, post, files)
    post._mutable = False
    return post, files


def _head(head: bytes) -> Message:
    return BytesHeaderParser().parsebytes(head + b"\r\n\r\n")


def _sort(
    head: Message, content: bytes, post: QueryDict, files: MultiValueDict[str, object]
) -> None:
    name = head.get_param("name", header="content-disposition")
    if not isinstance(name, str):
        return
    if (file_name := head.get_filename()) is not None:
        kind = head.get_content_type()
        files.appendlist(name, SimpleUploadedFile(file_name or "file", content, content_type=kind))
    else:
        post.appendlist(name, _text(content, head.get_content_charset() or "utf-8"))


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
