"""Every letter of the desk: what it must be given, and what the law wants it to say.

A text lies in ``templates/letters/<medium>/<name>.<language>.txt``, its subject on the first line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Medium(StrEnum):
    """How a letter reaches its reader."""

    MAIL = "mail"  # short: what waits, and where; the content is read in the portal
    CASE = "case"  # the whole text, read in the portal or printed for the post


class Part(StrEnum):
    """What a letter has to say by law; a template marks it ``{% part "…" %}``."""

    PERIOD = "period"  # EDPB Guidelines 01/2022 para. 57: "from day X to day Y"
    CONTACT = "contact"  # Art. 12(2)
    DOUBT = "doubt"  # Art. 12(6): the facts that the doubt rests on
    ASKED = "asked"  # Art. 12(6): what is asked, and no more than is needed
    MASK = "mask"  # EDPB Guidelines 01/2022 para. 76: what to cover in a copy
    CLOCK = "clock"  # EDPB Guidelines 01/2022 para. 159: the time waits for the answer
    EVERYTHING = "everything"  # Recital 63: the person may insist on all of it
    REASONS = "reasons"  # Art. 12(3), 12(4)
    NEW_DATE = "new_date"  # Art. 12(3)
    CONFIRMATION = "confirmation"  # Art. 15(1): whether data are processed
    FETCH = "fetch"  # Art. 15(3): where the copy is
    RIGHTS = "rights"  # Art. 15(1)(e)
    COMPLAINT = "complaint"  # Art. 12(4), 15(1)(f), 77
    REMEDY = "remedy"  # Art. 12(4), 79
    IDENTIFYING = "identifying"  # Art. 11(2): what would identify the person
    ANSWERER = "answerer"  # who answers instead of us


class Acted(StrEnum):
    """What a staff mail tells that somebody did."""

    CONFIRMED = "confirmed"
    WITHDREW = "withdrew"
    ANSWERED = "answered"
    WROTE = "wrote"
    APPROVAL_WANTED = "approval_wanted"


class LetterFault(ValueError):
    """A letter cannot be written; the text names what is missing, never a person's data."""


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """One kind of letter.

    ``needs`` are the placeholders it must be given, of which ``may_be_none`` may be None and
    ``needs_content`` may not be blank either. ``parts`` are what it must say by law.
    """

    medium: Medium
    name: str
    needs: frozenset[str]
    parts: frozenset[Part]
    may_be_none: frozenset[str] = frozenset({"due_on", "authority"})
    needs_content: frozenset[str] = frozenset()

    def check(self, context: Mapping[str, Any]) -> None:
        """Raises LetterFault, naming the placeholders that are missing, None or blank."""
        faults = [
            *(f"{key} is missing" for key in self.needs if key not in context),
            *(
                f"{key} is None"
                for key in self.needs - self.may_be_none
                if key in context and context[key] is None
            ),
            *(f"{key} is blank" for key in self.needs_content if _is_blank(context.get(key))),
        ]
        if faults:
            raise LetterFault(f"{self.medium} letter {self.name}: {', '.join(sorted(faults))}")


def _is_blank(value: Any) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


def find_kind(medium: Medium, name: str) -> LetterKind:
    """The declared kind. Raises LetterFault when there is none of that name."""
    try:
        return LETTER_KINDS[medium, name]
    except KeyError:
        raise LetterFault(f"There is no {medium} letter {name}") from None


def _to_person(name: str, *needs: str) -> LetterKind:
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({"name", "reference", "controller", *needs}),
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset({"reference"}),
    )


def _open(name: str, *needs: str) -> LetterKind:
    return _to_person(name, "open_url", "ask_link_url", *needs)


def _to_staff(name: str, *needs: str) -> LetterKind:
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({"reference", "controller", "right", "received_on", "admin_url", *needs}),
        parts=frozenset(),
        needs_content=frozenset({"reference"}),
    )


def _case(
    name: str, *needs: str, parts: set[Part], needs_content: frozenset[str] = frozenset()
) -> LetterKind:
    always = {"name", "reference", "controller", "received_on"}
    return LetterKind(
        medium=Medium.CASE,
        name=name,
        needs=frozenset({*always, *needs, *needs_content}),
        parts=frozenset({Part.CONTACT, *parts}),
        needs_content=needs_content,
    )


_REFUSAL = {Part.REASONS, Part.COMPLAINT, Part.REMEDY}  # Art. 12(4)
_ACCESS = {Part.CONFIRMATION, Part.RIGHTS, Part.COMPLAINT, Part.REMEDY}  # Art. 15(1)

_KINDS = [
    _to_person("received_confirm", "received_on", "due_on", "confirm_url"),
    _open("received", "received_on", "due_on"),
    _to_person("confirm_reminder", "received_on", "due_on", "confirm_url"),
    _open("email_confirmed", "due_on"),
    _open("new_link"),
    _open("identity_asked"),
    _open("identity_reminder"),
    _open("clarification_asked"),
    _open("clarification_reminder"),
    _open("extended", "due_on"),
    _open("answer_ready", "expires_on"),
    _open("decision_refused"),
    _open("withdrawn"),
    _open("forwarded"),
    _open("unidentified"),
    _open("reopened"),
    _open("message_waiting"),
    _to_staff("staff_new_request", "due_on"),
    _to_staff("staff_assigned", "due_on"),
    _to_staff("staff_before", "days", "target_on", "due_on"),
    _to_staff("staff_today", "target_on", "due_on"),
    _to_staff("staff_late", "days_late", "due_on"),
    _to_staff("staff_person_acted", "what", "due_on"),
    _case("received", "right", "due_on", "authority", parts={Part.PERIOD, Part.COMPLAINT}),
    _case(
        "identity_asked",
        "asked_on",
        parts={Part.DOUBT, Part.ASKED, Part.MASK, Part.CLOCK},
        needs_content=frozenset({"doubt", "what_is_asked"}),
    ),
    _case(
        "clarification_asked",
        "asked_on",
        parts={Part.ASKED, Part.EVERYTHING, Part.CLOCK},
        needs_content=frozenset({"question"}),
    ),
    _case(
        "extended",
        "right",
        "extended_due_on",
        parts={Part.REASONS, Part.NEW_DATE},
        needs_content=frozenset({"reason"}),
    ),
    _case("access_granted", "expires_on", "authority", parts={Part.FETCH, *_ACCESS}),
    _case(
        "access_partial",
        "expires_on",
        "authority",
        parts={Part.FETCH, Part.REASONS, *_ACCESS},
        needs_content=frozenset({"reasoning", "grounds"}),
    ),
    _case(
        "access_no_data",
        "authority",
        parts={Part.CONFIRMATION, Part.COMPLAINT, Part.REMEDY},
    ),
    _case(
        "access_refused",
        "authority",
        parts=_REFUSAL,
        needs_content=frozenset({"reasoning", "grounds"}),
    ),
    _case("forwarded", parts={Part.ANSWERER}, needs_content=frozenset({"forwarded_to"})),
    _case(
        "unidentified",
        "authority",
        parts={Part.IDENTIFYING, *_REFUSAL},
        needs_content=frozenset({"reason"}),
    ),
    _case("withdrawn", "right", parts=set()),
    _case("reopened", parts={Part.REASONS}, needs_content=frozenset({"reason"})),
]

LETTER_KINDS: dict[tuple[Medium, str], LetterKind] = {
    (kind.medium, kind.name): kind for kind in _KINDS
}
