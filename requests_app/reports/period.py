"""The period of a report: requests received from one day to another, both included."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Period:
    """Local days of receipt."""

    first: date
    last: date


def year_of(day: date) -> Period:
    """The calendar year of *day*."""
    return Period(first=date(day.year, 1, 1), last=date(day.year, 12, 31))


class PeriodForm(forms.Form):
    """From a day to a day."""

    first = forms.DateField(
        label=_("Received from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("Received to"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """The period does not end before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _text("The period ends before it begins."))
        return cleaned

    def period(self) -> Period:
        """What was chosen."""
        return Period(first=self.cleaned_data["first"], last=self.cleaned_data["last"])
