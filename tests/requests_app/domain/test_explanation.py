"""The reasons as sentences: complete in three languages, and true to the dates."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from registers_app.domain.dates import written_date
from requests_app.domain.deadline import (
    ClockFacts,
    Dates,
    Ground,
    Rule,
    Source,
    Step,
    Suspension,
    compute,
)
from requests_app.domain.explanation import (
    CITATIONS,
    LANGUAGES,
    SENTENCES,
    explain,
    explain_step,
)
from tests.looped import for_each

RECEIVED = ClockFacts(
    received_at=datetime(2026, 3, 2, 10, tzinfo=UTC),
    time_zone="Europe/Helsinki",
    calendar="FI",
)


def waited(first: int, last: int, ground: Ground = Ground.IDENTITY) -> Suspension:
    return Suspension(
        ground=ground,
        asked_at=datetime(2026, 3, first, 9, tzinfo=UTC),
        answered_at=datetime(2026, 3, last, 10, tzinfo=UTC),
    )


def explained(*suspensions: Suspension, language: str = "en") -> str:
    return "\n".join(explain(compute(replace(RECEIVED, suspensions=suspensions)), language))


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


def test_the_three_languages_are_finnish_swedish_and_english() -> None:
    assert set(LANGUAGES) == {"fi", "sv", "en"}


@for_each("language", LANGUAGES)
def test_every_rule_and_every_source_has_its_words(language: str) -> None:
    assert {code.partition(".")[0] for code in SENTENCES[language]} == set(Rule)
    assert set(CITATIONS[language]) == set(Source)


@for_each("language", LANGUAGES)
def test_a_sentence_names_the_same_facts_in_every_language(language: str) -> None:
    for code, sentence in SENTENCES["en"].items():
        assert placeholders(SENTENCES[language][code]) == placeholders(sentence), code


@for_each("language", LANGUAGES)
def test_a_sentence_that_counts_days_has_a_form_for_one_day(language: str) -> None:
    for code, sentence in SENTENCES[language].items():
        if "days" in placeholders(sentence):
            assert f"{code}.one" in SENTENCES[language], code


@for_each("language", LANGUAGES)
def test_every_sentence_is_whole_and_ends_with_its_source(language: str) -> None:
    for rule in Rule:
        for days in (1, 2):
            step = Step(
                rule=rule,
                source=Source.ANSWER,
                from_date=date(2026, 3, 2),
                to_date=date(2026, 4, 2),
                days=days if "days" in placeholders(SENTENCES[language][rule]) else None,
            )
            sentence = explain_step(step, language)

            assert sentence.endswith(f". ({CITATIONS[language][Source.ANSWER]})")
            assert not re.search(r"None|[{}]", sentence)


@for_each("language, written", [("fi", "5.3.2027"), ("sv", "5 mars 2027"), ("en", "5 March 2027")])
def test_a_date_is_written_in_the_manner_of_its_language(language: str, written: str) -> None:
    assert written_date(date(2027, 3, 5), language) == written


def test_a_plain_request_is_explained_in_three_steps() -> None:
    assert explained() == (
        "The request arrived on 2 March 2026. Time starts to run on the next day; the day of "
        "arrival itself is not counted. (Reg. 1182/71 Art. 3(1))\n"
        "One month from 2 March 2026 ends on 2 April 2026, the day with the same number in the "
        "next month. (Reg. 1182/71 Art. 3(2)(c))\n"
        "The request must be answered without undue delay, and by 2 April 2026 at the latest. "
        "(GDPR Art. 12(3))"
    )


def test_one_day_is_told_as_one_day_and_a_holiday_as_a_holiday() -> None:
    text = explained(waited(3, 4))

    assert "one day is not counted" in text
    assert "The one day that is not counted is added to 2 April 2026" in text
    assert "3 April 2026 is a public holiday" in text
    assert "by 7 April 2026 at the latest" in text
    assert "left out of account, the time limit would end on 2 April 2026" in text


@for_each(
    "language, words",
    [
        ("en", "11 April 2026 is a Saturday"),
        ("fi", "11.4.2026 on lauantai"),
        ("sv", "Den 11 april 2026 är en lördag"),
    ],
)
def test_overlapping_waits_are_told_as_counted_once(language: str, words: str) -> None:
    text = explained(waited(3, 10), waited(5, 12, Ground.CLARIFICATION), language=language)

    assert words in text
    assert re.search(r"\b9 (days|päivää|dagar)\b", text)


def test_the_last_date_told_as_due_is_the_due_date() -> None:
    dates: Dates = compute(replace(RECEIVED, suspensions=(waited(3, 12),)))
    (due,) = [step for step in dates.steps if step.rule is Rule.DUE]

    assert due.to_date == dates.due_on == date(2026, 4, 13)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        explain(compute(RECEIVED), "de")
