"""Texts in Finnish, Swedish and English, with an honest fallback."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text and the language it is really in, so that a page can mark it with ``lang``."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def pick(texts: Mapping[str, str], *, language: str) -> Text:
    """The text in *language*, else in the first language that has one, else empty."""
    for candidate in (language, *LANGUAGES):
        if text := texts.get(candidate):
            return Text(text=text, language=candidate)
    return Text(text="", language=language)
