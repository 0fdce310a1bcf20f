"""The worked examples, whose expected dates were typed by hand from the authorities' texts."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

from requests_app.domain.deadline import (
    ClockFacts,
    Ground,
    Regime,
    Suspension,
    compute,
    end_of_day,
)
from tests.looped import for_each

CASES_FILE = Path(__file__).parents[2] / "data" / "deadline_cases.csv"
with CASES_FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream))


def as_suspension(text: str) -> Suspension:
    ground, asked, answered = text.split("~")
    return Suspension(
        ground=Ground(ground),
        asked_at=datetime.fromisoformat(asked),
        answered_at=datetime.fromisoformat(answered),
    )


def as_facts(case: dict[str, str]) -> ClockFacts:
    notified = case["extension_notified_at"]
    return ClockFacts(
        received_at=datetime.fromisoformat(case["received_at"]),
        time_zone=case["tz"],
        calendar=case["calendar"],
        regime=Regime(case["regime"]),
        suspensions=tuple(as_suspension(text) for text in case["suspensions"].split("|") if text),
        extension_notified_at=datetime.fromisoformat(notified) if notified else None,
    )


def as_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_the_suite_holds_every_worked_example() -> None:
    assert len({case["case_id"] for case in CASES}) == len(CASES) == 109


@for_each("case", CASES)
def test_a_worked_example_gets_every_date_the_law_gives_it(case: dict[str, str]) -> None:
    dates = compute(as_facts(case))

    assert dates.received_on == as_day(case["received_local_date"])
    assert dates.nominal_end == as_day(case["nominal_end"])
    assert dates.base_due_on == as_day(case["base_due"])
    assert dates.extended_due_on == as_day(case["extended_due"])
    assert dates.due_on == as_day(case["expected_due"])
    assert dates.safe_on == as_day(case["safe_due"])
    assert dates.extension_valid == {"yes": True, "no": False, "": None}[case["extension_valid"]]
    assert dates.running

    end = datetime.fromisoformat(case["base_due_end_utc"])
    assert end_of_day(dates.base_due_on, case["tz"]) == end
    assert end_of_day(dates.base_due_on, case["tz"]).tzinfo is UTC
    if dates.extended_due_on is None:
        assert dates.due_ends_at == end
