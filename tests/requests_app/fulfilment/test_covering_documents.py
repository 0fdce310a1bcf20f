"""Word and Excel files, OpenDocument and mails: what is covered is nowhere in what is given."""

import random
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from config.clock import now
from requests_app.domain.redaction import Reason, Span, occurrences
from requests_app.fulfilment.covering.documents import covered_document
from requests_app.fulfilment.covering.kinds import Coverable, seen, text_of
from requests_app.fulfilment.reading.cells import cells_at, stretches_of
from requests_app.fulfilment.reading.packed import tree_of
from requests_app.fulfilment.reading.read import reading_of
from requests_app.fulfilment.reading.text import Hidden, Reading, Unreadable
from tests.files import a_picture, a_zip
from tests.office import (
    HER,
    HIDING,
    HIM,
    SHEET_HIDING,
    R,
    S,
    W,
    a_docx,
    an_eml,
    an_ods,
    an_odt,
    an_xlsx,
    packed,
)

LABELS = {reason: reason.value for reason in Reason}
KINDS = {"docx": a_docx, "xlsx": an_xlsx, "odt": an_odt, "ods": an_ods, "eml": an_eml}


def read(content: bytes) -> Reading:
    reading = reading_of(content)
    assert reading is not None
    return reading


def everything_in(content: bytes) -> bytes:
    """The raw bytes, and every part unpacked."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def covered(content: bytes, *words: str) -> bytes:
    """The copy in which the words are covered wherever they are found."""
    reading = read(content)
    spans = [
        Span(start=start, end=end, reason=Reason.OTHERS)
        for each in words
        for start, end in occurrences(reading.text, each)
    ]
    assert spans
    _suffix, _type, made = covered_document(reading, spans, labels=LABELS)
    return everything_in(made)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_covered_is_nowhere_in_the_copy_and_the_person_stays(kind: str) -> None:
    original = KINDS[kind]()
    made = covered(original, "Virtanen", HIM)
    for name in ("Virtanen", HIM):
        assert name.encode() not in made
        assert name.encode("utf-16-le") not in made
    assert HER.encode() in made
    assert "█████ [others]".encode() in made
    assert a_picture()[:20] not in made


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_only_what_was_seen_gets_into_the_copy(kind: str) -> None:
    """Whatever hides in the file is either shown to who looks it through, or stays here."""
    original = KINDS[kind]()
    places = HIDING if kind == "docx" else SHEET_HIDING
    whole = everything_in(original)
    made = covered(original, "Pays late", "Difficult") if kind == "docx" else b""
    made = made or covered(original, "Pays late")
    text = read(original).text
    unseen = [place for place in places if f"Other{place} " not in text]
    for place in places:
        assert f"Other{place} ".encode() in whole, place
        assert (f"Other{place} ".encode() in made) is (place not in unseen), place
    never = {"Author", "Company", "Custom", "Thumb"}
    of_a_sheet = {"Changer", "Unused", "Formula", "Pivot", "Linked", "Defined", "Phonetic"}
    assert set(unseen) == never | (of_a_sheet if kind == "xlsx" else {"Changer"})


def test_a_word_document_is_read_with_what_was_deleted_hidden_and_said_of_it() -> None:
    reading = read(a_docx())
    assert [section.part.value for section in reading.sections] == [
        "text",
        "header",
        "footer",
        "notes",
        "comments",
        "deleted",
        "hidden_text",
    ]
    assert f"{HIM} complained about {HER}." in reading.text  # in three runs
    assert reading.hidden[Hidden.COMMENTS] == ["OtherCommenter Virtanen"]
    assert len(reading.hidden[Hidden.TRACKED]) == 2
    assert reading.hidden[Hidden.TEXT] == ["OtherVanished Virtanen"]
    assert "OtherAuthor Virtanen" in reading.hidden[Hidden.PROPERTIES]
    assert reading.hidden[Hidden.PICTURES] == ["image1.png", "thumbnail.jpeg"]


def test_a_sheet_is_read_as_it_is_shown_and_its_copy_is_a_sheet_again() -> None:
    reading = read(an_xlsx())
    assert "1970-01-01" in reading.text
    assert reading.hidden[Hidden.SHEETS] == ["OtherSheet Virtanen"]
    assert reading.hidden[Hidden.LINES] == ["Orders 4", "Orders C"]
    assert reading.hidden[Hidden.CACHES] == ["pivotCacheRecords1.xml", "externalLink1.xml"]
    spans = [Span(start=a, end=b, reason=Reason.LAW) for a, b in occurrences(reading.text, HIM)]
    suffix, _type, made = covered_document(reading, spans, labels=LABELS)
    assert suffix == ".xlsx"
    again = read(made)
    assert f"{HER}\t1970-01-01" in again.text
    assert "█████ [law]\t7.5" in again.text
    assert b"<f>" not in everything_in(made)  # =1+1 stays a text
    assert not again.hidden[Hidden.SHEETS]
    assert "This sheet was hidden: OtherSheet Virtanen." in again.text
    assert now().date().isoformat().encode() in everything_in(made)


def test_cells_are_marked_as_a_spreadsheet_names_them() -> None:
    reading = read(an_xlsx())

    def at(place: str) -> list[str]:
        return [reading.text[a:b] for a, b in stretches_of(reading, cells_at(place))]

    assert at("A3") == [HIM]
    assert at("b:b") == ["Born", "1970-01-01", "7.5", "=1+1"]
    assert at("3:4") == [f"{HIM}\t7.5\tOtherColumn Virtanen\nOtherRow Virtanen"]
    assert at("'OtherSheet Virtanen'!A1") == [HIM]
    assert at("Z9") == []
    for wrong in ("", "3B", "A1:2", "A1:B2:C3"):
        with pytest.raises(ValueError):
            cells_at(wrong)


def test_a_whole_row_is_covered_in_each_of_its_cells() -> None:
    reading = read(an_xlsx())
    spans = [
        Span(start=start, end=end, reason=Reason.OTHERS)
        for start, end in stretches_of(reading, cells_at("3:6"))
    ]
    _suffix, _type, made = covered_document(reading, spans, labels=LABELS)
    again = read(made).text
    assert "█████ [others]\t█████ [others]\t█████ [others]\n█████ [others]\n" in again
    assert HER in again


def document(xml: str) -> bytes:
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": xml,
        }
    )


ENTITY = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d><p><t>&b;</t></p></d>'
OUTSIDE = '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'


@pytest.mark.parametrize(
    "content",
    [
        document(ENTITY),
        document(OUTSIDE),
        document("<d>" + "<p>" * 500 + "</p>" * 500 + "</d>"),
        document("<d>" + " " * (70 * 1024 * 1024) + "</d>"),
        document("<d><p>"),
        a_zip({"[Content_Types].xml": "", "word/document.xml": "x"}),
        a_docx()[:-200] + b"PK\x05\x06" + bytes(18),
    ],
    ids=["entity", "outside", "deep", "bomb", "broken", "no document", "cut"],
)
def test_what_attacks_the_reader_is_not_read(content: bytes) -> None:
    assert seen(content).kind is Coverable.NOT_HERE


def test_an_entity_is_refused_by_the_reader_of_xml_itself() -> None:
    for xml in (ENTITY, OUTSIDE):
        with pytest.raises(Unreadable):
            tree_of(xml.encode())


def test_a_sheet_with_a_cell_at_the_end_of_the_world_costs_nothing() -> None:
    sheet = f'<worksheet {S}><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="a" r:id="s"/></sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="s" Target="s.xml"/>'
            "</Relationships>",
            "xl/s.xml": f"{sheet}</sheetData></worksheet>",
        }
    )
    assert read(content).text == "a\n1"


def test_an_open_document_that_stands_for_a_million_cells_is_not_read() -> None:
    row = '<table:table-row table:number-rows-repeated="1000000">'
    with ZipFile(BytesIO(an_ods())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"<table:table-row>", row.encode(), 1)
    assert seen(packed(dict(parts))).kind is Coverable.NOT_HERE


def test_a_mail_is_read_and_not_its_code() -> None:
    assert HER.encode() not in an_eml()
    assert f"{HIM} complained." in read(an_eml()).text
    assert reading_of(b"Name: Maija\nTo: somebody\n\nHello") is None


def test_lists_of_older_programs_are_text() -> None:
    said = "nimi;määrä\nÄiti;1\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert text_of(said.encode(encoding)) == said
    assert text_of(bytes(range(256))) is None


def test_a_deletion_of_whole_paragraphs_is_put_away_too() -> None:
    body = (
        '<w:del w:author="x"><w:p><w:r><w:delText>Gone</w:delText></w:r></w:p></w:del>'
        "<w:p><w:r><w:t>Stays</w:t></w:r></w:p>"
    )
    content = document(f"<w:document {W}><w:body>{body}</w:body></w:document>")
    assert read(content).text == "Stays\nGone"


@pytest.mark.parametrize(
    "written",
    [
        "Meikäläinen",
        "Meika\u0308la\u0308inen",
        "Meik\\u00e4l\\u00E4inen",
        "Mei\u00adkä\u200bläinen",
    ],
    ids=["whole", "accents apart", "as JSON escapes", "with unseen signs"],
)
def test_a_name_is_found_however_its_letters_are_written(written: str) -> None:
    for text, words in ((f"a {written} b", "meikäläinen"), (f"a {written} b", "MEIKÄLÄINEN")):
        assert occurrences(text, words) == [(2, 2 + len(written))]


def test_what_excel_writes_with_numbers_is_read_as_it_is_shown() -> None:
    with ZipFile(BytesIO(an_xlsx())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    shared = archive_part(parts, "xl/sharedStrings.xml")
    parts["xl/sharedStrings.xml"] = shared.replace("Matti ", "_x004D_atti_x000D_ ")
    assert HIM in read(packed(parts)).text


def archive_part(parts: dict[str, str | bytes], name: str) -> str:
    part = parts[name]
    return part.decode() if isinstance(part, bytes) else part


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ods"])
def test_a_file_that_was_spoiled_is_read_or_refused_and_breaks_nothing(kind: str) -> None:
    chance = random.Random(7)  # the same spoiled files each time
    with ZipFile(BytesIO(KINDS[kind]())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _each in range(60):
        name = chance.choice(xml)
        said = archive_part(parts, name)
        numbers = [found.span(1) for found in re.finditer(r'"(\d+)"', said)] or [(0, 0)]
        start, end = chance.choice(numbers)
        wrong = chance.choice(["-1", "99999999999", "x", "", "1048577", "٣"])
        spoiled = said[:start] + wrong + said[end:]
        if chance.random() < 0.5:
            place = chance.randrange(len(said))
            spoiled = said[:place] + said[place + chance.randrange(40) :]
        assert seen(packed({**parts, name: spoiled})).kind in (
            Coverable.DOCUMENT,
            Coverable.NOT_HERE,
        )
