"""Settle identity, with its method and reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import IdentityStep, long_text
from requests_app.models import IdentityMethod
from requests_app.services.identity import settle_identity


class SettleIdentityForm(IdentityStep):
    """Identity is settled."""

    name = "settle-identity"
    title = _("Settle identity")
    button = _("Settle identity")
    does = _(
        "The answer may be given out to this person. If the clock waited for proof of identity, "
        "it runs again from now. The proof that was sent here is destroyed at once; destroy any "
        "copies that reached you in another way."
    )
    done = _("Identity is settled.")
    transitions = ("settle",)

    method = forms.ChoiceField(
        label=_("How was identity settled?"),
        choices=IdentityMethod.choices,
        widget=forms.RadioSelect,
    )
    reason = long_text(
        label=_("Why is this enough?"),
        help_text=_("Say what you compared. Do not write down numbers of documents."),
    )

    def run(self) -> None:
        """Settle. Raises Refused."""
        settle_identity(
            self.target.pk,
            method=IdentityMethod(self.cleaned_data["method"]),
            reason=self.cleaned_data["reason"],
            actor=self.actor,
        )
