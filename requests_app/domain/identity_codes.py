"""Personal identity codes in free text, covered but for the date of birth.

A code individualises and proves nothing, and is not shown needlessly (Finland: Data Protection Act
1050/2018 s. 29; Sweden: lag 2018:218 ch. 3 s. 10; law.md C.5). Only what is surely a code is
covered: its date exists and its control character is right. Danish numbers carry no check since
2007: what has their form, with the hyphen and a date that exists, is covered too.
"""

import re
from collections.abc import Callable
from datetime import date

COVER = "*"
# What keyboards make of a hyphen.
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_FINNISH_CONTROL = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_FINNISH_CENTURIES = (
    dict.fromkeys("+", 1800)
    | dict.fromkeys(f"{_HYPHENS}UVWXY", 1900)
    | dict.fromkeys("ABCDEF", 2000)
)
# Each pattern: what stays, then what is covered. Not inside a longer number or word.
_FINNISH = re.compile(
    rf"(?<![0-9])([0-9]{{6}} ?([{_HYPHENS}+A-FU-Y]) ?)([0-9]{{3}}[0-9A-Y])(?![^\W_])",
    re.ASCII | re.IGNORECASE,
)
_SWEDISH = re.compile(
    rf"(?<![0-9+])((?:1[89]|20)?[0-9]{{6}} ?([{_HYPHENS}+]?) ?)([0-9]{{4}})(?![0-9])", re.ASCII
)
_NORWEGIAN = re.compile(r"(?<![0-9+])([0-9]{6} ?)([0-9]{5})(?![0-9])", re.ASCII)
_ESTONIAN = re.compile(r"(?<![0-9+])()([1-8])([0-9]{6})([0-9]{4})(?![0-9])", re.ASCII)
_DANISH = re.compile(rf"(?<![0-9+])([0-9]{{6}}[{_HYPHENS}])([0-9]{{4}})(?![0-9])", re.ASCII)


def masked(text: str, cover: str = COVER) -> str:
    """*text* with each code reduced to its date of birth: ``131052-****``. Of the same length."""
    for pattern, cut in _KINDS:
        text = pattern.sub(_covering(cut, cover), text)
    return text


def holds_code(text: str) -> bool:
    """Whether something in *text* is covered when staff read it."""
    return masked(text) != text


def _covering(
    cut: Callable[[re.Match[str], str], str | None], cover: str
) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        covered = cut(match, cover)
        return match[0] if covered is None else covered

    return replace


def _finnish(match: re.Match[str], cover: str) -> str | None:
    day, month, year = _pairs(match[1])
    century = _FINNISH_CENTURIES[match[2].upper()]
    number = int(match[1][:6] + match[3][:3])
    right = _FINNISH_CONTROL[number % 31] == match[3][3].upper()
    if not right or not _is_day(century + year, month, day):
        return None
    return match[1] + cover * 4


def _swedish(match: re.Match[str], cover: str) -> str | None:
    digits = "".join(char for char in match[1] if char.isdecimal())
    bare = digits[-6:]
    if len(digits) == 6 and not match[2] and bare.startswith("0"):
        return None  # as likely a telephone number
    year, month, day = _pairs(bare)
    centuries = [int(digits[:2]) * 100] if len(digits) == 8 else [1800, 1900, 2000]
    # A coordination number has sixty added to its day.
    born = day - 60 if day > 60 else day
    exists = any(_is_day(century + year, month, born) for century in centuries)
    if not exists or not _luhn(bare + match[3]):
        return None
    return match[1] + cover * 4


def _norwegian(match: re.Match[str], cover: str) -> str | None:
    number = [int(char) for char in match[1][:6] + match[2]]
    day, month, year = _pairs(match[1])
    # A D number has forty added to its day.
    born = day - 40 if day > 40 else day
    exists = any(_is_day(century + year, month, born) for century in (1800, 1900, 2000))
    sums = (
        _weighed(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)),
        _weighed(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)),
    )
    if not exists or any(each % 11 for each in sums):
        return None
    return match[1] + cover * 5


def _danish(match: re.Match[str], cover: str) -> str | None:
    day, month, year = _pairs(match[1])
    if not any(_is_day(century + year, month, day) for century in (1800, 1900, 2000)):
        return None
    return match[1] + cover * 4


def _estonian(match: re.Match[str], cover: str) -> str | None:
    """The first digit tells the sex and is covered too."""
    century = 1800 + (int(match[2]) - 1) // 2 * 100
    year, month, day = _pairs(match[3])
    number = [int(char) for char in match[0]]
    check = _weighed(number, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = _weighed(number, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    if check != number[-1] or not _is_day(century + year, month, day):
        return None
    return cover + match[3] + cover * 4


def _pairs(digits: str) -> tuple[int, int, int]:
    return int(digits[:2]), int(digits[2:4]), int(digits[4:6])


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(char) * (2 - place % 2) for place, char in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _weighed(number: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(number, weights, strict=False))


_KINDS = (
    (_FINNISH, _finnish),
    (_SWEDISH, _swedish),
    (_NORWEGIAN, _norwegian),
    (_ESTONIAN, _estonian),
    (_DANISH, _danish),
)
