"""What the letters of the eight rights say, by law, of every outcome."""

import re
from typing import Any

import pytest

from notices_app.letters import (
    LETTER_KINDS,
    LetterFault,
    Medium,
    Part,
    compose_case_letter,
)
from tests.looped import for_each
from tests.notices_app.letters.facts import (
    ASKED,
    AUTHORITY,
    AUTHORITY_BESIDE,
    GROUND,
    GROUND_OF_PURPOSE,
    ITEMS,
    LANGUAGES,
    NO_ITEMS,
    NO_RECIPIENTS,
    RECIPIENTS,
    REVIEW,
    STOPPED,
    facts,
    few_facts,
)

REFUSABLE = (
    "access",
    "portability",
    "rectification",
    "erasure",
    "restriction",
    "objection",
    "automated_decision",
)
IN_PARTS = tuple(right for right in REFUSABLE if right != "automated_decision")
CHANGES = ("rectification", "erasure", "restriction")  # Art. 19
BY_PURPOSE = ("portability", "erasure", "objection")
NOT_MET = (
    *(f"{right}_refused" for right in REFUSABLE),
    *(f"{right}_partial" for right in IN_PARTS),
)
OUTCOMES = {
    *(f"{right}_{outcome}" for right in REFUSABLE for outcome in ("granted", "no_data", "refused")),
    *(f"{right}_partial" for right in IN_PARTS),
    "objection_marketing_granted",
    "consent_withdrawal_granted",
    "consent_withdrawal_not_applicable",
    "consent_withdrawal_no_data",
}
ARTICLES = {
    "access": "15",
    "portability": "20",
    "rectification": "16",
    "erasure": "17",
    "restriction": "18",
    "objection": "21",
    "automated_decision": "22",
    "consent_withdrawal": "7",
}
REMEDY = {"fi": "79 artikla", "sv": "artikel 79", "en": "Article 79"}
COMPLAINT = {"fi": "77 artikla", "sv": "artikel 77", "en": "Article 77"}

every_language = for_each("language", LANGUAGES)
every_outcome = for_each("name", sorted(OUTCOMES))


def parts(name: str) -> frozenset[Part]:
    return LETTER_KINDS[Medium.CASE, name].parts


def written(name: str, language: str, context: dict[str, Any] | None = None) -> str:
    return compose_case_letter(kind=name, language=language, context=context or facts()).text


def cites(text: str, article: str, language: str) -> bool:
    before = {"fi": "", "sv": r"[Aa]rti[^.]*?", "en": r"Articles?[^.]*?"}[language]
    after = r"(?: ja \d+)? artikla" if language == "fi" else ""
    return re.search(rf"{before}\b{article}\b{after}", text) is not None


@every_outcome
def test_every_outcome_has_its_letter(name: str) -> None:
    assert (Medium.CASE, name) in LETTER_KINDS


@for_each(
    "name",
    ["consent_withdrawal_refused", "consent_withdrawal_partial", "objection_marketing_refused"],
)
def test_no_letter_refuses_what_the_law_lets_nobody_refuse(name: str) -> None:
    with pytest.raises(LetterFault):
        compose_case_letter(kind=name, language="en", context=facts())


@every_outcome
def test_every_answer_is_declared_to_need_complaint_and_remedy(name: str) -> None:
    assert parts(name) >= {Part.COMPLAINT, Part.REMEDY, Part.CONTACT}


@every_language
@every_outcome
def test_every_answer_tells_complaint_and_court(name: str, language: str) -> None:
    text = written(name, language, few_facts())
    assert COMPLAINT[language] in text
    assert REMEDY[language] in text


@every_language
@every_outcome
def test_every_answer_cites_the_article_of_its_right(name: str, language: str) -> None:
    right = next(right for right in ARTICLES if name.startswith(right))
    # A refusal cites Art. 12(4); its ground names the rest.
    article = "12" if name.endswith("_refused") else ARTICLES[right]
    assert cites(written(name, language, few_facts()), article, language)


@for_each("right", REFUSABLE)
def test_every_refusal_is_declared_to_need_reasons(right: str) -> None:
    assert Part.REASONS in parts(f"{right}_refused")


