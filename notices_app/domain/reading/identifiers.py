"""What a person offers so that their data may be found. Only places: the words stay in the mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LABEL = r"(?:\s*(?:on|är|is|ist|:|=|-|nr|no|nro|numero|nummer|number)\.?\s*){0,3}"
_KINDS = {
    "email": re.compile(r"(?<![\w.])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    "identity_code": re.compile(
        r"(?<!\w)(?:\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-Y]|(?:19|20)?\d{6}[-+]?\d{4})(?!\w)"
    ),
    "customer_number": re.compile(
        rf"(?i)(?:asiakas(?:numero\w*|nro|tunnus\w*)|kund(?:nummer|nr|en?nummer|ennr)?|customer(?:\s(?:no|number|id))?|kundennr)"
        rf"{_LABEL}([A-Z]{{0,3}}-?\d[\w-]{{2,14}})"
    ),
    "case_number": re.compile(
        rf"(?i)(?:hakemus\w*|tilaus\w*|ärende|order|application|bestell(?:ung|nummer)|vorgang|aktenzeichen)"
        rf"{_LABEL}#?([A-Z]{{0,3}}-?\d[\w-]{{2,14}})"
    ),
    "user_name": re.compile(
        rf"(?i)(?:käyttäjä(?:tunnus|nimi)\w*|användarnamn|user\s?name|benutzername|nutzername)"
        rf"{_LABEL}([\w.@-]{{2,40}})"
    ),
    "birth_date": re.compile(
        r"(?i)(?:\bs\.|synt\w*|född|born|geb\w*\.?|date of birth|dob)\W{1,3}"
        r"(?:am\s)?(\d{1,2}[.\-/ ]\s?\w{1,9}[.\-/ ]\s?\d{2,4}|\d{4}-\d\d-\d\d)"
    ),
    "phone": re.compile(
        r"(?<![\w-])(?:\+|00)\d[\d -]{7,15}\d(?!\w)|(?<![\w-])0\d{1,3}[ -]\d[\d -]{4,9}\d(?!\w)"
    ),
    "address": re.compile(
        r"(?<!\w)[A-ZÅÄÖÜ][\w -]{2,30}\s\d{1,4}(?:\s?[A-Za-z]\s?\d{0,3})?,"
        r"\s*(?:\d{3}\s?\d{2}|\d{5})\s+[A-ZÅÄÖÜ][\w-]+"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Identifier:
    """One thing that helps to find the person, by its place."""

    kind: str
    start: int
    end: int


def identifiers_in(text: str) -> Iterator[Identifier]:
    """What *text* offers, in its order."""
    found = [
        Identifier(
            kind=kind, start=match.start(match.lastindex or 0), end=match.end(match.lastindex or 0)
        )
        for kind, finds in _KINDS.items()
        for match in finds.finditer(text)
    ]
    yield from sorted(found, key=lambda each: each.start)
