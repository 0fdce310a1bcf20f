"""Countries as people call them, by their ISO 3166 codes, after the Unicode CLDR."""

from functools import cache

from babel import Locale


def country_name(code: str, language: str) -> str:
    """What *language* calls a country; the code itself where it has no name for it."""
    return _names(language).get(code, code)


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)
