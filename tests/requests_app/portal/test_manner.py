"""Days, times and sizes stand on the pages as each language writes them."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from registers_app.domain.dates import written_moment
from requests_app.domain.rights import Right
from requests_app.models import MessageFile
from requests_app.written import written_size, written_time
from tests.clock import Clock
from tests.eight import received
from tests.requests_app.portal.person import Person

WHEN = datetime(2026, 11, 26, 12, 5, tzinfo=UTC)
MOMENTS = {
    "fi": "26.11.2026 klo\u00a014.05",
    "sv": "26 november 2026 kl.\u00a014.05",
    "en": "26 November 2026 at 14:05",
}


@pytest.mark.parametrize("language", MOMENTS)
def test_an_instant_is_written_by_the_clock_of_its_place(language: str) -> None:
    with translation.override(language):
        assert written_time(WHEN, time_zone="Europe/Helsinki") == MOMENTS[language]
    morning = written_moment(datetime(2026, 3, 2, 8, 0, tzinfo=UTC), language)
    assert re.search(r"\b08[.:]00$", morning)


@pytest.mark.parametrize(
    ("size", "fi", "sv"),
    [
        (1, "0,1 kt", "0,1 kB"),
        (999_940, "999,9 kt", "999,9 kB"),
        (999_960, "1 Mt", "1 MB"),
        (26_214_400, "26,2 Mt", "26,2 MB"),
        (5 * 10**12, "5000 Gt", "5000 GB"),
    ],
)
def test_a_size_has_a_comma_and_stays_on_one_line(size: int, fi: str, sv: str) -> None:
    with translation.override("fi"):
        assert written_size(size) == fi.replace(" ", "\u00a0")
    with translation.override("sv"):
        assert written_size(size) == sv.replace(" ", "\u00a0")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "until", "size", "stop"),
    [
        ("fi", "<strong>11.00</strong>", "1,2\u00a0Mt", "tiistaina 3.3.2026 klo 10.00"),
        ("sv", "<strong>11.00</strong>", "1,2\u00a0MB", "tisdagen den 3 mars 2026 kl. 10.00"),
        ("en", "<strong>11:00</strong>", "1.2\u00a0MB", "Tuesday 3 March 2026 at 10:00"),
    ],
)
def test_the_own_page_writes_in_the_readers_manner(
    language: str, until: str, size: str, stop: str, clock: Clock
) -> None:
    case = received(Right.CONSENT_WITHDRAWAL).submission
    person = Person(language=language)
    person.open_request(case)
    text = SimpleUploadedFile("notes.txt", b"a" * 1_234_567)
    person.post("messages", {"text": "Hei", "attachments": [text]})

    page = person.get("request").content.decode()
    messages = person.get("messages").content.decode()

    assert until in page
    assert stop in page
    assert MessageFile.objects.get().size == 1_234_567
    assert f"({size})" in messages
