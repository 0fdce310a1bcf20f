"""Say why a request is, or was, late."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import LateCause
from requests_app.services.explain_late import explain_late, is_late_or_was


class ExplainLateForm(StepForm):
    """Say why."""

    name = "explain-late"
    title = _("Why is this late?")
    button = _("Say why it is late")
    does = _(
        "The deadline report counts the reason. It excuses nothing, and the person is not told."
    )
    done = _("The reason was kept.")
    place = Place.CLOCK

    cause = forms.ChoiceField(
        label=_("Reason"), choices=LateCause.choices, widget=forms.RadioSelect
    )
    note = long_text(
        label=_("What happened"),
        help_text=_("It stands in the record of this case, and in no report."),
        required=False,
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who handles it, once it is late."""
        return Standing() if at.may_handle and is_late_or_was(at.case) else None

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What was said before."""
        if field_name == "cause" and hasattr(self.case, "late_reason"):
            return self.case.late_reason.cause
        return super().get_initial_for_field(field, field_name)

    def run(self) -> None:
        """Keep it. Raises Refused."""
        explain_late(
            self.case.pk,
            cause=LateCause(self.cleaned_data["cause"]),
            note=self.cleaned_data["note"],
            actor=self.actor,
        )
