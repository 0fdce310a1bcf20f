"""A body over the limits, sent to the real web server: an answer in words, never a cut line."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.house.house import House
from tests.house.person import Person

MEGABYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=x"
PAGES = {"fi": "enemmän kuin voimme ottaa", "sv": "mer än vi kan ta emot", "en": "more than we can"}


def answer_to(house: House, *, language: str, headers: str, pieces: Iterator[bytes]) -> str:
    """What comes back when a browser sends all of its body before it reads."""
    place = urlsplit(house.address)
    assert place.hostname
    assert place.port
    with socket.create_connection((place.hostname, place.port), timeout=60) as line:
        head = f"POST /{language}/form/about/ HTTP/1.1\r\nHost: {place.netloc}\r\n{headers}\r\n"
        line.sendall(f"{head}Connection: close\r\n\r\n".encode())
        for piece in pieces:
            line.sendall(piece)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    return answer.decode()


def megabytes(count: int) -> Iterator[bytes]:
    return iter([b"x" * MEGABYTE] * count)


def in_chunks(count: int) -> Iterator[bytes]:
    for piece in megabytes(count):
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield b"0\r\n\r\n"


@pytest.mark.parametrize(("language", "words"), PAGES.items())
def test_a_text_over_the_limit_is_answered_in_words(
    house: House, language: str, words: str
) -> None:
    answer = answer_to(
        house,
        language=language,
        headers=f"Content-Type: {FORM}\r\nContent-Length: {5 * MEGABYTE}",
        pieces=megabytes(5),
    )

    assert answer.startswith("HTTP/1.1 413 ")
    assert words in answer


def test_files_over_the_limit_are_answered_in_words(house: House) -> None:
    answer = answer_to(
        house,
        language="en",
        headers=f"Content-Type: {FILES}\r\nContent-Length: {40 * MEGABYTE}",
        pieces=megabytes(40),
    )

    assert answer.startswith("HTTP/1.1 413 ")
    assert PAGES["en"] in answer


def test_a_body_without_a_length_is_answered_and_changes_nothing(house: House) -> None:
    answer = answer_to(
        house,
        language="en",
        headers=f"Content-Type: {FORM}\r\nTransfer-Encoding: chunked",
        pieces=in_chunks(3),
    )

    assert answer.startswith("HTTP/1.1 4")
    assert "<h1>" in answer


def test_after_too_much_at_once_the_person_goes_on_where_they_were(house: House) -> None:
    office = house.vacant_office()
    person = Person(house, email="paljon@posti.example", language="fi")
    check = person.fill_in(office, about="Lyhyesti")
    page = person.browser.get("/fi/form/about/")

    refused = page.send(page.form_with("about"), about="x" * 3 * MEGABYTE)

    assert refused.status == 413
    again = refused.follow("Takaisin sivulle")
    assert again.form_with("about").named("about")[0].value == "Lyhyesti"
    assert person.send(check).status == 200
