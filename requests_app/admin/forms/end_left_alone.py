"""Take an address off the list of those to leave alone (GDPR Art. 21(3))."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm
from requests_app.domain.rights import Right
from requests_app.models import AddressKind, LeftAloneEnd
from requests_app.services.end_left_alone import end_left_alone, kinds_left_alone


class EndLeftAloneForm(StepForm):
    """Say which address, and why."""

    name = "end-left-alone"
    title = _("Take an address off the list of those to leave alone")
    button = _("Take an address off the list of those to leave alone")
    does = _(
        "The systems that send may use the address for direct marketing again, as far as the "
        "consent goes. Keep the proof of the consent where it was given."
    )
    done = _("The address is no longer on the list.")
    is_lasting = True
    place = Place.HANDLER
    rights = frozenset({Right.OBJECTION})

    kind = forms.ChoiceField(
        label=_("Which address?"), choices=AddressKind.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Why?"), choices=LeftAloneEnd.choices, widget=forms.RadioSelect
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who handles it, while an address of the person is on the list."""
        if not at.may_handle or not kinds_left_alone(at.case.submission):
            return None
        return Standing()

    def run(self) -> None:
        """Take it off. Raises Refused."""
        end_left_alone(
            self.case.pk,
            kind=AddressKind(self.cleaned_data["kind"]),
            reason=LeftAloneEnd(self.cleaned_data["reason"]),
            actor=self.actor,
        )
