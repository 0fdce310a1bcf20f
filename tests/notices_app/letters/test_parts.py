"""What the law demands of a letter: without any one part of it the letter is not written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.template import Engine, Template
from django.template.base import Origin
from django.template.loaders.filesystem import Loader

from notices_app.letters import (
    LETTER_KINDS,
    LetterFault,
    Medium,
    Part,
    compose,
    compose_case_letter,
    compose_mail,
)
from notices_app.letters.kinds import LetterKind
from tests.looped import for_each
from tests.notices_app.letters.facts import LANGUAGES, facts

WRITE = {Medium.MAIL: compose_mail, Medium.CASE: compose_case_letter}
DEMANDED = sorted(
    ((kind, part) for kind in LETTER_KINDS.values() for part in kind.parts),
    key=lambda each: (each[0].medium, each[0].name, each[1]),
)


class WithoutPart(Loader):
    """Reads the texts as they are, but for one part, which it leaves out."""

    part: Part

    def get_contents(self, origin: Origin) -> str:
        source = str(super().get_contents(origin))
        passage = rf'{{% part "{self.part.value}" %}}.*?{{% endpart %}}'
        return re.sub(passage, "", source, flags=re.S)


@contextmanager
def taken_away(part: Part, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if somebody had struck the part out of every text."""
    engine = Engine(
        dirs=[str(settings.BASE_DIR / "templates" / "letters")],
        builtins=["notices_app.letters.tags"],
        autoescape=False,
    )
    loader = WithoutPart(engine)
    loader.part = part
    engine.template_loaders = [loader]

    def find_text(kind: LetterKind, language: str) -> tuple[Template, Template]:
        source = str(engine.get_template(f"{kind.medium}/{kind.name}.{language}.txt").source)
        subject, _, body = source.partition("\n")
        return engine.from_string(subject), engine.from_string(body)

    with monkeypatch.context() as patch:
        patch.setattr(compose, "find_text", find_text)
        yield


@for_each("kind, part", DEMANDED)
def test_a_letter_without_any_one_of_its_parts_is_not_written(
    kind: LetterKind, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in LANGUAGES:
        WRITE[kind.medium](kind=kind.name, language=language, context=facts())
        with (
            taken_away(part, monkeypatch),
            pytest.raises(LetterFault, match=rf"{kind.name}\.{language} lacks .*{part.value}"),
        ):
            WRITE[kind.medium](kind=kind.name, language=language, context=facts())


@for_each("part", sorted(Part))
def test_every_part_is_demanded_of_some_letter(part: Part) -> None:
    assert any(part in kind.parts for kind in LETTER_KINDS.values())


def test_a_part_that_says_nothing_is_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = Engine(builtins=["notices_app.letters.tags"]).from_string(
        '{% part "complaint" %} \n {% endpart %}'
    )
    monkeypatch.setattr(compose, "find_text", lambda kind, language: (blank, blank))
    with pytest.raises(LetterFault, match="complaint"):
        compose_case_letter(kind="access_refused", language="en", context=facts())


MONTH = {
    "EU": {"fi": "12 artiklan 3 koh", "sv": "12.3", "en": "12(3)"},
    "UK": {"fi": "12A artikla", "sv": "12A", "en": "12A"},
}
TELLS_THE_MONTH = [
    (Medium.CASE, "received"),
    (Medium.CASE, "extended"),
    (Medium.CASE, "forwarded"),
    (Medium.CASE, "part_passed_on"),
    (Medium.CASE, "objection_restricted"),
    (Medium.CASE, "rectification_restricted"),
    (Medium.MAIL, "handed_over_reminder"),
]


@for_each("language", LANGUAGES)
@for_each("regime", ["EU", "UK"])
@for_each("medium, kind", TELLS_THE_MONTH)
def test_the_month_is_that_of_the_law_of_the_organisation(
    medium: Medium, kind: str, regime: str, language: str
) -> None:
    context = facts()
    context["controller"].regime = regime
    other = "UK" if regime == "EU" else "EU"
    text = WRITE[medium](kind=kind, language=language, context=context).text
    assert MONTH[regime][language] in text
    assert MONTH[other][language] not in text


@for_each("language", LANGUAGES)
@for_each("kind", [kind for _, kind in sorted(LETTER_KINDS.items())])
def test_no_british_letter_cites_the_month_of_the_union(kind: LetterKind, language: str) -> None:
    context = facts()
    context["controller"].regime = "UK"
    text = WRITE[kind.medium](kind=kind.name, language=language, context=context).text
    assert MONTH["EU"][language] not in text
