"""The published conformance suite of deadlines holds, by the desk's count and by a second one.

``docs/conformance/deadlines.csv`` has the columns of the law's own worked examples.
"""

import csv
from pathlib import Path

from requests_app.domain.deadline import compute
from tests.looped import for_each
from tests.requests_app.domain.second_count import second_count
from tests.requests_app.domain.test_deadline_cases import as_day, as_facts

SUITE = Path(__file__).parents[3] / "docs" / "conformance" / "deadlines.csv"
with SUITE.open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))

VALID = {"yes": True, "no": False, "": None}


def test_the_suite_has_two_hundred_rows_and_no_name_twice() -> None:
    assert len({row["case_id"] for row in ROWS}) == len(ROWS) >= 200


@for_each("row", ROWS)
def test_a_row_gets_its_dates(row: dict[str, str]) -> None:
    dates = compute(as_facts(row))

    assert dates.received_on == as_day(row["received_local_date"])
    assert dates.nominal_end == as_day(row["nominal_end"])
    assert dates.base_due_on == as_day(row["base_due"])
    assert dates.extended_due_on == as_day(row["extended_due"])
    assert dates.due_on == as_day(row["expected_due"])
    assert dates.safe_on == as_day(row["safe_due"])
    assert dates.extension_valid == VALID[row["extension_valid"]]


@for_each("row", ROWS)
def test_another_arithmetic_comes_to_the_same(row: dict[str, str]) -> None:
    counted = second_count(row)

    assert counted.received_on == as_day(row["received_local_date"])
    assert counted.nominal_end == as_day(row["nominal_end"])
    assert counted.base_due == as_day(row["base_due"])
    assert counted.extended_due == as_day(row["extended_due"])
    assert counted.safe_due == as_day(row["safe_due"])
    assert counted.extension_valid == VALID[row["extension_valid"]]
