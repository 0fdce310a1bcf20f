"""What the page of one letter shows: words, what they lack, how they differ, how they read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from notices_app.domain.wording import Piece, compare_words
from notices_app.letters import LETTER_KINDS, LetterKind, Medium
from notices_app.letters.answer_kinds import ANSWERS
from notices_app.letters.compose import Composed, compose_sample
from notices_app.letters.names import letter_name
from notices_app.letters.own_words import is_wordable, pieces_of
from notices_app.letters.part_names import PART_NAMES
from notices_app.letters.sample import sample_case
from notices_app.models import OwnWording, WordingState
from notices_app.services.wording import Place, obstacles
from registers_app.models import Controller, LanguageChoice, User

LONGEST_SUBJECT = 200
LONGEST_BODY = 20_000


@dataclass(frozen=True, kw_only=True)
class Group:
    """Letters that are listed together."""

    title: Promise
    kinds: Sequence[LetterKind]


@dataclass(frozen=True, kw_only=True)
class Words:
    """A subject and a text as somebody typed them, or as they stand."""

    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """Something that may be named, and what it says in the sample case."""

    name: str
    example: str
    demands: str  # what the law demands that it says
    is_value: bool


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The sample case in one language."""

    language: str
    label: str
    whose: str
    letter: Composed


def groups() -> list[Group]:
    """The letters that an organisation may word."""
    kinds = [kind for kind in LETTER_KINDS.values() if is_wordable(kind)]
    return [
        Group(title=_("Mails"), kinds=[kind for kind in kinds if kind.medium is Medium.MAIL]),
        Group(
            title=_("Letters of a case on its way"),
            kinds=[kind for kind in kinds if kind.medium is Medium.CASE and kind not in ANSWERS],
        ),
        Group(title=_("Answers"), kinds=[kind for kind in kinds if kind in ANSWERS]),
    ]


def cells_of(
    controller: Controller, kind: LetterKind, standing: dict[tuple[str, str, str, str], int]
) -> list[tuple[str, str, str]]:
    """For each language: where its page is, and whose words are in force."""
    cells = []
    for language, label in LanguageChoice.choices:
        key = (kind.medium.value, kind.name, language)
        number = standing.get((*key, WordingState.IN_FORCE.value))
        said = (
            _text("own, version %(number)d") % {"number": number} if number else _text("standard")
        )
        if (*key, WordingState.DRAFT.value) in standing:
            said = _text("%(said)s, with a draft") % {"said": said}
        address = reverse("admin:own_wording", args=[controller.pk, *key])
        cells.append((address, str(label), said))
    return cells


def page_of(place: Place, words: Words) -> dict[str, Any]:
    """What the template is given."""
    kind, language = place.kind, place.language
    standard = pieces_of(kind, language)
    name = letter_name(kind.name)
    in_force = place.row(WordingState.IN_FORCE)
    return {
        "title": f"{name} · {LanguageChoice(language).label}",
        "name": name,
        "place": place,
        "is_mail": kind.medium is Medium.MAIL,
        "words": words,
        "language": language,
        "standard": standard,
        "in_force": in_force,
        "obstacles": obstacles(place, subject=words.subject, body=words.body),
        "subject_differs": compare_words(standard.subject, words.subject),
        "body_differs": compare_words(standard.body, words.body),
        "differs": (standard.subject, standard.body) != (words.subject, words.body),
        "placeholders": _placeholders(place),
        "shown": _shown(place, words),
        "history": _history(place),
        "others": [
            (
                reverse(
                    "admin:own_wording", args=[place.controller.pk, kind.medium, kind.name, each]
                ),
                label,
            )
            for each, label in LanguageChoice.choices
            if each != language
        ],
        "longest_subject": LONGEST_SUBJECT,
        "longest_body": LONGEST_BODY,
    }


def _placeholders(place: Place) -> list[Placeholder]:
    pieces = pieces_of(place.kind, place.language)
    return [
        Placeholder(
            name=name,
            is_value=piece.is_value,
            example=composed(
                place.kind,
                place.language,
                place.controller,
                Words(subject="–", body=f"{{{{ {name} }}}}"),
            ).text.strip(),
            demands=", ".join(
                f"{PART_NAMES[part][0]} ({PART_NAMES[part][1]})" for part in sorted(piece.parts)
            ),
        )
        for name, piece in pieces.by_name.items()
    ]


def _shown(place: Place, words: Words) -> list[Shown]:
    """The sample case in every language, the one at hand first."""
    found = []
    for language, label in sorted(
        LanguageChoice.choices, key=lambda each: each[0] != place.language
    ):
        there = Place(controller=place.controller, kind=place.kind, language=language)
        row = place if language == place.language else None
        said = words if row else standing_words(there)
        found.append(
            Shown(
                language=language,
                label=str(label),
                whose=_text("as typed here") if row else _whose(there),
                letter=composed(place.kind, language, place.controller, said),
            )
        )
    return found


def _whose(place: Place) -> str:
    row = place.row(WordingState.DRAFT) or place.row(WordingState.IN_FORCE)
    if row is None:
        return _text("standard text")
    return _text("version %(number)d, %(state)s") % {
        "number": row.number,
        "state": row.get_state_display(),
    }


def _history(place: Place) -> list[tuple[OwnWording, dict[str, str], list[Piece]]]:
    """Every version with the names of who did what, and how it differs from the standard."""
    rows = list(place.rows)
    ids = {
        pk
        for row in rows
        for pk in (row.written_by_id, row.in_force_by_id, row.replaced_by_id)
        if pk
    }
    names = {
        user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=ids)
    }
    standard = pieces_of(place.kind, place.language)
    return [
        (
            row,
            {
                "written": names.get(row.written_by_id, ""),
                "in_force": names.get(row.in_force_by_id or 0, ""),
                "replaced": names.get(row.replaced_by_id or 0, ""),
            },
            compare_words(standard.body, row.body),
        )
        for row in rows
    ]


def standing_words(place: Place) -> Words:
    """The draft, what is in force, or the standard text with its placeholders."""
    row = place.row(WordingState.DRAFT) or place.row(WordingState.IN_FORCE)
    if row is not None:
        return Words(subject=row.subject, body=row.body)
    standard = pieces_of(place.kind, place.language)
    return Words(subject=standard.subject, body=standard.body)


def composed(kind: LetterKind, language: str, controller: Controller, words: Words) -> Composed:
    """The letter of the sample case."""
    context = sample_case(language, controller)
    return compose_sample(
        kind, language=language, context=context, subject=words.subject, body=words.body
    )


def mark_of(place: Place) -> str:
    """What tells whether the draft is still the one that was opened."""
    row = place.row(WordingState.DRAFT)
    return f"{row.pk}:{row.written_at.isoformat()}" if row else ""
