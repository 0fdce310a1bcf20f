"""A PDF as a reader and a screen reader find it."""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


class Pdf:
    """What stands in a document, and how it is tagged."""

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        self.pages = [page.get_textpage().get_text_range() for page in self.document]
        self.title: str = self.document.get_metadata_dict()["Title"]
        self.language = _string(pdfium.FPDFCatalog_GetLanguage, self.document)
        self.is_tagged = bool(pdfium.FPDFCatalog_IsTagged(self.document))
        elements = list(self._elements())
        self.tags = Counter(_string(pdfium.FPDF_StructElement_GetType, row) for row in elements)
        self.languages = {_string(pdfium.FPDF_StructElement_GetLang, row) for row in elements}
        self.outline = [entry.get_title() for entry in self.document.get_toc()]

    @property
    def words(self) -> str:
        """The words of all pages."""
        return " ".join(" ".join(self.pages).split())

    def links(self) -> set[str]:
        """Where its links lead."""
        return {address for page in self.document for address in _links(page.raw, self.document)}

    def _elements(self) -> Iterator[Any]:
        for page in self.document:
            tree = pdfium.FPDF_StructTree_GetForPage(page)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                yield from _below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))


def _below(element: Any) -> Iterator[Any]:
    yield element
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _below(child)


def _links(page: Any, document: Any) -> Iterator[str]:
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        yield buffer.value.decode()


def _string(ask: Callable[..., int], about: Any) -> str:
    """A string that PDFium gives as UTF-16 into a buffer of the size that it names."""
    size = ask(about, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(about, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
