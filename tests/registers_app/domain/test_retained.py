"""Which retention rule is about which purpose."""

import pytest

from registers_app.domain.retained import concerns

USED_FOR = {"invoices": ["billing"], "names": []}


@pytest.mark.parametrize(
    ("purposes", "categories", "is_about"),
    [
        pytest.param([], [], True, id="names nothing: everything"),
        pytest.param(["billing"], [], True, id="names the purpose"),
        pytest.param(["marketing"], [], False, id="names another purpose"),
        pytest.param([], ["invoices"], True, id="names data used for it"),
        pytest.param(["marketing"], ["invoices"], False, id="the purpose is named, and is another"),
        pytest.param([], ["names"], True, id="names data of which no use is said"),
        pytest.param([], ["unknown"], True, id="names data that the version does not know"),
    ],
)
def test_a_rule_is_about_what_it_names(
    purposes: list[str], categories: list[str], is_about: bool
) -> None:
    found = concerns("billing", purposes=purposes, data_categories=categories, used_for=USED_FOR)
    assert found is is_about


def test_a_rule_about_data_that_are_used_for_something_else_is_not_about_the_purpose() -> None:
    assert not concerns("marketing", purposes=[], data_categories=["invoices"], used_for=USED_FOR)
