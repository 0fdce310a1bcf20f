"""The forms of the editor: a line, and some of a version’s own texts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers_app.admin.editor.help import Help, help_for
from registers_app.admin.editor.lines import NamesByPart
from registers_app.admin.editor.widgets import KeysChoice, SideBySide
from registers_app.admin.texts import TextsFormField
from registers_app.models import RegisterVersion
from registers_app.models.content import KEYS_OF, PARTS, UNPUBLISHED, columns_of
from registers_app.models.keys import KeysField
from registers_app.models.texts import TextsField
from registers_app.services.editing import mark_of_line, mark_of_words

COUNTRY = re.compile(r"[A-Z]{2}")
# A field that has a meaning only with another: CSS shows it with that, or when it is filled.
SHOWN_WITH: Mapping[tuple[str, str], str] = {
    ("purposes", "legitimate_interests"): "legitimate_interest",
    ("purposes", "withdrawal_ways"): "consent",
    ("data_categories", "special_condition"): "is_special",
    ("data_categories", "legal_acts"): "needs_law",
    ("retention_rules", "legal_acts"): "is_statutory",
    ("automations", "ground"): "decides_alone",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A field as the page shows it."""

    bound: forms.BoundField
    help: Help
    kind: str  # texts, choices, flag or plain
    with_: str
    is_unpublished: bool


class EditorForm(forms.ModelForm[Any]):
    """A form of the editor. ``seen`` is the mark of what was open; it tells a change meanwhile."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    part = "version"
    # What hardly anybody needs.
    in_details: tuple[str, ...] = ("key",)

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        self.initial["seen"] = self.mark()
        self.complete()
        for name, field in self.fields.items():
            self.dress(name, field)

    def mark(self) -> str:
        """The mark of what is saved now."""
        raise NotImplementedError

    def complete(self) -> None:
        """Add what only an open form knows."""

    def dress(self, name: str, field: forms.Field) -> None:
        """Give a field its help, and a text its three languages."""
        told = help_for(self.part, name)
        if told.why:
            field.help_text = str(told.why)
        if isinstance(field, TextsFormField):
            field.widget = SideBySide(languages=self.languages, examples=told.examples)

    def shown(self) -> list[Shown]:
        """The fields in their order, without details."""
        return [
            self._shown(each) for each in self.visible_fields() if each.name not in self.in_details
        ]

    def details(self) -> list[Shown]:
        """What hardly anybody needs."""
        return [self._shown(each) for each in self.visible_fields() if each.name in self.in_details]

    def shown_with(self, name: str) -> str:
        """With which answer a field has a meaning; empty: always."""
        return SHOWN_WITH.get((self.part, name), "")

    def _shown(self, bound: forms.BoundField) -> Shown:
        return Shown(
            bound=bound,
            help=help_for(self.part, bound.name),
            kind=_kind(bound.field),
            with_=self.shown_with(bound.name),
            is_unpublished=bound.name in UNPUBLISHED.get(self.part, ()),
        )


class WordsForm(EditorForm):
    """Some of a version’s own texts."""

    def mark(self) -> str:
        """The mark of these texts."""
        assert isinstance(self.instance, RegisterVersion)
        return mark_of_words(self.instance, self._meta.fields or ())

    def words(self) -> dict[str, Any]:
        """What was given, by column."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class LineForm(EditorForm):
    """One line of a version."""

    def __init__(
        self, *args: Any, version: RegisterVersion, named: NamesByPart, **kwargs: Any
    ) -> None:
        self.version, self.named = version, named
        super().__init__(*args, **kwargs)
        self.instance.version = version

    def complete(self) -> None:
        """Offer the other lines of the version."""
        for name, field in self.fields.items():
            if isinstance(field, _KeysPlace):
                self.fields[name] = KeysChoice(
                    names=self.named.get(KEYS_OF[name], {}),
                    chosen=self.initial.get(name) or (),
                    label=field.label,
                    help_text=field.help_text,
                )

    def mark(self) -> str:
        """The mark of the line; a new one has none."""
        return mark_of_line(self.instance) if self.instance.pk else ""

    def bases(self) -> dict[str, dict[str, str]] | None:
        """A purpose’s lawful bases; of other lines nothing."""
        return None

    def clean_country(self) -> str:
        """Two letters, in capitals."""
        country = str(self.cleaned_data["country"]).strip().upper()
        if country and not COUNTRY.fullmatch(country):
            raise forms.ValidationError(_("Give the two letters of the country, such as FI or SE."))
        return country


class _KeysPlace(forms.Field):
    """Stands where the choice of other lines will, once the version is known."""


@cache
def words_form(names: tuple[str, ...]) -> type[WordsForm]:
    """The form for some of a version’s own columns."""
    form: Any = forms.modelform_factory(
        RegisterVersion, form=WordsForm, fields=names, formfield_callback=form_field
    )
    return cast(type[WordsForm], form)


def line_form_of(part: str, base: type[LineForm]) -> type[LineForm]:
    """The form for lines of a part."""
    model = PARTS[part]
    names = [field.name for field in columns_of(model) if field.name != "key"]
    form: Any = forms.modelform_factory(
        model, form=base, fields=[*names, "key"], formfield_callback=form_field
    )
    form.part = part
    return cast(type[LineForm], form)


def form_field(column: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """How the editor asks for a column."""
    label = capfirst(column.verbose_name)
    if isinstance(column, TextsField):
        needed = column.name == "names"
        return TextsFormField(label=label, help_text=column.help_text, required=needed)
    if isinstance(column, KeysField):
        return _KeysPlace(label=label, help_text=column.help_text, required=False)
    if isinstance(column, models.BooleanField) and column.null:
        return _yes_no_unsaid(label, column.help_text)
    found = column.formfield(**kwargs)
    if isinstance(column, models.TextField) and found is not None:
        found.widget.attrs["rows"] = 4
    return found


def _yes_no_unsaid(label: Any, help_text: Any) -> forms.Field:
    field = forms.NullBooleanField(label=label, help_text=help_text)
    field.widget.choices = (
        ("unknown", gettext_lazy("Nobody has said")),
        ("true", gettext_lazy("Yes")),
        ("false", gettext_lazy("No")),
    )
    return field


def _kind(field: forms.Field) -> str:
    if isinstance(field, TextsFormField):
        return "texts"
    if isinstance(field.widget, forms.CheckboxSelectMultiple):
        return "choices"
    return "flag" if isinstance(field.widget, forms.CheckboxInput) else "plain"
