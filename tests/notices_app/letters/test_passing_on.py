"""A processor passes on: what it says to the person, to staff and to the controller."""

import pytest

from notices_app.letters import compose_mail
from tests.notices_app.letters.facts import LANGUAGES, facts

DUE_ON = {"fi": "5.4.2027", "sv": "5 april 2027", "en": "5 April 2027"}

every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@pytest.mark.parametrize(
    "kind", ["received_confirm", "received", "confirm_reminder", "email_confirmed"]
)
def test_a_processor_says_by_when_it_passes_on_and_names_no_day_of_another(
    kind: str, language: str
) -> None:
    letter = compose_mail(kind=kind, language=language, context=facts(several=False))
    forward = {"fi": "10.3.2027", "sv": "10 mars 2027", "en": "10 March 2027"}[language]
    assert forward in letter.text
    assert DUE_ON[language] not in letter.text


@every_language
@pytest.mark.parametrize("kind", ["staff_before", "staff_today", "staff_late"])
def test_staff_are_reminded_to_pass_on_and_not_to_answer(kind: str, language: str) -> None:
    passing = compose_mail(kind=kind, language=language, context=facts())
    answering = compose_mail(kind=kind, language=language, context=facts(forward_by=None))
    controller = {
        "fi": "rekisterinpitäjälle",
        "sv": "den personuppgiftsansvarige",
        "en": "to the c",
    }
    assert controller[language] in passing.text
    assert controller[language] not in answering.text


@every_language
def test_what_a_controller_is_handed_names_the_agreement_and_not_the_person(language: str) -> None:
    letter = compose_mail(kind="handed_over", language=language, context=facts())
    assert "Service agreement 2024-017" in letter.text
    assert "https://desk.example/fi/handed-over/s3cret/" in letter.text
    assert "Meikäläinen" not in letter.subject + letter.text + letter.html
