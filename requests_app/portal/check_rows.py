"""The answers as the person checks them before sending."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.domain.residence import home_of
from requests_app.portal.forms import PlainForm
from requests_app.portal.options import Option
from requests_app.written import reader_language

LABELS: dict[str, str | Promise] = {
    "organisation": _("Organisation"),
    "register": _("Register"),
    "client_named": _("The organisation you have dealt with"),
    "rights": _("What you want"),
    "objection_scope": _("What you object to"),
    "whom": _("For whom you ask"),
    "concerned_name": _("Whose data it is about"),
    "concerned_contact": _("Where a letter reaches them"),
    "person_name": _("Your name"),
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "postal_address": _("Postal address"),
    "lives_in": _("Country where you live"),
    "protected_identity": _("Non-disclosure order"),
    "identifiers": _("What helps us find you"),
    "about": _("What it is about"),
}


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One answer and the step where it can be changed."""

    step: str
    label: str | Promise
    value: str | Promise
    language: str = ""


def check_rows(forms: Mapping[str, PlainForm]) -> list[CheckRow]:
    """Every answer, in the order of the forms."""
    return [_row(name, form, field) for name, form in forms.items() for field in form]


def _row(step: str, form: PlainForm, field: BoundField) -> CheckRow:
    value = form.cleaned_data[field.name]
    if isinstance(value, bool):
        return CheckRow(step=step, label=LABELS[field.name], value=_("Yes") if value else _("No"))
    if field.name == "lives_in":
        home = home_of(value)
        value = home.country(reader_language()) if home else ""
        return CheckRow(step=step, label=LABELS[field.name], value=value)
    chosen = [option for option in form.options if option.value in _as_list(value)]
    if chosen:
        return CheckRow(
            step=step,
            label=LABELS[field.name],
            value="\n".join(str(option.label) for option in chosen),
            language=_language(chosen),
        )
    return CheckRow(step=step, label=LABELS[field.name], value=value)


def _as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _language(chosen: list[Option]) -> str:
    return chosen[0].label_language if len(chosen) == 1 else ""
