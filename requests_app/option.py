"""One thing that a form lets people choose, with a few words and the language they are in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from registers_app.pages.advice import PersonAdvice

# Worked out when a page shows it.
Advice = Callable[[], PersonAdvice | None]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose. The languages are empty where they are the page's own."""

    value: str
    label: str | Promise
    label_language: str = ""
    hint: str | Promise = ""
    hint_language: str = ""
    note: str | Promise = ""
    article: str = ""
    advice: Advice | None = None
