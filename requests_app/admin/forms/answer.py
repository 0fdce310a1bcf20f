"""Send the answer."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Situation, Standing, Wording
from requests_app.domain.rights import Right
from requests_app.models import request_guards as guards
from requests_app.services.answer import answer

FETCHED = (Right.ACCESS, Right.PORTABILITY)


class AnswerForm(MachineStep):
    """Send the answer."""

    name = "answer"
    leads = True
    title = _("Send the answer")
    button = _("Send the answer")
    does = _("Closes the request.")
    tells = _("The person gets a letter with the decision and what was done.")
    done = _("The answer was sent.")
    transitions = ("answer", "answer_no_data")
    gives_answer = True

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """Two rights give the person something to fetch."""
        words = super().wording(target)
        if target.right not in FETCHED:
            return words
        return replace(
            words,
            does=_("Closes the request. The person may fetch the answer for 60 days."),
            tells=_(
                "The person gets a letter with the decision, and a mail that the answer can be "
                "fetched."
            ),
        )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Straight from assessing only when the decision is that nothing is held."""
        names = {step.name for step in at.steps_of(target)}
        if "answer" not in names and not guards.decision_finds_nothing(target):
            return None
        return super().standing(at, target)

    def run(self) -> None:
        """Answer. Raises Refused."""
        answer(self.case.pk, actor=self.actor)
