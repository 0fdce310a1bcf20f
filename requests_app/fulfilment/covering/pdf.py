"""PDF files with parts covered: every page becomes a picture, and nothing else comes along.

No text layer, no layers that are hidden, no notes, no attachments, no metadata: what the reviewer
saw is what the person gets. A page that kept its text could keep under it what nobody saw.
"""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from requests_app.domain.redaction import Box
from requests_app.fulfilment.covering.pictures import as_jpeg, cover
from requests_app.uploads.pdfs import ONE_AT_A_TIME

DOTS = 150 / 72  # as many as a good scan has
LONGEST = 2600  # pixels: a poster is drawn coarser
FINE = 1_000_000


def page_count(content: bytes) -> int:
    """How many pages it has. Raises pypdfium2.PdfiumError for what cannot be read."""
    with _opened(content) as document:
        return len(document)


def page_picture(content: bytes, number: int) -> Image.Image:
    """A page as it is shown and covered. Raises IndexError."""
    with _opened(content) as document:
        if not 0 <= number < len(document):
            raise IndexError(number)
        return _drawn(document[number])


def places_of(content: bytes, words: str) -> list[Box]:
    """Where *words* stand in the text layer, a box for each line of them."""
    with _opened(content) as document:
        return [box for number in range(len(document)) for box in _on(document, number, words)]


def covered_pdf(content: bytes, boxes: Sequence[Box]) -> bytes:
    """A new PDF of pictures of the pages, with the boxes in black."""
    with _opened(content) as document:
        made = pypdfium2.PdfDocument.new()
        for number in range(len(document)):
            page = document[number]
            image = _drawn(page)
            cover(image, [box for box in boxes if box.page == number])
            _put(made, as_jpeg(image), page.get_size())
            page.close()
        kept = BytesIO()
        made.save(kept)
        made.close()
    return kept.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(content)
        try:
            document.init_forms()
            yield document
        finally:
            document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    longest = max(page.get_size())
    scale = min(DOTS, LONGEST / longest)
    image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return image.convert("RGB")


def _put(made: pypdfium2.PdfDocument, jpeg: bytes, size: tuple[float, float]) -> None:
    width, height = size
    page = made.new_page(width, height)
    picture = pypdfium2.PdfImage.new(made)
    picture.load_jpeg(BytesIO(jpeg), inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(picture)
    page.gen_content()
    page.close()


def _on(document: pypdfium2.PdfDocument, number: int, words: str) -> Iterator[Box]:
    page = document[number]
    text = page.get_textpage()
    found = text.search(words, match_case=False)
    while place := found.get_next():
        start, length = place
        for index in range(text.count_rects(start, length)):
            yield _box(page, number, text.get_rect(index))


def _box(page: pypdfium2.PdfPage, number: int, rect: tuple[float, float, float, float]) -> Box:
    left, bottom, right, top = rect
    corners = [_seen(page, left, top), _seen(page, right, bottom)]
    (x0, x1), (y0, y1) = (sorted(each) for each in zip(*corners, strict=True))
    return Box(page=number, x=x0, y=y0, width=max(x1 - x0, 0.001), height=max(y1 - y0, 0.001))


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page where it is seen: turned and cropped as the page is."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page.raw, 0, 0, FINE, FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return _within(across.value / FINE), _within(down.value / FINE)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
