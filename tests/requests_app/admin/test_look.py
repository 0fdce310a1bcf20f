"""Staff look through what was collected: marks, covered copies, and a gate that nobody passes."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import html5lib
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from requests_app.models import (
    AccessRequest,
    DisclosurePackage,
    DisclosureReview,
    RedactionMark,
    StoredFile,
)
from requests_app.services.store_file import read_file
from tests.cases import (
    begin,
    collect_all,
    handler_of,
    make_received,
    send_answer,
    settle,
)
from tests.factories import make_user
from tests.office import a_docx, an_xlsx
from tests.raw_sql import refusal_of
from tests.requests_app.admin.staff import case_url, signed_in, step_url, text_of
from tests.requests_app.fulfilment.built import built
from tests.requests_app.fulfilment.test_covering import OTHER, a_file_about_two
from tests.requests_app.fulfilment.test_covering_documents import everything_in
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db

TEXT = f"Orders of Maija. {OTHER} complained."


class Desk:
    """A case whose collected files and texts name somebody else."""

    def __init__(
        self, *, second: bool = False, files: Sequence[SimpleUploadedFile] | None = None
    ) -> None:
        request = settle(begin(make_received()))
        request.controller.second_person_reviews = second
        request.controller.save()
        files = files or [
            SimpleUploadedFile("letter.pdf", a_file_about_two()),
            SimpleUploadedFile("notes.json", f'{{"by": "{OTHER}"}}'.encode()),
        ]
        self.case: AccessRequest = collect_all(request, files=list(files), result=TEXT)
        self.pdf, self.notes = self.case.files.order_by("pk")
        self.client: Client = signed_in(handler_of(self.case.controller))

    def url(self, file: StoredFile) -> str:
        return reverse("admin:case_look_file", args=[self.case.pk, file.pk])

    def text_url(self, pk: int) -> str:
        return reverse("admin:case_look_text", args=[self.case.pk, pk])

    def post(self, url: str, *, client: Client | None = None, **fields: Any) -> Any:
        return (client or self.client).post(url, fields)

    def cover(self, url: str, *, words: str = OTHER) -> None:
        marked = self.post(url, reason="others", words=words)
        assert marked.status_code == 302, text_of(marked)
        assert self.post(url, cover="1").status_code == 302

    def cover_all(self) -> None:
        for file in (self.pdf, self.notes):
            self.cover(self.url(file))
        for task in self.case.tasks.all():
            self.cover(self.text_url(task.pk))

    def prepare(self, **fields: Any) -> Any:
        return self.client.post(
            step_url(self.case, "prepare-answer"), {"outcome": "granted", **fields}
        )


def test_what_is_covered_is_not_in_the_package_and_the_original_stays_apart() -> None:
    desk = Desk()
    desk.cover_all()
    assert desk.prepare().status_code == 302
    package = DisclosurePackage.objects.get()
    given = list(package.files.order_by("pk"))
    assert [file.redacted_from for file in given] == [desk.pdf, desk.notes]
    assert OTHER.encode() in b"".join(read_file(desk.notes))

    archive = built(send_answer(desk.case))
    for name in archive.namelist():
        content = archive.read(name)
        assert OTHER.encode() not in content, name
        assert b"Virtanen" not in content, name
    pdf = pypdfium2.PdfDocument(BytesIO(archive.read("files/letter.pdf")).getvalue())
    assert pdf[0].get_textpage().get_text_range() == ""
    pdf.close()
    notes = archive.read("files/notes.json").decode()
    assert notes == '{"by": "█████ [data of another person (Art. 15(4))]"}'
    page = archive.read("index.html").decode()
    assert "█████ [data of another person (Art. 15(4))] complained." in page
    assert "<bdi>letter.pdf</bdi>: data of another person" in page


def test_nothing_goes_unseen_by_the_page_or_past_it() -> None:
    desk = Desk()
    refused = text_of(desk.prepare())
    assert "Look this through for other people’s data first: letter.pdf." in refused
    assert "first: notes.json." in refused
    assert not DisclosurePackage.objects.exists()

    desk.post(desk.url(desk.pdf), reason="others", words=OTHER)
    assert desk.post(desk.url(desk.pdf), clear="1").status_code == 200  # marked: not clear
    assert "looked_through" not in text_of(desk.client.get(step_url(desk.case, "prepare-answer")))
    package = DisclosurePackage.objects.create(
        request=desk.case, content=b"x", created_at=desk.pdf.created_at
    )
    put_in = (
        "INSERT INTO requests_app_disclosurepackage_files"
        f" (disclosurepackage_id, storedfile_id) VALUES ({package.pk}, {desk.pdf.pk})"
    )
    assert refusal_of(put_in) == "package_files_looked_through"
    ready = f"UPDATE requests_app_disclosurepackage SET state = 'ready' WHERE id = {package.pk}"
    assert refusal_of(ready) == "package_texts_looked_through"


def test_a_mark_that_changes_afterwards_opens_the_question_again() -> None:
    desk = Desk()
    desk.cover_all()
    desk.post(
        desk.url(desk.pdf),
        reason="law",
        page=1,
        left=10,
        top=10,
        width=5,
        height=5,
    )
    assert "first: letter.pdf" in text_of(desk.prepare())
    mark = RedactionMark.objects.get(reason="law")
    assert (mark.page, round(mark.x or 0, 2), round(mark.width or 0, 2)) == (0, 0.1, 0.05)
    desk.post(desk.url(desk.pdf), unmark=str(mark.pk))
    desk.post(desk.url(desk.pdf), cover="1")
    assert desk.prepare().status_code == 302
    assert StoredFile.objects.filter(redacted_from=desk.pdf).count() == 2
    assert DisclosurePackage.objects.get().files.filter(redacted_from=desk.pdf).count() == 1
    late = desk.post(desk.url(desk.pdf), clear="1")
    assert "before the answer is put together, not now" in text_of(late)


def test_where_two_must_look_the_first_is_never_the_second() -> None:
    desk = Desk(second=True)
    desk.cover_all()
    assert "A second person has to look this through first: letter.pdf." in text_of(desk.prepare())
    assert "looked_through" not in text_of(desk.client.get(step_url(desk.case, "prepare-answer")))
    own = desk.post(desk.url(desk.pdf), agree="1")
    assert "you were the first" in text_of(own)

    other = signed_in(make_user(desk.case.controller))
    for url in (
        *(desk.url(file) for file in (desk.pdf, desk.notes)),
        *(desk.text_url(task.pk) for task in desk.case.tasks.all()),
    ):
        assert desk.post(url, client=other, agree="1").status_code == 302
    assert not DisclosureReview.objects.filter(second_at=None).exists()
    assert desk.prepare().status_code == 302


def test_the_page_shows_what_goes_out_and_is_kept_nowhere() -> None:
    desk = Desk()
    url = desk.url(desk.pdf)
    page = desk.client.get(url)
    parser = html5lib.HTMLParser()
    parser.parse(page.content.decode())
    assert parser.errors == []
    assert "no-store" in page["Cache-Control"]
    picture = desk.client.get(reverse("admin:case_look_page", args=[desk.case.pk, desk.pdf.pk, 1]))
    assert picture["Content-Type"] == "image/jpeg"
    assert "no-store" in picture["Cache-Control"]
    beyond = reverse("admin:case_look_page", args=[desk.case.pk, desk.pdf.pk, 9])
    assert desk.client.get(beyond).status_code == 404
    assert "were not found" in text_of(desk.post(url, reason="others", words="Nobody Here"))
    assert "words, or a box with all its sides" in text_of(desk.post(url, reason="others", page=1))
    outside = desk.post(url, reason="others", page=7, left=1, top=1, width=1, height=1)
    assert "does not lie on a page" in text_of(outside)
    assert "Look through and cover" in text_of(desk.client.get(case_url(desk.case)))


def test_what_still_waits_is_named_on_the_case_and_leads_from_one_to_the_next() -> None:
    desk = Desk()
    waits = "Still to be looked through for other people’s data:"
    assert desk.url(desk.pdf) in text_of(desk.client.get(case_url(desk.case))).partition(waits)[2]
    desk.cover(desk.url(desk.pdf))
    page = text_of(desk.client.get(desk.url(desk.pdf))).partition(waits)[2]
    assert desk.url(desk.notes) in page
    assert desk.url(desk.pdf) not in page
    for task in desk.case.tasks.all():
        desk.cover(desk.text_url(task.pk))
    desk.cover(desk.url(desk.notes))
    assert waits not in text_of(desk.client.get(case_url(desk.case)))
    marked = text_of(desk.client.get(desk.url(desk.notes)))
    assert f"<bdi>{OTHER}</bdi>" in marked


def test_a_mark_over_the_edge_of_a_value_breaks_no_file() -> None:
    desk = Desk()
    url = desk.url(desk.notes)
    desk.post(url, reason="others", start=1, end=4)
    assert "readable no more" in text_of(desk.post(url, cover="1"))


def test_of_a_word_and_an_excel_file_the_text_that_remains_is_given() -> None:
    files = [
        SimpleUploadedFile("letter.docx", a_docx()),
        SimpleUploadedFile("orders.xlsx", an_xlsx()),
    ]
    desk = Desk(files=files)
    word, sheet = desk.case.files.order_by("pk")
    form = text_of(desk.client.get(step_url(desk.case, "prepare-answer")))
    assert "hidden in these files and would be given too: letter.docx, orders.xlsx." in form

    page = text_of(desk.client.get(desk.url(word)))
    assert "What else is in this file" in page
    assert (
        "what was deleted, by: <bdi>OtherChanger Virtanen, OtherDeleter Virtanen</bdi> (2)" in page
    )
    assert "Difficult, says Matti Virtanen" in page
    desk.cover(desk.url(word), words="Virtanen")
    assert desk.post(desk.url(sheet), reason="others", cells="nowhere").status_code == 200
    assert "There is nothing" in text_of(desk.post(desk.url(sheet), reason="law", cells="Z9"))
    desk.post(desk.url(sheet), reason="law", cells="B3:B6")
    desk.cover(desk.url(sheet), words="Virtanen")
    for task in desk.case.tasks.all():
        desk.cover(desk.text_url(task.pk))
    for each in (word, sheet):
        shown = desk.client.get(desk.url(each))
        parser = html5lib.HTMLParser()
        parser.parse(shown.content.decode())
        assert parser.errors == []
        assert "Virtanen" not in text_of(shown).partition("As the person would read it")[2]
    assert desk.prepare().status_code == 302

    archive = built(send_answer(desk.case))
    assert {"files/letter.html", "files/orders.xlsx"} <= set(archive.namelist())
    for name in archive.namelist():
        whole = everything_in(archive.read(name))
        for word_of_another in (b"Virtanen", b"OtherAuthor", b"OtherPivot", b"=1+1"):
            assert word_of_another not in whole, (name, word_of_another)
    assert "Meikäläinen ordered." in archive.read("files/letter.html").decode()
    assert "Meikäläinen".encode() in everything_in(archive.read("files/orders.xlsx"))
    listed = {each["name"]: each for each in json.loads(archive.read("manifest.json"))["files"]}
    assert listed["files/letter.html"]["given_as"] == "text"
    assert listed["files/letter.html"]["covered"] == ["15(4)"]
    assert listed["files/orders.xlsx"]["covered"] == ["15(4)", "23"]
    assert (
        "It is given as text, because parts of it were covered."
        in archive.read("index.html").decode()
    )
    parser = html5lib.HTMLParser()
    parser.parse(archive.read("files/letter.html").decode())
    assert parser.errors == []
    assert b"OtherDeleter" in everything_in(b"".join(read_file(word)))

    person = Person()
    person.open_request(desk.case.submission)
    theirs = text_of(person.get("answer"))
    assert "<bdi>letter.html</bdi>: data of another person (Art. 15(4)). It is given as" in theirs
    copy = person.get("file", pk=word.copies.get().pk)
    assert copy["Content-Disposition"].startswith("attachment")
    assert b"Virtanen" not in b"".join(copy.streaming_content)


def test_who_does_not_handle_requests_sees_no_page() -> None:
    desk = Desk()
    for role in (Role.DPO, Role.REGISTER_EDITOR):
        client = signed_in(make_user(desk.case.controller, role=role))
        assert client.get(desk.url(desk.pdf)).status_code == 404
        assert desk.post(desk.url(desk.pdf), client=client, clear="1").status_code == 404
