"""The answers as the person checks them before sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.domain.residence import home_of
from requests_app.detail_forms import DetailsForm
from requests_app.detail_words import detail_lines
from requests_app.models import DraftFile
from requests_app.option import Option
from requests_app.plain_form import PlainForm
from requests_app.portal.last_forms import FindForm
from requests_app.portal.steps import RIGHT
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
    "answer_by": _("How we answer you"),
    "identifiers": _("What helps us find you"),
    "about": _("Anything else"),
}


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One answer and the step where it can be changed."""

    step: str
    label: str | Promise
    value: str | Promise
    language: str = ""
    right: str | Promise = ""  # which it is about, where there are several


def check_rows(
    forms: Mapping[str, PlainForm], *, files: Sequence[DraftFile] = ()
) -> list[CheckRow]:
    """Every answer, in the order of the forms, and the files that were added."""
    several = len(forms[RIGHT.name].cleaned_data["rights"]) > 1
    rows = [row for name, form in forms.items() for row in _rows(name, form, several=several)]
    names = "\n".join(file.name for file in files)
    at = next((index for index, row in enumerate(rows) if row.step == "about"), len(rows) - 1)
    rows.insert(at + 1, CheckRow(step="about", label=_("Files"), value=names))
    return rows


def _rows(step: str, form: PlainForm, *, several: bool) -> list[CheckRow]:
    if isinstance(form, DetailsForm):
        return _details(step, form, right=form.words.name if several else "")
    if isinstance(form, FindForm) and form.asked:
        return [
            CheckRow(step=step, label=each.what, value=form.cleaned_data[name])
            for name, each in form.asked.items()
        ]
    return [_row(step, form, field) for field in form if field.name in LABELS]


def _details(step: str, form: DetailsForm, *, right: str | Promise) -> list[CheckRow]:
    """What was said of a right; one row that can be changed where nothing was."""
    lines = detail_lines(form.right, form.details())
    rows = [CheckRow(step=step, label=line.label, value=line.text, right=right) for line in lines]
    return rows or [CheckRow(step=step, label=form.words.name, value="")]


def _row(step: str, form: PlainForm, field: BoundField) -> CheckRow:
    value = form.cleaned_data[field.name]
    if isinstance(value, bool):
        return CheckRow(step=step, label=LABELS[field.name], value=_("Yes") if value else _("No"))
    if field.name == "lives_in":
        home = home_of(value)
        value = home.country(reader_language()) if home else ""
        return CheckRow(step=step, label=LABELS[field.name], value=value)
    options = form.options.get(field.name, ())
    chosen = [option for option in options if option.value in _as_list(value)]
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
