"""Write a letter: the one way from a kind, a language and facts to a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Template
from django.utils import translation

from notices_app.letters.all_kinds import find_kind
from notices_app.letters.clean import clean_line, clean_name, clean_text
from notices_app.letters.engine import find_passage, find_text
from notices_app.letters.html import as_html
from notices_app.letters.kinds import Acted, LetterFault, LetterKind, Medium, OwnerActed, Part

SUBJECT_MAX = 255
# How the names of answers end (answer_kinds.py).
OUTCOMES = ("granted", "partial", "refused", "no_data", "not_applicable")


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A letter ready to be kept. ``html`` is empty for a letter of the case."""

    subject: str
    text: str
    html: str = ""


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
    return Composed(subject=letter.subject, text=letter.text, html=html)


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
    return Composed(subject=letter.subject, text=text)


def _after_greeting(text: str, name: str, *, language: str, context: Mapping[str, Any]) -> str:
    with translation.override(language):
        passage = clean_text(_render(find_passage(name, language), context, set()))
    greeting, _, rest = text.partition("\n\n")
    return f"{greeting}\n\n{passage.strip()}\n\n{rest}"


def _compose(kind: LetterKind, *, language: str, context: Mapping[str, Any]) -> Composed:
    kind.check(context)
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


def _render(template: Template, context: Mapping[str, Any], written: set[Part]) -> str:
    values = {**context, "written_parts": written}
    return template.render(Context(values, autoescape=False))
