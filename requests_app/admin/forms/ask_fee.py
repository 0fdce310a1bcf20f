"""Announce a fee (GDPR Art. 12(5), 15(3))."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.admin.forms.grounds import few_lines
from requests_app.domain.fee import HIGHEST, PROVEN_BY_THE_CONTROLLER, FeeGround, fee_grounds
from requests_app.domain.rights import Right
from requests_app.models import Currency, FeeGroundChoice, SuspensionGround
from requests_app.services.ask_fee import ask_fee

CURRENCIES = {"SE": Currency.SEK, "GB": Currency.GBP, "DK": Currency.DKK, "NO": Currency.NOK}


class AskFeeForm(StepForm):
    """Announce a fee."""

    name = "ask-fee"
    title = _("Announce a fee")
    button = _("Announce a fee")
    does = _(
        "Answering is free (Art. 12(5)). Only a further copy, or a request that you can prove to "
        "be manifestly unfounded or excessive, may cost what it really costs you. In the EU the "
        "clock runs on while you wait; in the United Kingdom the month begins when the fee is paid."
    )
    tells = _("The person gets a letter with the sum and why, and may narrow or withdraw.")
    done = _("The fee was announced.")
    place = Place.CLOCK
    rights = frozenset(right for right in Right if fee_grounds(right))

    ground = forms.ChoiceField(label=_("On which ground?"), widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Sum"), min_value=0.01, max_value=HIGHEST, max_digits=6, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    costs = long_text(
        label=_("Why, and which costs does it cover?"),
        help_text=_("The person reads this. Only the administrative costs of this request."),
    )
    proof = few_lines(
        _("How can you prove it to an authority?"),
        _(
            "The burden of proof is yours (Art. 12(5)). For the record; the person does not read "
            "this. Not needed for a further copy."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (code.value, FeeGroundChoice(code.value).label)
            for code in fee_grounds(Right(self.case.right))
        ]
        country = self.case.submission.controller.country
        self.initial.setdefault("currency", CURRENCIES.get(country, Currency.EUR).value)

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While the request is open, has a month, and no fee waits."""
        case = at.case
        if case.is_closed or case.knows_no_month or case.right not in cls.rights:
            return None
        if not at.may_handle or not at.we_answer:
            return None
        waits = case.suspensions.filter(ground=SuspensionGround.FEE, ended_at=None, voided_at=None)
        return None if waits.exists() else Standing()

    def clean(self) -> dict[str, Any]:
        """An abusive request is the controller's to prove."""
        cleaned = super().clean() or {}
        if cleaned.get("ground") in PROVEN_BY_THE_CONTROLLER and not cleaned.get("proof"):
            self.add_error(
                "proof",
                _text("You have to be able to prove this ground (Art. 12(5)): say how."),
            )
        return cleaned

    def run(self) -> None:
        """Announce it. Raises Refused."""
        ask_fee(
            self.case.pk,
            ground=FeeGround(self.cleaned_data["ground"]),
            amount=self.cleaned_data["amount"],
            currency=self.cleaned_data["currency"],
            costs=self.cleaned_data["costs"],
            proof=self.cleaned_data["proof"],
            actor=self.actor,
        )
