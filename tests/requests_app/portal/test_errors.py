"""When something goes wrong: a calm page in the person's language, and the draft is kept."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
TOO_MUCH = 2 * 1024 * 1024 + 1


@pytest.fixture
def answers() -> Answers:
    controller = make_controller()
    make_register(controller)
    return answers_to(controller, register="customers")


def urlencoded(person: Person) -> Any:
    return person.client.post(person.step("about"), b"about=" + b"x" * TOO_MUCH, content_type=FORM)


def multipart(person: Person) -> Any:
    return person.client.post(person.step("about"), {"about": "x" * TOO_MUCH})


def many_fields(person: Person) -> Any:
    body = "&".join(f"f{number}=1" for number in range(5001))
    return person.client.post(person.step("about"), body, content_type=FORM)


SENDERS = [urlencoded, multipart, many_fields]
WORDS = {
    "fi": "enemmän kuin",
    "sv": "mer än",
    "en": "more than we can take",
}


@pytest.mark.parametrize("send", SENDERS)
@pytest.mark.parametrize(("language", "words"), WORDS.items())
def test_too_much_at_once_is_answered_in_the_persons_language_and_the_draft_survives(
    answers: Answers, send: Callable[[Person], Any], language: str, words: str
) -> None:
    person = Person(language=language)
    person.fill_in(answers)

    response = send(person)

    assert response.status_code == 413
    page = response.content.decode()
    assert words in page
    assert f'<html lang="{language}">' in page
    assert f'href="{person.step("about")}"' in page
    assert "My orders of 2024" in person.get("check").content.decode()


@pytest.mark.parametrize("send", SENDERS)
def test_too_much_at_once_is_answered_alike_while_developing(
    answers: Answers, send: Callable[[Person], Any], settings: Any
) -> None:
    settings.DEBUG = True
    person = Person()
    person.fill_in(answers)

    assert send(person).status_code == 413


def test_a_damaged_multipart_body_is_a_calm_400(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    response = person.client.post(
        person.step("about"), b"--x\r\nnonsense", content_type="multipart/form-data"
    )

    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_form_without_its_token_changes_nothing_and_keeps_the_draft(
    answers: Answers, language: str
) -> None:
    person = Person(language=language, enforce_csrf_checks=False)
    person.fill_in(answers)
    person.client.handler.enforce_csrf_checks = True

    response = person.answer("about", {"about": "Changed"})

    assert response.status_code == 403
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert f'href="{person.step("about")}"' in page
    assert "My orders of 2024" in person.get("check").content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_unknown_address_is_answered_in_the_language_of_its_prefix(language: str) -> None:
    response = Person().client.get(f"/{language}/nowhere/")

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_error_of_ours_is_a_calm_page_without_the_database(language: str) -> None:
    person = Person(language=language, raise_request_exception=False)

    with patch("requests_app.portal.journey.answers_of", side_effect=RuntimeError("broken")):
        response = person.get("start")

    assert response.status_code == 500
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert "broken" not in page


def test_a_foreign_host_is_a_calm_400() -> None:
    response = Person().client.get("/en/", HTTP_HOST="evil.example")

    assert response.status_code == 400
    assert "evil" not in response.content.decode()
