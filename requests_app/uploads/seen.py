"""What can be seen of an upload: a small picture of it, drawn by the desk."""

import base64
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from config.pictures import PictureTooLarge, UnreadablePicture, drawn_anew
from requests_app.uploads.pdfs import ONE_AT_A_TIME

WITHIN = (280, 280)  # pixels
POINTS = 280 / 842  # a page of A4 becomes as tall


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A JPEG picture as a data address, empty where there is none; and pages, 0 for no pages."""

    picture: str = ""
    pages: int = 0


def seen(content: bytes, content_type: str) -> Seen:
    """A picture of a picture, or of the first page of a PDF file that was examined."""
    if content_type.startswith("image/"):
        return Seen(picture=_small(content))
    if content_type == "application/pdf":
        return _first_page(content)
    return Seen()


def _first_page(content: bytes) -> Seen:
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
            pages = len(document)
            drawn = BytesIO()
            document[0].render(scale=POINTS * 2).to_pil().convert("RGB").save(drawn, "PNG")
    except pypdfium2.PdfiumError:
        return Seen()
    return Seen(picture=_small(drawn.getvalue()), pages=pages)


def _small(content: bytes) -> str:
    try:
        small = drawn_anew(content, as_format="JPEG", within=WITHIN, quality=60)
    except (PictureTooLarge, UnreadablePicture):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(small).decode()}"
