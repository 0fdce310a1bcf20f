"""Real files, small ones, as people send them."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from PIL import Image


@cache
def a_pdf() -> bytes:
    """One empty page."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    kept = BytesIO()
    document.save(kept)
    document.close()
    return kept.getvalue()


@cache
def a_picture(kind: str = "PNG", *, colour: str = "teal", size: int = 8) -> bytes:
    """A square of one colour."""
    kept = BytesIO()
    Image.new("RGB", (size, size), colour).save(kept, kind)
    return kept.getvalue()


def a_zip(files: dict[str, str]) -> bytes:
    """An archive of these."""
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()
