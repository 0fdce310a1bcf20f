"""Have a named human decide anew what a machine had decided (GDPR Art. 22(3))."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Situation, Standing, StepForm, long_text
from requests_app.domain.rights import Right
from requests_app.models import RequestState, ReviewResult
from requests_app.models import request_guards as guards
from requests_app.services.human_review import record_review, start_review

ONLY = frozenset({Right.AUTOMATED_DECISION})


class StartReviewForm(MachineStep):
    """Have a human decide anew."""

    name = "start-review"
    leads = True
    title = _("Have a human decide anew")
    button = _("Have a human decide anew")
    does = _("Names the human who looks at the whole case and may change the result.")
    done = _("The human review has begun.")
    transitions = ("start_review",)
    fulfils = (guards.reviewer_named,)

    reviewer = forms.CharField(label=_("Who decides anew"), max_length=200)
    authority = forms.CharField(
        label=_("Position and authority to change the decision"),
        max_length=300,
        help_text=_("Somebody who only passes on what the machine says is no human review."),
    )

    meanwhile = long_text(
        label=_("What does the decision do meanwhile?"),
        help_text=_(
            "Hold its effect back where you can: keep the order, the account or the offer open. "
            "If you cannot, say why."
        ),
    )

    def run(self) -> None:
        """Begin the review. Raises Refused."""
        start_review(
            self.case.pk,
            reviewer=self.cleaned_data["reviewer"],
            authority=self.cleaned_data["authority"],
            meanwhile=self.cleaned_data["meanwhile"],
            actor=self.actor,
        )


class RecordReviewForm(StepForm):
    """What the human decided."""

    name = "record-review"
    title = _("Record the human’s decision")
    button = _("Record the human’s decision")
    does = _("Keeps the result with its reasons. Afterwards you send the answer.")
    done = _("The result was recorded.")
    is_lasting = True
    rights = ONLY

    result = forms.ChoiceField(
        label=_("What did the human decide?"),
        choices=ReviewResult.choices,
        widget=forms.RadioSelect,
    )
    findings = long_text(
        label=_("What was looked at, and why the result is what it is"),
        help_text=_("The person reads this: answer what they put forward."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While a review is open."""
        if at.case.state != RequestState.HUMAN_REVIEW or not at.may_handle:
            return None
        is_open = at.case.human_reviews.filter(decided_at=None).exists()
        return Standing() if is_open else None

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """It is what the state waits for."""
        return True

    def run(self) -> None:
        """Record it. Raises Refused."""
        record_review(
            self.case.pk,
            result=ReviewResult(self.cleaned_data["result"]),
            findings=self.cleaned_data["findings"],
            actor=self.actor,
        )
