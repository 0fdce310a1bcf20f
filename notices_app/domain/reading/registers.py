"""Which registers a mail may mean: by their names, or by the theme of both."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from notices_app.domain.reading.fold import fold
from notices_app.domain.reading.rulebook import load

_WORDS = re.compile(r"[^\W\d_]{5,}")
# Words that many registers share say nothing of which is meant.
_GENERIC = (
    "rekist",
    "regist",
    "tieto",
    "henkilo",
    "perso",
    "uppgi",
    "daten",
    "sidor",
    "palve",
    "servi",
    "tjans",
)


@cache
def _themes() -> dict[str, tuple[str, ...]]:
    return {theme: tuple(stems) for theme, stems in load("any")["themes"].items()}


def registers_meant(text: str, registers: Mapping[int, Iterable[str]]) -> list[int]:
    """The keys of those *registers* (key → names in any language) that *text* may mean."""
    folded = fold(text)
    mail_themes = _themes_in(folded)
    return [
        key
        for key, names in registers.items()
        if any(_names(folded, fold(name)) for name in names)
        or mail_themes & {theme for name in names for theme in _themes_in(fold(name))}
    ]


def _names(folded: str, name: str) -> bool:
    stems = [word[:6] for word in _WORDS.findall(name) if not word.startswith(_GENERIC)]
    return bool(stems) and all(re.search(rf"(?<!\w){re.escape(stem)}", folded) for stem in stems)


def _themes_in(folded: str) -> set[str]:
    return {
        theme
        for theme, stems in _themes().items()
        if any(re.search(rf"(?<!\w){re.escape(stem)}", folded) for stem in stems)
    }