@for_each("right", IN_PARTS)
def test_every_partial_answer_is_declared_to_need_reasons(right: str) -> None:
    assert Part.REASONS in parts(f"{right}_partial")


@for_each("name", NOT_MET)
@for_each("key", ["reasoning", "grounds"])
def test_nothing_is_refused_without_its_reasons(name: str, key: str) -> None:
    blank = "  " if key == "reasoning" else []
    with pytest.raises(LetterFault, match=f"{key} is blank"):
        compose_case_letter(kind=name, language="fi", context=facts(**{key: blank}))


@every_language
@for_each("name", NOT_MET)
def test_a_refusal_gives_reasons_the_authorities_and_the_court(name: str, language: str) -> None:
    text = written(name, language)
    assert "You asked for the same a week ago." in text
    for ground in (GROUND, GROUND_OF_PURPOSE):
        assert ground["label"] in text
        assert ground["facts"] in text
    assert GROUND_OF_PURPOSE["purpose"] in text
    cited = {"fi": "12 artiklan 5 kohta", "sv": "artikel 12.5", "en": "Article 12(5)"}
    assert cited[language] in text
    for line in (*AUTHORITY.values(), *AUTHORITY_BESIDE.values()):
        assert line in text
    assert REMEDY[language] in text


@every_language
def test_without_a_known_authority_the_letter_says_where_all_are_listed(language: str) -> None:
    text = written("erasure_refused", language, facts(authorities=[]))
    assert "https://www.edpb.europa.eu/" in text


@every_language
@for_each("right", CHANGES)
@for_each("outcome", ["granted", "partial"])
def test_a_change_names_who_was_told_of_it_and_who_was_not(
    right: str, outcome: str, language: str
) -> None:
    assert Part.RECIPIENTS in parts(f"{right}_{outcome}")
    text = written(f"{right}_{outcome}", language)
    for name in RECIPIENTS["told"]:
        assert f"– {name}\n" in text
    for row in RECIPIENTS["excused"]:
        assert f"– {row['name']}: {row['reason']}\n" in text


@every_language
@for_each("right", CHANGES)
def test_without_recipients_the_letter_says_so(right: str, language: str) -> None:
    text = written(f"{right}_granted", language, facts(recipients=NO_RECIPIENTS))
    assert cites(text, "19", language)


@every_language
@for_each("name", ["erasure_granted", "erasure_partial"])
def test_an_erasure_names_what_is_erased_and_what_is_kept_of_the_request(
    name: str, language: str
) -> None:
    assert Part.RECORD in parts(name)
    text = written(name, language)
    for purpose in (*ITEMS["met"], *ITEMS["not_held"]):
        assert f"– {purpose}\n" in text


@every_language
@for_each("right", BY_PURPOSE)
def test_what_is_kept_is_never_passed_over_in_a_letter_that_grants(
    right: str, language: str
) -> None:
    text = written(f"{right}_granted", language)
    assert GROUND_OF_PURPOSE["purpose"] in text
    assert GROUND_OF_PURPOSE["facts"] in text


@every_language
@for_each("right", BY_PURPOSE)
def test_a_letter_that_grants_all_speaks_of_no_grounds(right: str, language: str) -> None:
    text = written(f"{right}_granted", language, facts(items={**ITEMS, "kept": []}, reasoning=""))
    assert GROUND["label"] not in text
    assert GROUND["facts"] not in text


@every_language
@for_each(
    "name",
    [
        "portability_granted",
        "objection_granted",
        "consent_withdrawal_granted",
        "consent_withdrawal_not_applicable",
    ],
)
def test_what_the_right_does_not_reach_is_named_with_its_basis(name: str, language: str) -> None:
    text = written(name, language)
    for item in ITEMS["outside"]:
        assert f"– {item['purpose']}: {item['bases']}\n" in text


@pytest.mark.parametrize(
    ("count", "wording"), [(1, "for this purpose:"), (2, "for these purposes:")]
)
def test_one_purpose_and_several_are_said_as_people_say_them(count: int, wording: str) -> None:
    items = {**NO_ITEMS, "met": ITEMS["met"][:count]}
    assert wording in written("erasure_granted", "en", facts(items=items))


