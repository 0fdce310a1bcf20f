"""What is sent is looked at by its content, cleaned, or refused with a sentence."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from config import pictures
from requests_app.uploads import office
from requests_app.uploads.examine import Examined, examine_from_person, examine_from_staff
from requests_app.uploads.faults import UploadFault
from tests.files import a_pdf, a_picture, a_zip
from tests.looped import for_each

WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
OPEN_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<c/>"}


def examined(content: bytes, name: str = "proof.bin") -> Examined:
    return examine_from_person(SimpleUploadedFile(name, content))


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def with_position() -> bytes:
    """A photograph that lies on its side and tells where it was taken."""
    picture = Image.new("RGB", (40, 20), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (60.0, 10.0, 15.0)
    kept = BytesIO()
    picture.save(kept, "JPEG", exif=exif)
    return kept.getvalue()


@for_each(
    "content, name, kept_as, content_type",
    [
        (a_pdf(), "mandate.pdf", "mandate.pdf", "application/pdf"),
        (a_pdf(), "mandate.exe", "mandate.pdf", "application/pdf"),
        (a_picture("JPEG"), "card.JPEG", "card.JPEG", "image/jpeg"),
        (a_picture("PNG"), "card.jpg", "card.png", "image/png"),
        (a_picture("GIF"), "card.gif", "card.png", "image/png"),
        (a_picture("BMP"), "card", "card.png", "image/png"),
        (a_picture("TIFF"), "scan.tif", "scan.jpg", "image/jpeg"),
        (a_picture("WEBP"), "card.webp", "card.jpg", "image/jpeg"),
        (b"name;day\n", "list.csv", "list.csv", "text/plain; charset=utf-8"),
        ("Hyvää päivää".encode(), "kirje.html", "kirje.txt", "text/plain; charset=utf-8"),
        (
            a_zip(WORD),
            "a.docx",
            "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (a_zip(OPEN_DOCUMENT), "a.odt", "a.odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_what_is_taken_is_known_by_its_content_and_named_by_it(
    content: bytes, name: str, kept_as: str, content_type: str
) -> None:
    found = examined(content, name)
    assert (found.name, found.content_type) == (kept_as, content_type)


def test_a_picture_is_drawn_anew_upright_and_without_what_it_hid() -> None:
    content = with_position()
    assert b"Secret Camera" in content
    found = examined(content, "photo.jpg")

    assert b"Secret Camera" not in found.content
    assert not opened(found.content).getexif()
    assert opened(found.content).size == (20, 40)


def test_what_hangs_on_to_a_picture_falls_off() -> None:
    for kind in ("JPEG", "PNG"):
        found = examined(a_picture(kind) + b"<script>alert(1)</script>")
        assert b"script" not in found.content


def test_a_transparent_picture_stays_so() -> None:
    kept = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(kept, "PNG")
    assert opened(examined(kept.getvalue()).content).mode == "RGBA"


@for_each(
    "content, sentence",
    [
        (b"", "The file is empty."),
        (b"MZ\x90\x00", "Files of this kind cannot be taken."),
        (b"\x7fELF\x00", "Files of this kind cannot be taken."),
        (b"<script>alert(1)</script>", "Files of this kind cannot be taken."),
        (b"  <!DOCTYPE html><p>", "Files of this kind cannot be taken."),
        (b"<svg onload='x()'/>", "Files of this kind cannot be taken."),
        (b"#!/bin/sh\nrm -rf /", "Files of this kind cannot be taken."),
        (b"text\x00with zero", "Files of this kind cannot be taken."),
        (b"\xff\xfe\xfd", "Files of this kind cannot be taken."),
        (a_zip({"a.txt": "x"}), "Files of this kind cannot be taken."),
        (b"PK\x03\x04 broken", "Files of this kind cannot be taken."),
        (b"%PDF-1.7 nothing", "The PDF file cannot be read."),
        (a_pdf() + b"\n1 0 obj<</S/JavaScript/JS(app.alert)>>", "holds a program"),
        (a_picture("PNG")[:40], "The picture cannot be read."),
        (b"\xff\xd8\xff broken", "The picture cannot be read."),
        (a_zip({**WORD, "word/vbaProject.bin": "x"}), "holds a program"),
        (a_zip({**OPEN_DOCUMENT, "Basic/Standard/x.xml": "x"}), "holds a program"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(content: bytes, sentence: str) -> None:
    with pytest.raises(UploadFault, match=sentence):
        examined(content)


def test_a_pdf_with_other_files_in_it_says_what_to_do() -> None:
    with pytest.raises(UploadFault, match="Send each of them by itself"):
        examined(_with_attachment())


def _with_attachment() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    document.new_attachment("evil.exe").set_data(b"MZ")
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_bombs_are_known_before_they_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 63)
    with pytest.raises(UploadFault, match="too large"):
        examined(a_picture("PNG", size=8))
    monkeypatch.setattr(office, "MOST_UNPACKED", 10)
    with pytest.raises(UploadFault, match="too large"):
        examined(a_zip(WORD))


def test_the_largest_size_is_the_desks(settings: LazySettings) -> None:
    settings.UPLOAD_MAX_BYTES = 5
    with pytest.raises(UploadFault, match="larger than this desk takes"):
        examined(b"sixsix")


@for_each("content", [b"MZ\x90\x00", b"<script>", b"1;2"])
def test_staff_may_keep_whatever_a_data_system_gives(content: bytes) -> None:
    found: Any = examine_from_staff(SimpleUploadedFile("../export.dat", content))
    assert (found.name, found.content) == ("export.dat", content)
