"""Where a rule of the linter turns: British law, first and last days, and words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registers_app.domain.lint import standing
from registers_app.domain.lint.countries import Adequacy, is_within, must_be_told
from registers_app.domain.lint.facts import VersionFacts
from registers_app.domain.lint.normal import wording
from registers_app.domain.lint.rules import findings_in
from tests.registers_app.domain.lint.version import (
    ALONE,
    CLAUSES,
    CLEAN,
    CONTACTS,
    DECIDING,
    POST,
    TWO_YEARS,
    YOU,
    of_keeper,
    version,
)

BRITISH = of_keeper(country="GB", regime="UK")
DAY = date(2026, 3, 2)


def codes(facts: VersionFacts) -> set[str]:
    return {finding.code for finding in findings_in(facts)}


def test_each_law_has_its_own_home() -> None:
    assert is_within("GB", regime="UK")
    assert not is_within("FI", regime="UK")
    assert is_within("FI", regime="EU")
    assert not is_within("GB", regime="EU")


def test_from_the_uk_only_what_it_does_not_hold_adequate_has_to_be_told() -> None:
    on = date(2026, 11, 26)
    assert not must_be_told("FI", regime="UK", on=on)
    assert not must_be_told("GB", regime="UK", on=on)
    assert must_be_told("IN", regime="UK", on=on)
    assert must_be_told("US", regime="UK", on=on)  # for some recipients only
    assert must_be_told("GB", regime="EU", on=on)


@pytest.mark.parametrize(
    ("recipient", "transfer", "found"),
    [
        ("GB", "GB", "transfer_at_home"),
        ("IN", "US", "recipient_without_transfer"),
        ("FI", "US", ""),
    ],
)
def test_a_british_register_is_read_by_british_law(
    recipient: str, transfer: str, found: str
) -> None:
    facts = version(
        BRITISH,
        recipients=replace(POST, country=recipient),
        transfers=replace(CLAUSES, country=transfer),
    )
    both = {"transfer_at_home", "recipient_without_transfer"}
    assert codes(facts) & both == ({found} if found else set())


def test_adequacy_is_held_to_exist_by_the_law_of_the_register() -> None:
    korea = replace(CLAUSES, country="KR", safeguard="adequacy")
    finland = replace(CLAUSES, country="FI", safeguard="adequacy")
    assert "no_adequacy" not in codes(version(BRITISH, transfers=korea))
    assert "no_adequacy" not in codes(version(BRITISH, transfers=finland))
    assert "no_adequacy" in codes(version(BRITISH, transfers=replace(korea, country="BR")))


def test_a_country_at_home_needs_no_decision_by_the_law_of_the_register() -> None:
    finland = replace(CLAUSES, country="FI", safeguard="adequacy")
    britain = replace(CLAUSES, country="GB", safeguard="adequacy")
    assert "no_adequacy" not in codes(version(transfers=finland))
    assert "no_adequacy" not in codes(version(BRITISH, transfers=britain))
    japan = replace(POST, country="JP")
    assert "recipient_without_transfer" in codes(version(recipients=japan))
    assert "recipient_without_transfer" not in codes(version(BRITISH, recipients=japan))


def test_convictions_with_the_act_that_allows_them_are_in_order() -> None:
    records = replace(CONTACTS, is_criminal=True)
    assert "criminal_without_act" in codes(version(data_categories=records))
    lawful = replace(records, legal_acts=dict.fromkeys(("fi", "sv", "en"), "Act 504/2002"))
    assert "criminal_without_act" not in codes(version(data_categories=lawful))


def test_a_missing_language_is_named() -> None:
    half = replace(CONTACTS, names={"fi": "Nimi", "sv": "", "en": "Name"})
    assert ("sv",) in words(version(data_categories=half), "text_missing")


def test_a_decision_holds_from_its_first_day_to_its_last() -> None:
    decision = Adequacy(decision="x", since=DAY, until=DAY + timedelta(days=9))
    held = [decision.holds_on(DAY + timedelta(days=days)) for days in (-1, 0, 9, 10)]
    assert held == [False, True, True, False]
    assert Adequacy(decision="x", since=DAY).holds_on(date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 2, 27), date(2025, 2, 27)),
        (date(2026, 3, 29), date(2025, 3, 29)),
        (date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_a_year_ago_is_the_day_of_the_same_number(day: date, before: date) -> None:
    assert standing._a_year_before(day) == before


def test_one_mark_of_risk_is_enough_to_ask_for_an_impact_assessment() -> None:
    assert "impact_assessment_unsaid" in codes(version(DECIDING, impact_assessment=""))
    only_said = version(CLEAN, decides_by_machine=True, automations=())
    assert "impact_assessment_unsaid" in codes(only_said)


def test_an_authority_may_be_anywhere_and_a_source_of_no_kind_may_be_anybody() -> None:
    tax = replace(POST, country="", kind="authority")
    assert "recipient_country_unsaid" not in codes(version(recipients=tax))
    assert "recipient_country_unsaid" in codes(version(recipients=replace(tax, kind="")))
    bought = replace(CONTACTS, origin="third_party")
    unsaid = version(data_categories=bought, sources=(YOU, replace(YOU, key="list", kind="")))
    assert "source_of_others_unnamed" not in codes(unsaid)
    assert "source_of_others_unnamed" in codes(version(data_categories=bought))


def test_a_period_that_starts_otherwise_is_not_counted_and_a_law_is_named() -> None:
    otherwise = replace(TWO_YEARS, period_months=None, starts="other")
    assert "retention_uncounted" in codes(version(retention_rules=otherwise))
    lawful = replace(TWO_YEARS, is_statutory=True)
    assert "statutory_retention_without_act" in codes(version(retention_rules=lawful))
    named = replace(lawful, legal_acts=dict.fromkeys(("fi", "sv", "en"), "Act 1336/1997"))
    assert "statutory_retention_without_act" not in codes(version(retention_rules=named))


def test_a_wording_is_found_by_any_of_its_stems_and_patterns_in_any_case() -> None:
    found = wording(r"in writing only", r"\bsigned form\b", stems="writ|sign")
    assert found.stems == ("writ", "sign")
    for text in ("In Writing Only", "by a SIGNED form"):
        assert found.pattern.search(text)
    assert not found.pattern.search("in writing or by phone")


HEALTH = replace(CONTACTS, key="health", is_special=True, special_condition="employment")


def places(facts: VersionFacts, code: str) -> list[str]:
    return [finding.place for finding in findings_in(facts) if finding.code == code]


def words(facts: VersionFacts, code: str) -> list[tuple[str, ...]]:
    return [finding.words for finding in findings_in(facts) if finding.code == code]


@pytest.mark.parametrize(
    ("used_for", "decided_about", "found"),
    [
        ((), (), True),  # data of every purpose
        ((), ("orders",), True),
        (("orders",), (), True),  # a decision about every purpose
        (("orders",), ("orders",), True),
        (("letter",), ("orders",), False),
    ],
)
def test_a_machine_meets_special_categories_where_both_are_about_one_purpose(
    used_for: tuple[str, ...], decided_about: tuple[str, ...], found: bool
) -> None:
    facts = version(
        DECIDING,
        data_categories=replace(HEALTH, purposes=used_for),
        automations=replace(ALONE, purposes=decided_about),
    )
    assert places(facts, "automation_on_special") == (["automations.credit"] if found else [])


def test_without_special_categories_a_decision_about_everything_is_no_fault_of_theirs() -> None:
    ordinary = version(DECIDING, data_categories=CONTACTS, automations=replace(ALONE, purposes=()))
    assert places(ordinary, "automation_on_special") == []
    allowed = replace(HEALTH, special_condition="explicit_consent")
    assert places(version(ordinary, data_categories=allowed), "automation_on_special") == []


@pytest.mark.parametrize(
    ("used_for", "covered"),
    [((), True), (("orders",), True), (("orders", "letter"), True), (("letter",), False)],
)
def test_a_rule_about_a_purpose_covers_the_data_that_are_used_for_it(
    used_for: tuple[str, ...], covered: bool
) -> None:
    facts = version(
        data_categories=replace(CONTACTS, purposes=used_for),
        retention_rules=replace(TWO_YEARS, purposes=("orders",)),
    )
    uncovered = places(facts, "retention_uncovered")
    assert ("data_categories.contacts" not in uncovered) == covered
    assert "purposes.letter" in uncovered


def test_a_rule_about_other_data_alone_covers_none_that_no_purpose_leads_to() -> None:
    facts = version(
        data_categories=(CONTACTS, replace(CONTACTS, key="bills", purposes=("orders",))),
        retention_rules=replace(TWO_YEARS, data_categories=("bills",)),
    )
    assert places(facts, "retention_uncovered") == ["purposes.letter", "data_categories.contacts"]


def test_a_finding_quotes_each_key_that_names_nothing_once_in_their_order() -> None:
    lost = replace(TWO_YEARS, purposes=("wine", "orders", "beer", "wine"))
    assert words(version(retention_rules=lost), "key_unknown") == [("wine", "beer")]


def test_a_finding_quotes_the_words_by_which_data_could_stay_for_good() -> None:
    endless = replace(
        TWO_YEARS,
        period_months=None,
        starts="",
        names={"fi": "Toistaiseksi", "sv": "Tills vidare", "en": "indefinitely, indefinitely"},
    )
    (quoted,) = words(version(retention_rules=endless), "retention_without_end")
    assert [word.casefold() for word in quoted] == ["toistaiseksi", "tills vidare", "indefinitely"]