@every_language
def test_what_was_sent_straight_to_another_controller_names_it(language: str) -> None:
    assert "Wide World Importers AB" in written("portability_granted", language)
    assert "Wide World" not in written("portability_granted", language, facts(sent_to=""))


@every_language
def test_a_correction_shows_how_it_was_and_how_it_is(language: str) -> None:
    text = written("rectification_granted", language)
    for value in ("Address", "Vanhakatu 1", "Uusikatu 2", "Aino", "I was not present."):
        assert value in text


@every_language
def test_a_correction_without_an_old_value_shows_no_empty_line(language: str) -> None:
    text = written("rectification_granted", language)
    assert not re.search(r": *\n(?!\n)", text)


def test_a_rectification_that_names_no_correction_cannot_be_written() -> None:
    with pytest.raises(LetterFault, match="corrections is blank"):
        written("rectification_granted", "en", facts(corrections=[]))


@for_each("name", ["rectification_refused", "rectification_partial"])
def test_who_is_refused_a_rectification_may_attach_a_statement(name: str) -> None:
    assert Part.STATEMENT in parts(name)


@for_each("name", ["restriction_granted", "restriction_partial", "objection_restricted"])
def test_a_restriction_says_what_it_means_and_that_its_end_is_told_before(name: str) -> None:
    assert parts(name) >= {Part.RESTRICTION, Part.PRIOR_NOTICE}


@for_each("name", ["objection_refused", "objection_partial"])
def test_a_restriction_outlives_a_refused_objection_until_its_end_is_told(name: str) -> None:
    assert Part.PRIOR_NOTICE in parts(name)


@every_language
def test_the_end_of_a_restriction_is_told_with_its_day_and_reason(language: str) -> None:
    text = written("restriction_to_be_lifted", language)
    assert {"fi": "3.5.2027", "sv": "3 maj 2027", "en": "3 May 2027"}[language] in text
    assert "The data lie in eleven old archives." in text


@every_language
@for_each("result", ["changed", "confirmed"])
def test_a_human_review_names_the_human_and_the_result(result: str, language: str) -> None:
    said = {
        "changed": {"fi": "Päätöstä muutettiin", "sv": "Beslutet ändrades. ", "en": "was changed"},
        "confirmed": {"fi": "ei muutettu", "sv": "ändrades inte", "en": "was not changed"},
    }
    review = {**REVIEW, "result": result}
    text = written("automated_decision_granted", language, facts(review=review))
    assert REVIEW["reviewer"] in text
    assert REVIEW["findings"] in text
    assert said[result][language] in text


@every_language
def test_a_human_review_without_a_known_result_cannot_be_written(language: str) -> None:
    review = {**REVIEW, "result": "pending"}
    with pytest.raises(LetterFault, match="result"):
        written("automated_decision_granted", language, facts(review=review))


@every_language
def test_several_requests_have_each_their_own_period(language: str) -> None:
    text = written("received", language)
    for day in (
        {"fi": "5.3.2027", "sv": "5 mars 2027", "en": "5 March 2027"},
        {"fi": "5.4.2027", "sv": "5 april 2027", "en": "5 April 2027"},
        {"fi": "6.4.2027", "sv": "6 april 2027", "en": "6 April 2027"},
    ):
        assert day[language] in text
    assert text.count(str(ASKED["right"])) == 2
    assert text.count(str(STOPPED["right"])) == 2


@every_language
def test_only_what_stops_at_once_is_said_to_stop_at_once(language: str) -> None:
    wording = {"fi": "lopetetaan heti", "sv": "upphör genast", "en": "stops at once"}[language]
    assert wording in written("received", language, facts(requests=[STOPPED]))
    assert wording not in written("received", language, facts(requests=[ASKED]))


@every_language
def test_a_forwarded_request_names_who_answers_and_since_when(language: str) -> None:
    text = written("forwarded", language)
    assert "Contoso AB, Stockholm" in text
    assert {"fi": "8.3.2027", "sv": "8 mars 2027", "en": "8 March 2027"}[language] in text


@every_language
@for_each(
    "name",
    ["extended", "unidentified", "withdrawn", "reopened", "restriction_to_be_lifted", "forwarded"],
)
def test_a_letter_of_one_request_among_several_names_its_right(name: str, language: str) -> None:
    assert "access to one’s data" in written(name, language)
