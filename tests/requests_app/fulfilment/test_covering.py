"""What is covered is gone: not in the text, not in the bytes, not under the pixels."""

import ctypes
import re
import zlib
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from config.typeset import pdf_of
from requests_app.domain.redaction import Box, Reason, Span, covered, occurrences
from requests_app.fulfilment.covering.kinds import Coverable, coverable
from requests_app.fulfilment.covering.pdf import covered_pdf, page_picture, places_of
from requests_app.fulfilment.covering.pictures import covered_picture
from tests.files import a_pdf, a_picture, a_zip

OTHER = "Matti Virtanen"
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
LABELS = {reason: reason.value for reason in Reason}


def a_file_about_two() -> bytes:
    """A tagged PDF whose text, title, note and attachment name somebody else."""
    said = ["Maija Meikäläinen ordered.", f"{OTHER} complained, said MATTI."]
    content = pdf_of(
        "letters/letter.typ",
        {
            "language": "fi",
            "title": f"About {OTHER}",
            "author": OTHER,
            "letters": [
                {
                    "language": "fi",
                    "accent": "",
                    "logo": [],
                    "sender": [OTHER],
                    "receiver": [],
                    "facts": [],
                    "subject": f"About {OTHER}",
                    "blocks": [{"kind": "paragraph", "lines": [line]} for line in said],
                    "footer": "page",
                }
            ],
        },
    )
    document = pypdfium2.PdfDocument(content)
    document.new_attachment("secret.txt").set_data(OTHER.encode())
    page = document[0]
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_TEXT)
    words = (ctypes.c_ushort * (len(OTHER) + 1))(*map(ord, OTHER), 0)
    pdfium.FPDFAnnot_SetStringValue(note, b"Contents", words)
    pdfium.FPDFPage_CloseAnnot(note)
    kept = BytesIO()
    document.save(kept)
    document.close()
    return kept.getvalue()


def everything_in(content: bytes) -> bytes:
    """The raw bytes, and every stream unpacked."""
    found = [content]
    for stream in STREAM.findall(content):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_nothing_of_a_covered_pdf_says_what_was_covered() -> None:
    original = a_file_about_two()
    assert OTHER.encode() in everything_in(original) or OTHER in pages(original)
    boxes = places_of(original, OTHER)
    assert len(boxes) == 3  # the line above, the heading and the sentence

    made = covered_pdf(original, boxes)

    whole = everything_in(made)
    for name in (OTHER, "Matti", "MATTI", "Virtanen", "Maija", "secret"):
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            assert name.encode(encoding) not in whole
            assert name.encode(encoding).hex().encode() not in whole.lower()
    assert pages(made).strip() == ""
    document = pypdfium2.PdfDocument(made)
    assert pdfium.FPDFDoc_GetAttachmentCount(document.raw) == 0
    page = document[0]
    assert pdfium.FPDFPage_GetAnnotCount(page.raw) == 0
    assert not any(document.get_metadata_dict(skip_empty=True).get(k) for k in ("Title", "Author"))
    assert not pdfium.FPDFCatalog_IsTagged(document.raw)
    kinds = [each.type for each in page.get_objects()]
    assert kinds == [pdfium.FPDF_PAGEOBJ_IMAGE]
    document.close()


def pages(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words


def test_under_the_box_all_is_black_and_beside_it_the_page_stays() -> None:
    original = a_file_about_two()
    _above, heading, _sentence = places_of(original, OTHER)

    made = page_picture(covered_pdf(original, [heading]), 0)

    before = page_picture(original, 0)
    assert made.size == before.size
    width, height = made.size
    inside = made.crop(
        (
            round(heading.x * width) + 2,
            round(heading.y * height) + 2,
            round((heading.x + heading.width) * width) - 2,
            round((heading.y + heading.height) * height) - 2,
        )
    )
    assert max(high for _low, high in inside.getextrema()) < 24  # type: ignore[misc]
    assert made.crop((0, 0, width, 20)).getextrema() == before.crop((0, 0, width, 20)).getextrema()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_are_found_where_a_turned_page_shows_them(turn: int) -> None:
    document = pypdfium2.PdfDocument(a_file_about_two())
    document[0].set_rotation(turn)
    kept = BytesIO()
    document.save(kept)
    document.close()
    (box, *_rest) = places_of(kept.getvalue(), OTHER)
    picture = page_picture(kept.getvalue(), 0).convert("L")
    width, height = picture.size
    shown = picture.crop(
        (
            round(box.x * width),
            round(box.y * height),
            round((box.x + box.width) * width),
            round((box.y + box.height) * height),
        )
    )
    assert shown.getextrema()[0] < 100  # type: ignore[operator]  # there are letters


def test_a_picture_is_overwritten_and_tells_nothing_of_its_camera() -> None:
    image = Image.new("RGB", (100, 80), "white")
    exif = Image.Exif()
    exif[0x010E] = "Photograph of Matti"
    kept = BytesIO()
    image.save(kept, "JPEG", exif=exif)

    made = covered_picture(kept.getvalue(), [Box(page=0, x=0.5, y=0, width=0.5, height=1)])

    assert b"Matti" not in made
    with Image.open(BytesIO(made)) as found:
        assert (found.getpixel((75, 40)), found.getpixel((10, 40))) == ((0, 0, 0), (255,) * 3)
        assert not found.getexif()


def test_a_covered_text_tells_not_even_how_long_the_name_was() -> None:
    text = 'name,other\nMaija,"Matti\n Virtanen"\nMAIJA,matti virtanen'
    spans = [Span(start=a, end=b, reason=Reason.OTHERS) for a, b in occurrences(text, OTHER)]
    assert len(spans) == 2
    made = covered(text, spans, labels=LABELS)
    assert "irtanen" not in made
    assert made.count("█████ [others]") == 2
    assert made.startswith("name,other\nMaija,")


def test_stretches_that_meet_are_one_and_the_rest_stays() -> None:
    spans = [
        Span(start=2, end=4, reason=Reason.OTHERS),
        Span(start=3, end=6, reason=Reason.LAW),
        Span(start=8, end=9, reason=Reason.LAW),
    ]
    assert covered("0123456789", spans, labels=LABELS) == "01█████ [others]67█████ [law]9"
    assert occurrences("abc", "  ") == []


def test_what_cannot_be_covered_here_says_so() -> None:
    assert coverable(a_pdf()) is Coverable.PDF
    assert coverable(a_picture()) is Coverable.PICTURE
    assert coverable("äiti;isä\n".encode()) is Coverable.TEXT
    assert coverable(a_zip({"word/document.xml": "x"})) is Coverable.NOT_HERE
    assert coverable(b"\xff\xfe\x00binary") is Coverable.NOT_HERE
