"""What people type: kept as they wrote it, without the characters that nothing can show."""

import unicodedata
from collections.abc import Mapping

# More than any field takes; beyond it nothing is kept for showing again.
LONGEST_KEPT = 20_000
LINE_BREAKS = frozenset("\n\r\t")


def invisible(text: str, *, many_lines: bool) -> bool:
    """Whether *text* has control characters (NUL among them) that no form, mail or file carries."""
    allowed = LINE_BREAKS if many_lines else frozenset()
    return any(unicodedata.category(char) == "Cc" and char not in allowed for char in text)


def without_invisible(text: str, *, many_lines: bool) -> str:
    """*text* without those characters; a line break in one line becomes a space."""
    allowed = LINE_BREAKS if many_lines else frozenset()
    return "".join(
        _shown(char) if unicodedata.category(char) == "Cc" and char not in allowed else char
        for char in text
    )


def keepable(values: Mapping[str, object]) -> dict[str, str | list[str]]:
    """The typed values as a draft keeps them, however wrong they are."""
    return {name: _kept(value) for name, value in values.items()}


def _kept(value: object) -> str | list[str]:
    if isinstance(value, list):
        return [str(item)[:LONGEST_KEPT] for item in value[:20]]
    return str(value)[:LONGEST_KEPT]


def _shown(char: str) -> str:
    return " " if char in LINE_BREAKS else ""
