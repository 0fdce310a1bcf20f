"""The package as one file: what lies in it, that it is whole, and that it stays small in memory."""

import csv
import hashlib
import os
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import BinaryIO, cast

import html5lib
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from config.crypto import seal_chunks
from notices_app.letters.pdf import letters_pdf
from requests_app.domain.rights import Right
from requests_app.fulfilment.archive.contents import contents_of
from requests_app.fulfilment.archive.letter import letter_of
from requests_app.fulfilment.archive.names import safe_names
from requests_app.fulfilment.archive.zipped import Part, Pulled, zipped
from requests_app.models import AnswerBy, AuditEntry, DisclosurePackage, PaperLetter
from requests_app.services.print_letters import on_paper
from tests.cases import (
    begin,
    collect_all,
    make_answered,
    make_received,
    prepare,
    send_answer,
    settle,
)
from tests.eight import answered, received
from tests.pdf import Pdf
from tests.requests_app.fulfilment.built import archive_of, built, json_in

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_all_that_the_law_wants_is_in_it_and_the_manifest_proves_it_whole() -> None:
    request = make_answered(language="fi")
    archive = built(request)

    assert archive.testzip() is None
    manifest = json_in(archive, "manifest.json")
    assert [file["name"] for file in manifest["files"]] == [
        "index.html",
        "letter.pdf",
        "data/data.json",
        "data/data.csv",
        "data/information.json",
        "data/information.csv",
        "files/orders.csv",
    ]
    assert archive.namelist() == [*(file["name"] for file in manifest["files"]), "manifest.json"]
    for file in manifest["files"]:
        content = archive.read(file["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["size"], file["sha256"])
    kept = archive_of(request)
    digest = hashlib.sha256(archive.read("manifest.json")).hexdigest()
    entry = AuditEntry.objects.get(event="archive.built")
    assert entry.facts["manifest_sha256"] == kept.manifest_sha256 == digest
    assert entry.facts["sha256"] == kept.sha256
    assert (kept.parts_done, kept.parts) == (8, 8)
    articles = {row["article"] for row in json_in(archive, "data/information.json")["information"]}
    assert {"15(1)(a)", "15(1)(b)", "15(1)(c)", "15(1)(d)", "15(1)(g)", "15(1)(h)"} <= articles

    page = archive.read("index.html").decode()
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    assert '<html lang="fi">' in page
    assert "<script" not in page
    for words in ("Esimerkkikatu 1", "15(1)(d)", "tietosuoja.fi", "files/orders.csv", "Hei Maija"):
        assert words in page
    letter = Pdf(archive.read("letter.pdf"))
    assert (letter.is_tagged, letter.language) == (True, "fi")
    assert "Maija Meikäläinen" in letter.words

    with default_storage.open(str(kept.sealed)) as stored:
        at_rest = stored.read()
    assert b"PK\x03\x04" not in at_rest
    assert b"manifest" not in at_rest


@pytest.mark.django_db
def test_its_letter_is_the_letter_that_was_posted_without_the_address_on_the_envelope() -> None:
    street = "Vuorenpeikontie"
    by_post = begin(make_received(answer_by=AnswerBy.POST, postal_address=street))
    request = send_answer(prepare(collect_all(settle(by_post))))
    posted = PaperLetter.objects.get(letter=letter_of(request))
    on_the_mat = Pdf(letters_pdf([on_paper(posted)])).words.split()
    packed = Pdf(built(request).read("letter.pdf")).words.split()
    assert [word for word in on_the_mat if word != street] == packed
    assert street in on_the_mat


@pytest.mark.django_db
def test_the_same_answer_makes_the_same_bytes() -> None:
    make_answered()
    package = DisclosurePackage.objects.get()
    assert package.released_at

    def whole() -> bytes:
        return b"".join(zipped(contents_of(package), at=package.released_at))  # type: ignore[arg-type]

    assert whole() == whole()


@pytest.mark.django_db
def test_names_in_any_script_are_kept_and_a_cell_that_would_run_is_not_run() -> None:
    request = settle(begin(make_received()))
    names = ["Äiti & lapsi.csv", "ÄITI & LAPSI.csv", "данные.json", "CON.txt"]
    collect_all(
        request,
        files=[SimpleUploadedFile(name, b"=1+1") for name in names],
        result='=HYPERLINK("http://evil.example")',
    )
    archive = built(send_answer(prepare(request)))

    assert archive.namelist()[-5:-1] == [
        "files/Äiti & lapsi.csv",
        "files/ÄITI & LAPSI (2).csv",
        "files/данные.json",
        "files/_CON.txt",
    ]
    rows = list(csv.reader(StringIO(archive.read("data/data.csv").decode("utf-8-sig"))))
    assert rows[1][1] == '\'=HYPERLINK("http://evil.example")'
    assert json_in(archive, "data/data.json")["systems"][0]["text"].startswith("=HYPERLINK")
    assert "files/%C3%84iti%20%26%20lapsi.csv" in archive.read("index.html").decode()


@pytest.mark.django_db
def test_what_is_moved_leaves_out_what_article_20_does() -> None:
    archive = built(answered(received(Right.PORTABILITY)))

    names = archive.namelist()
    assert "data/information.json" not in names
    fields = json_in(archive, "data/data.json")["fields"]
    assert {field["origin"] for field in fields} <= {"provided", "observed"}
    assert "15(1)(a)" not in archive.read("index.html").decode()


def test_a_name_can_be_unpacked_everywhere() -> None:
    long = "x" * 300 + ".csv"
    names = [
        "../../etc/passwd",
        "a\u202etxt.exe",
        "aux",
        "con.tar.gz",
        "x?.csv",
        " . ",
        long,
        "X_.csv",
    ]

    assert list(safe_names(names)) == [
        "_._etc_passwd",
        "atxt.exe",
        "_aux",
        "_con.tar.gz",
        "x_.csv",
        "file",
        "x" * 116 + ".csv",
        "X_ (2).csv",
    ]


def test_a_hundred_files_take_no_more_memory_than_one() -> None:
    block = os.urandom(64 * 1024)
    pieces = 4
    digest = hashlib.sha256(block * pieces).hexdigest()

    def read() -> Iterator[bytes]:
        return iter([block] * pieces)

    parts = [
        Part(name=f"files/{number}", size=len(block) * pieces, sha256=digest, pieces=read)
        for number in range(100)
    ]
    whole = Pulled(zipped(parts, at=NOON))
    tracemalloc.start()
    for chunk in seal_chunks(cast(BinaryIO, whole)):
        assert chunk
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert whole.size > 25_000_000
    assert peak < 3_000_000
