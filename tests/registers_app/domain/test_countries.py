"""Countries have names in each language of the desk."""

import pytest

from registers_app.domain.countries import country_name


@pytest.mark.parametrize(
    ("language", "name"), [("fi", "Yhdysvallat"), ("sv", "USA"), ("en", "United States")]
)
def test_a_country_has_its_name_in_each_language(language: str, name: str) -> None:
    assert country_name("US", language) == name


def test_a_code_of_no_country_stands_as_it_is() -> None:
    assert country_name("ZX", "en") == "ZX"
