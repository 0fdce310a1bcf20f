"""Short rules, each whole: fees, periods of the file, urgency, the chain, references, search."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

from requests_app.domain.audit_chain import GENESIS, Link, canonical, chain_hash, payload_digest
from requests_app.domain.fee import ARTICLES, PROVEN_BY_THE_CONTROLLER, FeeGround, fee_grounds
from requests_app.domain.references import new_reference
from requests_app.domain.retention import kept_until
from requests_app.domain.rights import RULES, ObjectionScope, Right, knows_no_month, stops_at_once
from requests_app.domain.search_text import fold
from requests_app.domain.signs import Sign, are_enough
from requests_app.domain.urgency import Urgency, urgency_of
from tests.looped import for_each

TODAY = date(2027, 3, 5)
LINK = Link(
    submission_id=7,
    number=3,
    at=datetime(2027, 3, 5, 12, 0, 0, 250, tzinfo=UTC),
    event="request.assessed",
    actor_kind="user",
    actor_id=11,
    request_id=9,
    facts={"to": "assessing", "from": "received"},
    payload_digest="ab",
)


@for_each(
    "right, grounds",
    [
        (Right.ACCESS, set(FeeGround)),
        (Right.ERASURE, {FeeGround.ART12_5_UNFOUNDED, FeeGround.ART12_5_EXCESSIVE}),
        (Right.AUTOMATED_DECISION, {FeeGround.ART12_5_UNFOUNDED, FeeGround.ART12_5_EXCESSIVE}),
        (Right.CONSENT_WITHDRAWAL, set()),
    ],
)
def test_a_further_copy_or_an_abuse_may_cost_something_and_withdrawing_never(
    right: Right, grounds: set[FeeGround]
) -> None:
    assert set(fee_grounds(right)) == grounds


def test_every_fee_has_its_article_and_abuse_is_for_the_controller_to_prove() -> None:
    assert set(ARTICLES) == set(FeeGround)
    assert FeeGround.ART15_3_FURTHER_COPY not in PROVEN_BY_THE_CONTROLLER


def test_the_parts_of_a_file_go_after_90_days_and_after_the_controllers_months() -> None:
    until = kept_until(date(2027, 1, 31), contact_months=13, case_months=36)
    assert until.material == date(2027, 5, 1)
    assert until.contacts == date(2028, 2, 29)
    assert until.case == date(2030, 1, 31)


@for_each(
    "days, urgency",
    [
        (-1, Urgency.LATE),
        (0, Urgency.TODAY),
        (1, Urgency.SOON),
        (7, Urgency.SOON),
        (8, Urgency.LATER),
    ],
)
def test_late_begins_the_day_after_the_due_day_and_soon_a_week_before(
    days: int, urgency: Urgency
) -> None:
    due_on = TODAY + timedelta(days=days)
    assert urgency_of(is_closed=False, due_on=due_on, today=TODAY) is urgency
    assert urgency_of(is_closed=True, due_on=due_on, today=TODAY) is Urgency.CLOSED


def test_what_has_no_due_day_waits_for_the_person() -> None:
    assert urgency_of(is_closed=False, due_on=None, today=TODAY) is Urgency.WAITING


@for_each(
    "right, scope, at_once, whole",
    [
        (Right.CONSENT_WITHDRAWAL, "", True, True),
        (Right.OBJECTION, ObjectionScope.MARKETING, True, True),
        (Right.OBJECTION, ObjectionScope.ALL, True, False),
        (Right.OBJECTION, ObjectionScope.OTHER, False, False),
        (Right.ERASURE, "", False, False),
        (Right.ERASURE, ObjectionScope.MARKETING, False, False),
    ],
)
def test_marketing_and_consent_stop_at_once_and_the_rest_has_its_month(
    right: Right, scope: str, at_once: bool, whole: bool
) -> None:
    assert stops_at_once(right, scope) is at_once
    assert knows_no_month(right, scope) is whole


def test_recipients_are_told_after_articles_16_17_and_18_alone() -> None:
    told = {right for right, rules in RULES.items() if rules.recipients_are_told}
    assert told == {Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION}


def test_an_entry_is_chained_by_all_that_it_says() -> None:
    fields = {
        "submission": 7,
        "number": 3,
        "at": "2027-03-05T12:00:00.000250+00:00",
        "event": "request.assessed",
        "actor": ["user", 11],
        "request": 9,
        "facts": {"to": "assessing", "from": "received"},
        "payload": "ab",
    }
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert (
        chain_hash(LINK, previous_hash=GENESIS) == sha256(f"{'0' * 64}{text}".encode()).hexdigest()
    )


def test_the_time_zone_in_which_an_instant_is_written_changes_no_hash() -> None:
    elsewhere = replace(LINK, at=LINK.at.astimezone(timezone(timedelta(hours=3))))
    assert chain_hash(elsewhere, previous_hash="") == chain_hash(LINK, previous_hash="")


def test_json_for_hashing_has_one_form() -> None:
    assert canonical({"b": "ä", "a": [1, None]}) == '{"a":[1,null],"b":"ä"}'
    assert payload_digest(salt="s", content="x") == sha256(b's"x"').hexdigest()


def test_a_reference_has_two_times_four_letters_that_nobody_mistakes() -> None:
    references = {new_reference() for _ in range(500)}
    assert len(references) == 500
    for reference in references:
        assert re.fullmatch(r"RD(-[2-9A-HJKMNP-Z]{4}){2}", reference), reference


@for_each(
    "text, folded",
    [
        ("  Äiti   Öljy ", "aiti oljy"),
        ("Straße\x00Nr.5", "strasse nr 5"),
        ("maija@example.org", "maija example org"),
        ("", ""),
    ],
)
def test_what_is_searched_for_is_found_however_it_is_written(text: str, folded: str) -> None:
    assert fold(text) == folded


@for_each(
    "signs, waits",
    [
        ([], False),
        ([Sign.TOO_FAST], False),
        ([Sign.TOO_FAST, Sign.TOO_FAST], False),  # the same sign twice is one
        ([Sign.MANY_FROM_NETWORK], False),
        ([Sign.TOO_FAST, Sign.MANY_FROM_NETWORK], True),
        ([Sign.TRAP_FILLED], True),
        ([Sign.NO_PROOF_OF_WORK], True),
        ([Sign.MANY_FOR_ADDRESS], True),
    ],
)
def test_a_message_waits_for_a_look_with_enough_signs(signs: list[Sign], waits: bool) -> None:
    assert are_enough(signs) == waits
