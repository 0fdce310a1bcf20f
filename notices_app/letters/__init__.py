"""Letters: whole texts in each language, composed from named placeholders."""

from notices_app.letters.all_kinds import LETTER_KINDS
from notices_app.letters.compose import Composed, compose_case_letter, compose_mail
from notices_app.letters.kinds import (
    Acted,
    LetterFault,
    LetterKind,
    Medium,
    OwnerActed,
    Part,
)

__all__ = [
    "LETTER_KINDS",
    "Acted",
    "Composed",
    "LetterFault",
    "LetterKind",
    "Medium",
    "OwnerActed",
    "Part",
    "compose_case_letter",
    "compose_mail",
]
