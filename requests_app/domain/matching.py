"""By what two submissions may be the same person's: never proof, only a reason to look.

A key is the kind of mark and what it says, written in one way. Nothing follows from a match but a
question to a human (GDPR Art. 12(6): identity is settled for each submission by itself).
"""

import re
from enum import StrEnum

from requests_app.domain.search_text import fold

# A national number without its prefix; shorter ones are extensions of an exchange.
PHONE_DIGITS = 8
SHORTEST_PHONE = 6
# A customer number, not a house number.
IDENTIFIER_DIGITS = 4
MOST_IDENTIFIERS = 20
LONGEST_KEY = 320


class Mark(StrEnum):
    """What may be alike."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    IDENTIFIER = "identifier"


def match_keys(*, name: str, email: str, phone: str, identifiers: str) -> list[str]:
    """The marks of a person as keys, in one order and each once."""
    keys = {
        *_keys(Mark.EMAIL, [folded_email(email)]),
        *_keys(Mark.PHONE, [folded_phone(phone)]),
        *_keys(Mark.NAME, [_name(name)]),
        *_keys(Mark.IDENTIFIER, _identifiers(identifiers)),
    }
    return sorted(keys)


def mark_of(key: str) -> Mark:
    """What a key is about."""
    return Mark(key.split(":", 1)[0])


def folded_email(email: str) -> str:
    """A mail address, written in one way."""
    return email.strip().casefold()


def folded_phone(phone: str) -> str:
    """The last digits, so that +358 40 123 4567 and 040 123 4567 are one; empty if too few."""
    digits = "".join(char for char in phone if char.isdecimal())
    return digits[-PHONE_DIGITS:] if len(digits) >= SHORTEST_PHONE else ""


def _keys(mark: Mark, values: list[str]) -> list[str]:
    return [f"{mark}:{value}"[:LONGEST_KEY] for value in values if value]


def _name(name: str) -> str:
    """First and last name in any order; a single word names too many people."""
    words = sorted(fold(name).split())
    return " ".join(words) if len(words) > 1 else ""


def _identifiers(text: str) -> list[str]:
    """Words that hold a number of some length: a customer number, a date of birth."""
    found = []
    for word in re.split(r"[\s,;]+", text.casefold()):
        bare = "".join(char for char in word if char.isalnum())
        if sum(char.isdecimal() for char in bare) >= IDENTIFIER_DIGITS:
            found.append(bare)
    return found[:MOST_IDENTIFIERS]
