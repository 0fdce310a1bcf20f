"""Texts in three languages on admin pages: one labelled field for each language."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from registers_app.domain.languages import LANGUAGES
from registers_app.models import LanguageChoice
from registers_app.models.texts import TextsField


class TextsWidget(forms.MultiWidget):
    """A textarea for each language, named by its language and marked with ``lang``."""

    template_name = "admin/registers_app/texts_widget.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        self.group_label: str | Promise | None = ""
        super().__init__(
            widgets={
                language: forms.Textarea(attrs={"rows": 2, "cols": 80, "lang": language})
                for language in LANGUAGES
            },
            attrs=attrs,
        )

    def decompress(self, value: Any) -> list[str]:
        """The texts in the order of the languages."""
        return [value.get(language, "") for language in LANGUAGES] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each part the name of its language."""
        context = super().get_context(name, value, attrs)
        for language, part in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            part["label"] = LanguageChoice(language).label
        context["widget"]["group_label"] = self.group_label
        return context

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The widget's markup, from the project's own templates."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class TextsFormField(forms.MultiValueField):
    """``{"fi": …, "sv": …, "en": …}`` from three textareas; a required one needs one language."""

    def __init__(self, **kwargs: Any) -> None:
        # What a JSON field and its default would add has no meaning here.
        for name in ("encoder", "decoder", "show_hidden_initial"):
            kwargs.pop(name, None)
        fields = [forms.CharField(required=False, max_length=10_000) for _ in LANGUAGES]
        super().__init__(fields, require_all_fields=False, widget=TextsWidget, **kwargs)
        assert isinstance(self.widget, TextsWidget)
        self.widget.group_label = self.label

    def compress(self, data_list: list[str]) -> dict[str, str]:
        """The texts that were given."""
        return {
            language: text for language, text in zip(LANGUAGES, data_list, strict=False) if text
        }


def shown_texts(texts: Mapping[str, str]) -> SafeString:
    """Texts to read, each marked with its language."""
    return format_html_join(
        "",
        '<div><b>{}</b> <span lang="{}">{}</span></div>',
        (
            (LanguageChoice(language).label, language, texts[language])
            for language in LANGUAGES
            if texts.get(language)
        ),
    )


class ThreeLanguages(admin.options.BaseModelAdmin[Any]):
    """For admin pages and inlines with texts: edited in three fields, read as three lines.

    ``fields`` has to be given. ``instead`` names what a read-only page shows in place of a form's
    own field; None: nothing.
    """

    formfield_overrides = {TextsField: {"form_class": TextsFormField}}
    instead: Mapping[str, Callable[[Any], str] | None] = {}

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A name has to be given in one language at least."""
        if isinstance(db_field, TextsField) and db_field.name == "names":
            kwargs["required"] = True
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields, or what is shown of them to those who only read."""
        fields = list(self.fields or ())
        if self.has_change_permission(request, obj):
            return fields
        return [name for name in map(self._readable, fields) if name is not None]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is read only, with what stands in for fields on a page that is."""
        fixed = list(super().get_readonly_fields(request, obj))
        if self.has_change_permission(request, obj):
            return fixed
        return [*fixed, *(name for name in self.get_fields(request, obj) if callable(name))]

    def _readable(self, name: Any) -> Any:
        if name in self.instead:
            return self.instead[name]
        if isinstance(name, str) and self._is_text(name):
            return _reader(self.opts.get_field(name))
        return name

    def _is_text(self, name: str) -> bool:
        return any(
            field.name == name and isinstance(field, TextsField) for field in self.opts.get_fields()
        )


@cache
def _reader(field: Any) -> Callable[[Any], str]:
    @admin.display(description=field.verbose_name)
    def read(row: Any) -> str:
        return shown_texts(getattr(row, field.name)) or "–"

    return read
