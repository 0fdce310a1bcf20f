"""To those to whom data were disclosed: what has changed, and what they are to do (Art. 19)."""

from notices_app.letters.kinds import LetterKind, Medium, Part

# ``did``: rectified, erased, made_public (Art. 17(2)), restricted, or ceased.
# ``known_as`` is what the recipient knows the person by, and no more.
RECIPIENT_LETTERS = [
    LetterKind(
        medium=Medium.CASE,
        name="recipient_told",
        needs=frozenset({"controller", "reference", "recipient", "known_as", "did", "change"}),
        parts=frozenset({Part.CONTACT, Part.DONE, Part.TO_DO}),
        needs_content=frozenset({"reference", "recipient", "known_as", "change"}),
    ),
    LetterKind(
        medium=Medium.MAIL,
        name="recipient_told",
        needs=frozenset({"controller", "reference", "recipient", "expires_on", "letter_url"}),
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset({"reference", "recipient", "letter_url"}),
    ),
]
