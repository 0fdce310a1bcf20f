"""Restrict data whose accuracy is contested, while it is verified (GDPR Art. 18(1)(a))."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, StepForm, long_text
from requests_app.domain.rights import Right
from requests_app.services.restrict_meanwhile import (
    may_be_restricted_meanwhile,
    restrict_meanwhile,
)


class RestrictMeanwhileForm(StepForm):
    """Restrict while the accuracy is verified."""

    name = "restrict-meanwhile"
    title = _("Restrict while it is verified")
    button = _("Restrict while it is verified")
    does = _(
        "Who contests that data are right may have them restricted while you find out (Art. "
        "18(1)(a)). Every data system gets the task; you lift it with a notice to the person."
    )
    at_once = True
    tells = _("The person is told that the data are restricted meanwhile.")
    done = _("The data are being restricted while they are verified.")
    rights = frozenset({Right.RECTIFICATION})

    facts = long_text(
        label=_("Which data are contested, and why?"),
        help_text=_("For the record; the person does not read this."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While a rectification is assessed and nothing is restricted yet."""
        case = at.case
        if not at.may_handle or not may_be_restricted_meanwhile(case):
            return None
        return None if case.restrictions.filter(lifted_at=None).exists() else Standing()

    def run(self) -> None:
        """Restrict. Raises Refused."""
        restrict_meanwhile(self.case.pk, facts=self.cleaned_data["facts"], actor=self.actor)
