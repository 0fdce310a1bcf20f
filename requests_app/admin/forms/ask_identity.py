"""Ask for proof of identity, on a doubt that rests on facts (GDPR Art. 12(6))."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import IdentityStep, Situation, long_text
from requests_app.admin.forms.late_question import LateQuestion
from requests_app.admin.forms.proof_that_fits import (
    about_asking,
    proofs_offered,
    touches_payment_field,
)
from requests_app.domain.identity import Proof
from requests_app.models import ProofChoice, RightsRequest
from requests_app.services.fitting import needed_proof
from requests_app.services.identity import ask_identity


class AskIdentityForm(LateQuestion, IdentityStep):
    """Ask for proof of identity."""

    name = "ask-identity"
    title = _("Ask for proof of identity")
    button = _("Ask for proof of identity")
    does = _(
        "The clock stands still until identity is settled. Ask only on a reasonable doubt in "
        "this case, at once, and for no more than you need: a blanket check is not allowed "
        "(GDPR Art. 12(6)). The person can send the proof on their page of this desk; it is "
        "destroyed once you have decided."
    )
    tells = _("The person gets a letter with the question, why you ask, and what to mask.")
    done = _("Proof of identity was asked for. The clock waits.")
    transitions = ("ask",)

    doubt = long_text(
        label=_("Which facts give rise to doubt?"),
        help_text=_(
            "For example: the request came from an address that we do not hold. "
            "The person reads this."
        ),
    )
    what_is_asked = long_text(
        label=_("What do you ask the person for?"),
        help_text=_(
            "The lightest proof that is enough, such as a customer number or an answer from the "
            "address we hold. Ask for a copy of a document only as a last resort."
        ),
    )

    proof = forms.ChoiceField(
        label=_("How can they show it?"),
        choices=ProofChoice.choices,
        initial=ProofChoice.REPLY,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("From the lightest to the heaviest. Nothing chosen means the lightest."),
    )
    why_heavier = long_text(
        label=_("Why would less not do?"),
        required=False,
        help_text=_(
            "Only where you ask for more than fits: which facts of this case make it necessary."
        ),
    )
    touches_payment = touches_payment_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = needed_proof(self.target, to_ask=True)
        offered = proofs_offered(self.case.submission.controller)
        field = self.fields["proof"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
        if not self.needed.may_touch_payment:
            del self.fields["touches_payment"]

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What is enough, the most to ask for, and what can be compared with."""
        return about_asking(self.needed)

    @classmethod
    def more_obstacles(cls, at: Situation) -> Iterable[str]:
        """Closed requests ask nothing, and some rights never do."""
        if at.case.is_closed:
            return [_text("The request is closed: its clock no longer runs.")]
        if not any(_may_wait(request) for request in at.case.submission.requests.all()):
            return [_text("For this right no further proof of identity may be asked.")]
        return ()

    def run(self) -> None:
        """Ask. Raises Refused."""
        ask_identity(
            self.target.pk,
            doubt=self.cleaned_data["doubt"],
            what_is_asked=self.cleaned_data["what_is_asked"],
            proof=Proof(self.cleaned_data["proof"] or ProofChoice.REPLY),
            why_heavier=self.cleaned_data["why_heavier"],
            touches_payment=self.cleaned_data.get("touches_payment", False),
            why_late=self.cleaned_data.get("why_late", ""),
            actor=self.actor,
        )


def _may_wait(request: RightsRequest) -> bool:
    return not request.is_closed and request.may_ask_identity
