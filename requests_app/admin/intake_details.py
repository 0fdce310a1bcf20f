"""What is said of each right in a letter, a call or a visit: a part of the intake.

The questions are those of the public form, so that the later steps are filled in alike. All of it
may stay empty (GDPR Art. 12(2)): then nothing is kept as said.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _text

from registers_app.models import Purpose
from requests_app.detail_forms import DETAIL_FORMS, DetailsForm, FormWithUses
from requests_app.domain.details import Details
from requests_app.domain.rights import Right
from requests_app.models import RightChoice, RightsRequest
from requests_app.option import Option
from requests_app.uses import published_purposes, uses_named_for

# On paper nobody has chosen anything beforehand.
NOTHING_CHOSEN = {"extent": "", "receiver": ""}


class DetailFields(forms.Form):
    """The questions on each right, shown once it is chosen."""

    @cached_property
    def details(self) -> list[DetailsForm]:
        """A form for each right, in their order; of a form that was sent, once its fields are
        cleaned.
        """
        data = self.data if self.is_bound else None
        chosen = self.cleaned_data if self.is_bound else self._known_beforehand()
        controller, register = chosen.get("controller"), chosen.get("register")
        purposes = published_purposes(controller, register) if controller else []
        scope = chosen.get("objection_scope", "")
        return [
            form(data, prefix=right.value, initial=NOTHING_CHOSEN, **_uses(form, purposes, scope))
            for right, form in DETAIL_FORMS.items()
            if right.value in RightsRequest.PROXIES
        ]

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The same with their names, for the page."""
        return [
            {
                "form": form,
                "name": RightChoice(form.right).label,
                "is_open": form.is_bound and form.has_changed(),
            }
            for form in self.details
        ]

    def check_details(self, cleaned: dict[str, Any]) -> None:
        """What was typed is right, and belongs to a right that was chosen."""
        if "rights" not in cleaned:
            return
        chosen: list[str] = cleaned["rights"]  # which the first error takes out
        for form in self.details:
            if form.right.value in chosen:
                for fault in (*_faults(form), *self._uses_of_another_register(form)):
                    self.add_error(None, fault)
            elif form.has_changed():
                self.add_error("rights", _not_chosen(form))

    def said(self) -> dict[Right, Details]:
        """What was said of each right that was chosen; the form is right."""
        return {
            form.right: form.details()
            for form in self.details
            if form.right.value in self.cleaned_data["rights"] and form.has_changed()
        }

    def _uses_of_another_register(self, form: DetailsForm) -> list[str]:
        """Uses were ticked before a register was chosen that has none for this right."""
        sent_as = form.add_prefix("purposes")
        if "purposes" in form.fields or sent_as not in self.data:
            return []
        return [
            _text(
                "The uses ticked at “%(right)s” are not of the register that is chosen. They were "
                "taken out: check the register, and enter the request again."
            )
            % {"right": RightChoice(form.right).label}
        ]

    def _known_beforehand(self) -> dict[str, Any]:
        """Whose uses can be offered before anything is chosen: of who has one organisation."""
        field = self.fields["controller"]
        assert isinstance(field, forms.ModelChoiceField)
        own = list(field.queryset[:2]) if field.queryset is not None else []
        return {"controller": own[0]} if len(own) == 1 else {}


def _uses(
    form: type[DetailsForm], purposes: Sequence[Purpose], scope: str
) -> dict[str, list[Option]]:
    if not issubclass(form, FormWithUses):
        return {}
    several = len({row.version.register_id for row in purposes}) > 1
    uses = uses_named_for(form.right, purposes, scope=scope, names_register=several)
    return {"uses": [_with_register(use) for use in uses]}


def _with_register(use: Option) -> Option:
    return replace(use, label=f"{use.label} ({use.hint})") if use.hint else use


def _faults(form: DetailsForm) -> list[str]:
    return [
        format_html('<a href="#{}">{}</a>: {}', form[name].auto_id, form[name].label, fault)
        for name, faults in form.errors.items()
        for fault in faults
    ]


def _not_chosen(form: DetailsForm) -> str:
    return _text(
        "Something is written on “%(right)s”, which is not chosen. Choose it, or empty what is "
        "written there."
    ) % {"right": RightChoice(form.right).label}
