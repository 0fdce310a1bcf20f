"""Read a document, whichever kind it is."""

from collections.abc import Callable

from requests_app.fulfilment.reading.docx import read_docx
from requests_app.fulfilment.reading.mails import is_mail, read_mail
from requests_app.fulfilment.reading.odf import read_odf
from requests_app.fulfilment.reading.packed import Packed
from requests_app.fulfilment.reading.text import Reading, Unreadable
from requests_app.fulfilment.reading.xlsx import read_xlsx
from requests_app.uploads.kinds import Handling, kind_of

_READERS: dict[str, Callable[[Packed], Reading]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".odt": read_odf,
    ".ods": read_odf,
}

# Whatever a part that is not as its format says it is may come to.
_BROKEN = (ValueError, ArithmeticError, LookupError, RecursionError)


def reading_of(content: bytes) -> Reading | None:
    """What stands in a document of an office program, or a mail; None: it is neither.

    Raises Unreadable for one that is broken, locked, or too large.
    """
    kind = kind_of(content)
    if kind is not None and kind.handling is Handling.OFFICE:
        try:
            return _READERS[kind.suffix](Packed(content))
        except _BROKEN as error:
            raise Unreadable from error
    return read_mail(content) if is_mail(content) else None
