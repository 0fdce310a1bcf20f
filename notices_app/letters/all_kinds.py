"""Every letter of the desk, by medium and name.

A text lies in ``templates/letters/<medium>/<name>.<language>.txt``, its subject on the first line.
"""

from notices_app.letters.answer_kinds import ANSWERS
from notices_app.letters.case_kinds import CASE_LETTERS
from notices_app.letters.kinds import LetterFault, LetterKind, Medium
from notices_app.letters.mail_kinds import MAILS
from notices_app.letters.recipient_kinds import RECIPIENT_LETTERS
from notices_app.letters.register_kinds import REGISTER_MAILS

LETTER_KINDS: dict[tuple[Medium, str], LetterKind] = {
    (kind.medium, kind.name): kind
    for kind in (*MAILS, *REGISTER_MAILS, *CASE_LETTERS, *RECIPIENT_LETTERS, *ANSWERS)
}


def find_kind(medium: Medium, name: str) -> LetterKind:
    """The declared kind. Raises LetterFault when there is none of that name."""
    try:
        return LETTER_KINDS[medium, name]
    except KeyError:
        raise LetterFault(f"There is no {medium} letter {name}") from None
