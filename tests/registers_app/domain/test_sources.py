"""Which purposes use data that the people did not give themselves."""

import pytest

from registers_app.domain.sources import used_from_elsewhere

PURPOSES = ["orders", "letter", "credit"]


@pytest.mark.parametrize(
    ("categories", "found"),
    [
        ([], []),
        ([("provided", []), ("observed", ["letter"])], []),
        ([("third_party", ["credit"])], ["credit"]),
        ([("derived", ["credit", "orders"])], ["orders", "credit"]),
        ([("third_party", [])], PURPOSES),  # it is not said for what: for anything
        ([("provided", []), ("third_party", ["letter"]), ("derived", ["orders"])], PURPOSES[:2]),
        ([("third_party", ["gone"])], []),
    ],
)
def test_data_from_others_and_data_made_here_do_not_come_from_the_person(
    categories: list[tuple[str, list[str]]], found: list[str]
) -> None:
    assert used_from_elsewhere(PURPOSES, categories) == found
