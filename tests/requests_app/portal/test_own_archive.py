"""The person fetches the answer as one file: with a code, once, in time, and on the record."""

import hashlib
import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import html5lib
import pytest
from django.core.files.storage import default_storage

from notices_app.models import Notice
from requests_app.models import AccessRequest, AuditEntry, DisclosurePackage, PackageArchive
from requests_app.services.build_archives import build_archives
from requests_app.services.remind_of_packages import remind_of_packages
from tests.cases import make_answered
from tests.clock import Clock
from tests.requests_app.admin.staff import text_of
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db


class Reader(Person):
    """A person whose answer is there."""

    def __init__(self, request: AccessRequest, *, language: str = "en") -> None:
        super().__init__(language=language)
        self.open_request(request.submission)
        self.pk = DisclosurePackage.objects.get(request=request).pk

    def page(self) -> str:
        return text_of(self.get("archive", pk=self.pk))

    def ask_code(self) -> str:
        """Have a code mailed, and read it."""
        assert self.post("archive_code", pk=self.pk).status_code == 302
        mail = Notice.objects.filter(kind="package_code").latest("pk").text
        found = re.search(r"^(\d{4} \d{4})$", mail, re.MULTILINE)
        assert found
        return found[1]

    def enter(self, code: str) -> Any:
        return self.post("archive_open", {"code": code}, pk=self.pk)

    def download(self) -> Any:
        return self.get("archive_file", pk=self.pk)


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_it_says_how_far_it_is_and_is_fetched_with_a_mailed_code(clock: Clock) -> None:
    request = make_answered()
    reader = Reader(request)
    assert "waits for its turn" in reader.page()
    PackageArchive.objects.update(parts=12, parts_done=4)
    assert "4 of 12 parts are done" in reader.page()
    assert "It is being put together." in text_of(reader.get("answer"))
    PackageArchive.objects.update(parts=0, parts_done=0)
    build_archives()
    assert "The file is ready" in reader.page()
    assert reader.download().url == reader.address("archive", pk=reader.pk)  # not without a code

    code = reader.ask_code()
    assert "We have sent the code" in reader.page()
    assert reader.enter(code).status_code == 302
    page = reader.get("archive", pk=reader.pk).content.decode()
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    answer = reader.download()
    content = bytes_of(answer)

    archive = PackageArchive.objects.get()
    assert archive.sha256 in page
    assert hashlib.sha256(content).hexdigest() == archive.sha256
    assert int(answer["Content-Length"]) == len(content)
    assert request.submission.reference in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert ZipFile(BytesIO(content)).testzip() is None
    entry = AuditEntry.objects.get(event="archive.downloaded")
    assert entry.facts["sha256"] == archive.sha256
    assert "127.0.0.1" not in str(entry.facts)
    assert "You downloaded the answer as one file." in text_of(reader.get("request"))


def test_a_code_works_once_in_its_time_and_for_its_own_answer(clock: Clock) -> None:
    request, other = make_answered(), make_answered()
    reader, stranger = Reader(request), Reader(other)
    build_archives()
    code = reader.ask_code()

    assert "does not open the file" in text_of(stranger.enter(code))
    assert "does not open the file" in text_of(reader.enter("1234 5678"))
    assert "eight digits" in text_of(reader.enter("12"))
    assert reader.enter(code.replace(" ", "")).status_code == 302
    assert "does not open the file" in text_of(reader.enter(code))
    assert reader.download().status_code == 200
    clock.advance(minutes=16)
    assert reader.download().status_code == 302  # the window is over; the next needs a code

    late = reader.ask_code()
    clock.advance(minutes=31)
    assert "does not open the file" in text_of(reader.enter(late))
    assert stranger.get("archive", pk=reader.pk).status_code == 404
    assert stranger.get("archive_file", pk=reader.pk).status_code == 404
    assert stranger.post("archive_code", pk=reader.pk).status_code == 404


def test_guesses_kill_the_code_and_codes_are_few_in_an_hour(clock: Clock) -> None:
    reader = Reader(make_answered())
    build_archives()
    code = reader.ask_code()
    for guess in range(5):
        reader.enter(f"0000 000{guess}")
    assert "does not open the file" in text_of(reader.enter(code))
    for _ in range(4):
        reader.ask_code()
    assert "Several codes were sent" in text_of(reader.post("archive_code", pk=reader.pk))


def test_what_failed_says_why_and_is_tried_again(clock: Clock) -> None:
    request = make_answered()
    file = DisclosurePackage.objects.get().files.get()
    with default_storage.open(str(file.sealed)) as stored:
        content = stored.read()
    default_storage.delete(str(file.sealed))
    build_archives()
    reader = Reader(request)
    assert "is no longer there, or was changed" in reader.page()
    assert "Nothing of your answer is lost" in reader.page()

    default_storage.save(str(file.sealed), BytesIO(content))
    assert reader.post("archive", pk=reader.pk).status_code == 302
    build_archives()

    assert "The file is ready" in reader.page()


def test_renewed_it_is_there_longer_and_then_it_is_gone(clock: Clock) -> None:
    request = make_answered()
    reader = Reader(request)
    build_archives()
    clock.advance(days=20)
    reader = Reader(request)
    reader.post("renew", pk=reader.pk)
    clock.advance(days=45)  # past the first end, before the second
    reader = Reader(request)
    assert reader.enter(reader.ask_code()).status_code == 302
    assert reader.download().status_code == 200
    clock.advance(days=30)
    assert Reader(request).get("archive", pk=reader.pk).status_code == 410


def test_an_answer_nobody_opened_is_told_of_once_before_it_goes(clock: Clock) -> None:
    request = make_answered()
    end = DisclosurePackage.objects.get().expires_at
    assert end
    clock.set(end - timedelta(days=8))
    assert remind_of_packages() == 0
    clock.set(end - timedelta(days=6))
    assert (remind_of_packages(), remind_of_packages()) == (1, 0)
    mail = Notice.objects.get(kind="package_expires")
    assert "Esimerkkikatu" not in mail.text
    assert mail.to_address == "maija@example.org"

    Reader(request).get("answer")
    assert remind_of_packages() == 0
