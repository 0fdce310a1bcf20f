"""The day on which the person's answer came, where the clock waited for it."""

from django import forms
from django.utils.translation import gettext_lazy as _


def answered_on_field() -> forms.DateField:
    """A field for that day; empty: today."""
    return forms.DateField(
        label=_("On which day did the answer come?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "The clock stood still until that day, and not until somebody here looked at the "
            "answer."
        ),
    )
