"""Which of a person's contact data a register is searched by, as its own words tell."""

from collections.abc import Iterable

_MAIL = ("mail", "sähköposti", "e-post")
_PHONE = ("phone", "puhelin", "telefon", "mobil", "matkapuhelin")


def names_mail(lines: Iterable[str]) -> bool:
    """Whether one of the lines speaks of e-mail addresses."""
    return _names(lines, _MAIL)


def names_phone(lines: Iterable[str]) -> bool:
    """Whether one of the lines speaks of phone numbers."""
    return _names(lines, _PHONE)


def _names(lines: Iterable[str], words: tuple[str, ...]) -> bool:
    return any(word in line.casefold() for line in lines for word in words)
