"""A template engine of the letters' own: plain text, and strict."""

import functools

from django.conf import settings
from django.template import Engine, Template

from notices_app.letters.kinds import LetterFault, LetterKind, Medium


class _Strict(str):
    """Django renders an unknown placeholder as ``string_if_invalid % name``; a letter refuses."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise LetterFault(f"The placeholder {name} is unknown")


@functools.cache
def letter_engine() -> Engine:
    """The engine that reads templates/letters."""
    return Engine(
        dirs=[str(settings.BASE_DIR / "templates" / "letters")],
        builtins=["notices_app.letters.tags"],
        autoescape=False,
        string_if_invalid=_Strict("%s"),
    )


@functools.cache
def find_passage(name: str, language: str) -> Template:
    """The template of a passage that the desk itself puts into letters of the case."""
    return letter_engine().get_template(f"{Medium.CASE}/parts/{name}.{language}.txt")


@functools.cache
def find_text(kind: LetterKind, language: str) -> tuple[Template, Template]:
    """The templates of a letter's subject (the file's first line) and of its body."""
    engine = letter_engine()
    source = engine.get_template(f"{kind.medium}/{kind.name}.{language}.txt").source
    subject, _, body = str(source).partition("\n")
    # Apart: a line break in a value must not turn a subject into text.
    return engine.from_string(subject), engine.from_string(body)
