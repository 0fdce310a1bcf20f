"""How the editor asks for texts in three languages, and for other lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from registers_app.admin.texts import TextsWidget
from registers_app.domain.languages import LANGUAGES, pick

Names = Mapping[str, Mapping[str, str]]  # a line’s texts by its key
# Beyond this many, those that are chosen come first.
MANY = 12


class SideBySide(TextsWidget):
    """A textarea for each language beside the others, the main language first."""

    template_name = "admin/registers_app/editor/texts.html"

    def __init__(self, *, languages: Iterable[str], examples: Mapping[str, str]) -> None:
        super().__init__()
        self.languages = tuple(languages)
        self.examples = examples
        for widget in self.widgets:
            # A placeholder lets the style sheet tell an empty field from a filled one.
            widget.attrs |= {"rows": 3, "placeholder": " "}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """In the order of the languages, each with its example, and marked where it is missing."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        parts = dict(zip(LANGUAGES, widget["subwidgets"], strict=True))
        said = {language for language, part in parts.items() if part["value"]}
        for language, part in parts.items():
            part["language"] = language
            part["example"] = self.examples.get(language, "")
            part["is_missing"] = bool(said) and language not in said
        widget["subwidgets"] = [parts[language] for language in self.languages]
        return context


class KeysChoice(forms.MultipleChoiceField):
    """Other lines of the version by their names; the value is their keys."""

    def __init__(self, *, names: Names, chosen: Iterable[str], **kwargs: Any) -> None:
        chosen = list(chosen)
        # A key that names no line any more stays to be seen, and is not lost by saving.
        known = [*names, *(key for key in chosen if key not in names)]
        if len(known) > MANY:
            known.sort(key=lambda key: key not in chosen)
        super().__init__(
            choices=[(key, label_of(names.get(key, {}), key=key)) for key in known],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )
        self.chosen = chosen

    def clean(self, value: Any) -> list[str]:
        """The keys: those that were chosen before in their order, then the new ones."""
        given = super().clean(value)
        kept = [key for key in self.chosen if key in given]
        return [*kept, *(key for key in given if key not in kept)]


def label_of(names: Mapping[str, str], *, key: str) -> SafeString:
    """A line’s name in the reader’s language, marked with the language it is in."""
    text = pick(names, language=get_language() or "en")
    return format_html('<span lang="{}">{}</span>', text.language, text.text or key)
