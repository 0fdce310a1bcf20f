"""Each rule finds what it is for, where it is, and nothing in what only comes near."""

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from registers_app.domain.lint.facts import VersionFacts
from registers_app.domain.lint.finding import Severity
from registers_app.domain.lint.rules import RULES, findings_in
from registers_app.domain.lint.words_that_narrow import NARROWING
from tests.registers_app.domain.lint.cases import ALONGSIDE, FOUND, NEAR
from tests.registers_app.domain.lint.version import (
    CLEAN,
    DECIDING,
    PROCESSING,
    of_register,
    said,
    version,
)
from tests.registers_app.domain.lint.wordings import FREE, NARROW


def codes(facts: VersionFacts) -> set[str]:
    return {finding.code for finding in findings_in(facts)}


@pytest.mark.parametrize("facts", [CLEAN, DECIDING, PROCESSING])
def test_a_whole_version_raises_nothing(facts: VersionFacts) -> None:
    assert [str(finding) for finding in findings_in(facts)] == []


def test_every_rule_is_put_to_the_test() -> None:
    assert {*FOUND, *NARROW} == set(RULES)
    assert set(NEAR) <= set(RULES)
    assert set(FREE) == set(NARROW)
    assert set(NARROWING) <= set(RULES)


@pytest.mark.parametrize("code", FOUND)
def test_a_rule_finds_what_it_is_for_in_its_place_and_brings_up_nothing_else(code: str) -> None:
    for facts, place in FOUND[code]:
        found = findings_in(facts)
        assert place in [one.place for one in found if one.code == code]
        assert {one.code for one in found} - {code} <= ALONGSIDE.get(code, set())


@pytest.mark.parametrize("code", NEAR)
def test_a_rule_leaves_alone_what_only_comes_near(code: str) -> None:
    for facts in NEAR[code]:
        assert code not in codes(facts)


@pytest.mark.parametrize("code", NARROW)
def test_words_are_found_in_any_text_and_language_however_they_are_written(code: str) -> None:
    for language, text in ((each, text) for text in NARROW[code] for each in ("fi", "sv", "en")):
        found = {
            one.code: one
            for one in findings_in(version(descriptions={**said("-"), language: text}))
        }
        assert code in found, text
        assert found[code].place == "descriptions"
        assert found[code].words


@pytest.mark.parametrize("code", FREE)
def test_words_that_only_sound_alike_are_left_alone(code: str) -> None:
    for text in FREE[code]:
        assert code not in codes(version(descriptions=said(text))), text


def test_words_are_read_wherever_people_read_them() -> None:
    words = said("Requests are taken in writing only.")
    for column in ("identity_reasons", "identity_masks", "identity_facts", "find_by"):
        spoilt: dict[str, Any] = {column: words}
        found = findings_in(of_register(**spoilt))
        assert [str(one) for one in found] == [f"form_of_request register.{column}"]
    for line in chain(CLEAN.lines, DECIDING.automations):
        base = DECIDING if line.part == "automations" else CLEAN
        spoilt = {line.part: replace(line, names=words)}
        found = findings_in(version(base, **spoilt))
        assert ("form_of_request", line.place) in {(one.code, one.place) for one in found}


def test_a_finding_says_each_word_once_for_a_place() -> None:
    facts = version(descriptions=said("Privacy Shield, Privacy Shield"))
    (found,) = (one for one in findings_in(facts) if one.code == "privacy_shield")
    assert found.words == ("Privacy Shield",)


def test_errors_come_first_and_notes_last() -> None:
    facts = version(purposes=(), recipients=(), contacts=(), retention_rules=())
    order = [one.severity for one in findings_in(facts)]
    assert order == sorted(order, key=list(Severity).index)


def test_a_processor_is_not_asked_for_what_only_a_controller_tells() -> None:
    empty = version(
        PROCESSING, purposes=(), data_categories=(), recipients=(), retention_rules=(), sources=()
    )
    assert codes(empty) == set()
