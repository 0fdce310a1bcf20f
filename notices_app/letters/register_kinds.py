"""The mails that tell of a change in a register: to those whose work or duty it touches."""

from notices_app.letters.kinds import LetterKind, Medium, Part

# ``parts`` are the lists of what was added, removed and changed, with nothing unpublished;
# ``more`` is how many changes are not in them, ``hidden`` how many are never published.
_ALWAYS = frozenset(
    {
        "controller",
        "register",
        "number",
        "effective_on",
        "notes",
        "parts",
        "more",
        "notice_url",
        "changes_url",
    }
)

REGISTER_MAILS = [
    LetterKind(
        medium=Medium.MAIL,
        name="register_changed",
        needs=_ALWAYS | {"capacity", "hidden", "compare_url"},
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset({"register"}),
    ),
    LetterKind(
        medium=Medium.MAIL,
        name="register_changed_client",
        needs=_ALWAYS | {"agreement", "processors_added", "processors_gone", "processors_unnamed"},
        parts=frozenset({Part.CONTACT, Part.OBJECTION}),
        needs_content=frozenset({"register"}),
    ),
]
