"""How well mails are read: the corpus of tests/data/mails."""

import pytest

from notices_app.domain.reading.marks import Kind
from notices_app.domain.reading.rulebook import LANGUAGES
from tests.notices_app.domain.corpus import corpus, reading_of, result
from tests.notices_app.domain.triage_report import PAGE, page_with, table


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_rights_are_found_and_nearly_all_found_were_asked_for(language: str) -> None:
    score = result().language(language)
    assert score.precision >= 0.95
    assert score.recall >= 0.95
    assert len([mail for mail in corpus() if mail.language == language]) >= 30


def test_no_request_and_no_reminder_is_put_aside_as_something_else() -> None:
    for mail in corpus():
        if mail.reading is not Kind.NOT_A_REQUEST:
            assert reading_of(mail.raw).kind is not Kind.NOT_A_REQUEST, mail.name


def test_mails_are_told_apart_and_their_languages_too() -> None:
    assert len(result().wrong) <= 0.05 * len(corpus()), result().wrong


def test_the_document_shows_the_figures_of_today() -> None:
    assert PAGE.read_text("utf-8") == page_with(table()), "make triage-report"
