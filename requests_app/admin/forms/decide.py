"""Decide: what is given, what is not, on which ground and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, long_text
from requests_app.admin.forms.grounds import GROUND_FIELDS
from requests_app.admin.forms.purposes import PurposesForm
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import Right
from requests_app.models import Outcome, RightsRequest, TaskKind, TaskState
from requests_app.models import request_guards as guards
from requests_app.services.decide import decidable_states, decide, possible_outcomes

DECIDED_HERE = frozenset(
    {
        Right.RECTIFICATION,
        Right.ERASURE,
        Right.RESTRICTION,
        Right.OBJECTION,
        Right.CONSENT_WITHDRAWAL,
    }
)


class DecideForm(PurposesForm):
    """Decide."""

    name = "decide"
    title = _("Decide")
    button = _("Decide")
    does = _(
        "Records the decision. Nothing is carried out yet; a later decision replaces it, and "
        "both stay on the record."
    )
    done = _("The decision was recorded.")
    way_back = _("Another decision can take its place.")
    rights = DECIDED_HERE
    template = "admin/requests_app/rightsrequest/decide.html"

    outcome = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    reasoning = long_text(
        label=_("What you tell the person about the decision"),
        required=False,
        help_text=_("Needed when something is not done: what, and why."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = offered(self.case)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(outcome.value, outcome.label) for outcome in outcomes]
        field.initial = self._likely_outcome()
        if Outcome.PARTIAL not in outcomes:
            self.fields["reasoning"].help_text = ""
            for name in [name for name in self.fields if name.startswith(GROUND_FIELDS)]:
                del self.fields[name]

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Where the case can be decided; an erasure after its dry run."""
        case = at.case
        if case.right not in cls.rights or not at.may_handle or not at.we_answer:
            return None
        if case.state not in decidable_states(case):
            return None
        if case.right == Right.ERASURE and not guards.searched_everywhere(case):
            return Standing(obstacles=(str(guards.searched_everywhere.why),))
        return Standing()

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """Until there is a decision."""
        return at.decision is None

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What the systems said, for who decides."""
        found = self.case.tasks.filter(kind=TaskKind.SEARCH).exclude(state=TaskState.OPEN)
        return [
            (task.data_system.name, task.result or str(task.get_state_display()))
            for task in found.select_related("data_system")
        ]

    def run(self) -> None:
        """Decide. Raises Refused."""
        decide(
            self.case.pk,
            outcome=Outcome(self.cleaned_data["outcome"]),
            reasoning=self.cleaned_data["reasoning"],
            grounds=self.grounds(),
            items=self.items(),
            actor=self.actor,
        )

    def _likely_outcome(self) -> str | None:
        """Chosen beforehand for a duty to stop, so that one click is enough."""
        if not self.case.knows_no_month:
            return None
        first = [self.open_to(purpose)[0] for purpose in self.by_purpose]
        if first and ItemResult.MET not in first and self.right is Right.CONSENT_WITHDRAWAL:
            return Outcome.NOT_APPLICABLE.value
        return Outcome.GRANTED.value


def offered(case: RightsRequest) -> list[Outcome]:
    """The outcomes of a decision; refusing is a step of its own."""
    return [outcome for outcome in possible_outcomes(case) if outcome != Outcome.REFUSED]
