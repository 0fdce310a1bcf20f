"""Settle identity, with its method and reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.clock import today
from requests_app.admin.forms.answered_on import answered_on_field
from requests_app.admin.forms.base import IdentityStep, long_text
from requests_app.admin.forms.proof_that_fits import (
    about_proof,
    methods_open,
    signed_in_for,
    touches_payment_field,
    what_was_said,
)
from requests_app.models import IdentityMethod, IdentityState
from requests_app.services.fitting import needed_proof
from requests_app.services.identity import settle_identity
from requests_app.services.proof_came import proof_came_on


class SettleIdentityForm(IdentityStep):
    """Identity is settled."""

    name = "settle-identity"
    title = _("Settle identity")
    button = _("Settle identity")
    does = _(
        "The answer may be given out to this person. If the clock waited for proof of identity, "
        "it runs again from the day on which the proof came. The proof that was sent here is "
        "destroyed at once; destroy any copies that reached you in another way."
    )
    done = _("Identity is settled.")
    is_lasting = True
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
    why_less = long_text(
        label=_("Why is less enough here?"),
        required=False,
        help_text=_(
            "Only where this proof is less than what is enough for the request and these data."
        ),
    )
    touches_payment = touches_payment_field()
    answered_on = answered_on_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = needed_proof(self.target)
        self.sign_ins = signed_in_for(self.target)
        field = self.fields["method"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = methods_open(self.sign_ins)
        if not self.needed.may_touch_payment:
            del self.fields["touches_payment"]
        if self.target.state == IdentityState.ASKED:
            local_today = today(self.case.submission.controller.time_zone)
            self.initial["answered_on"] = proof_came_on(self.target) or local_today
        else:
            del self.fields["answered_on"]

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What is enough, and what to compare with."""
        yield from about_proof(self.needed)
        yield from what_was_said(self.sign_ins)

    def run(self) -> None:
        """Settle. Raises Refused."""
        settle_identity(
            self.target.pk,
            method=IdentityMethod(self.cleaned_data["method"]),
            reason=self.cleaned_data["reason"],
            why_less=self.cleaned_data["why_less"],
            touches_payment=self.cleaned_data.get("touches_payment", False),
            answered_on=self.cleaned_data.get("answered_on"),
            actor=self.actor,
        )
