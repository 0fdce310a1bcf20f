"""Write a letter: the one way from a kind, a language and facts to a text."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template import Context, Template
from django.utils import translation

from notices_app.letters.all_kinds import find_kind
from notices_app.letters.clean import clean_line, clean_name, clean_text
from notices_app.letters.engine import find_passage, find_text
from notices_app.letters.html import as_html
from notices_app.letters.kinds import Acted, LetterFault, LetterKind, Medium, OwnerActed, Part
from notices_app.letters.own_words import pieces_of, wording_in_force, write_own
from notices_app.letters.wording_faults import faults_in_words
from notices_app.models import OwnWording

logger = logging.getLogger(__name__)

SUBJECT_MAX = 255
# How the names of answers end (answer_kinds.py).
OUTCOMES = ("granted", "partial", "refused", "no_data", "not_applicable")


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A letter ready to be kept. ``html`` is empty for a letter of the case."""

    subject: str
    text: str
    html: str = ""
    # The organisation's own words that it was written with; None: the standard text.
    wording_id: int | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of all that it says, which shows later that nothing was changed."""
        said = "\0".join((self.subject, self.text, self.html))
        return hashlib.sha256(said.encode()).hexdigest()


def compose_mail(*, kind: str, language: str, context: Mapping[str, Any]) -> Composed:
    """A mail: short, and with no more of the person than name and reference.

    Raises LetterFault when the kind is unknown, a placeholder is missing, or a part that the law
    demands is not in the text.
    """
    safe = dict(context)
    if isinstance(safe.get("name"), str):
        safe["name"] = clean_name(safe["name"])
    letter = _compose(find_kind(Medium.MAIL, kind), language=language, context=safe)
    html = as_html(
        subject=letter.subject,
        text=letter.text,
        language=language,
        links={value for key, value in context.items() if key.endswith("_url")},
    )
    return replace(letter, html=html)


def compose_case_letter(*, kind: str, language: str, context: Mapping[str, Any]) -> Composed:
    """A whole letter of the case. Raises LetterFault as compose_mail does.

    With ``for_whom`` in *context* the letter says, after its greeting, in whose matter it is; with
    ``for_child`` it begins with what a child needs of it, in plain words (GDPR Art. 12(1)).
    """
    letter = _compose(find_kind(Medium.CASE, kind), language=language, context=context)
    passages = []
    if context.get("for_whom"):
        passages.append("for_whom")
    outcome = next((each for each in OUTCOMES if kind.endswith(f"_{each}")), "")
    if context.get("for_child") and (outcome or kind == "received"):
        passages.append("child_answer" if outcome else "child_received")
    text = letter.text
    for name in reversed(passages):
        text = _after_greeting(
            text, name, language=language, context={**context, "outcome": outcome}
        )
    return replace(letter, text=text)


def compose_sample(
    kind: LetterKind, *, language: str, context: Mapping[str, Any], subject: str, body: str
) -> Composed:
    """A letter of the sample case in words that may still have faults: to look at, not to send."""
    return _in_own_words(kind, language, context, subject=subject, body=body, written=set())


def _after_greeting(text: str, name: str, *, language: str, context: Mapping[str, Any]) -> str:
    with translation.override(language):
        passage = clean_text(_render(find_passage(name, language), context, set()))
    greeting, _, rest = text.partition("\n\n")
    return f"{greeting}\n\n{passage.strip()}\n\n{rest}"


def _compose(kind: LetterKind, *, language: str, context: Mapping[str, Any]) -> Composed:
    kind.check(context)
    own = wording_in_force(kind, language, context.get("controller"))
    if own is not None and (letter := _own(own, kind, language, context)):
        return letter
    for key, acted in (("what", Acted), ("owner_did", OwnerActed)):
        if key in kind.needs and context[key] not in set(acted):
            raise LetterFault(f"No sentence says that somebody {context[key]}")
    subject_template, body_template = find_text(kind, language)
    written: set[Part] = set()
    with translation.override(language):
        subject = clean_line(_render(subject_template, context, written))
        text = clean_text(_render(body_template, context, written))
    if lacking := kind.parts - written:
        raise LetterFault(f"{kind.medium} letter {kind.name}.{language} lacks {sorted(lacking)}")
    return Composed(subject=subject[:SUBJECT_MAX], text=text)


def _own(
    own: OwnWording, kind: LetterKind, language: str, context: Mapping[str, Any]
) -> Composed | None:
    """The letter in the organisation's own words.

    None where these no longer fit: a letter goes out all the same, in the standard text.
    """
    written: set[Part] = set()
    if not faults_in_words(own.subject, own.body, pieces_of(kind, language)):
        letter = _in_own_words(
            kind, language, context, subject=own.subject, body=own.body, written=written
        )
        if not kind.parts - written:
            return replace(letter, wording_id=own.pk)
    logger.warning("Own wording %s no longer fits its letter; the standard text went out.", own.pk)
    return None


def _in_own_words(
    kind: LetterKind,
    language: str,
    context: Mapping[str, Any],
    *,
    subject: str,
    body: str,
    written: set[Part],
) -> Composed:
    pieces = pieces_of(kind, language)
    with translation.override(language):
        head = clean_line(write_own(subject, pieces, context, written))
        text = clean_text(write_own(body, pieces, context, written))
    return Composed(subject=head[:SUBJECT_MAX], text=text)


def _render(template: Template, context: Mapping[str, Any], written: set[Part]) -> str:
    values = {**context, "written_parts": written}
    return template.render(Context(values, autoescape=False))
