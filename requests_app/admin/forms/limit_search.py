"""Rest the answer on a reasonable and proportionate search (UK GDPR Art. 15(1A))."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, StepForm, long_text
from requests_app.services.limit_search import limit_search, why_not


class LimitSearchForm(StepForm):
    """Say what the search left out."""

    name = "limit-search"
    title = _("The search was reasonable, and left something out")
    button = _("The search left something out")
    does = _(
        "Under the law of the United Kingdom the person is entitled to what a reasonable and "
        "proportionate search finds (Art. 15(1A)). The answer then tells what was searched, what "
        "was not, and why. Said again, the newest counts."
    )
    done = _("It was noted, and the answer will say it.")

    searched = long_text(
        label=_("What was searched, and how?"), help_text=_("The person reads all three.")
    )
    left_out = long_text(label=_("What was not searched?"))
    reason = long_text(
        label=_("Why would more be out of proportion?"),
        help_text=_("The effort, and how likely it is that something about the person is there."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For an open request for access, where all who answer are under the law of the UK."""
        if not at.may_handle or not at.we_answer or why_not(at.case):
            return None
        return Standing()

    def run(self) -> None:
        """Note it. Raises Refused."""
        typed = self.cleaned_data
        limit_search(
            self.case.pk,
            searched=typed["searched"],
            left_out=typed["left_out"],
            reason=typed["reason"],
            actor=self.actor,
        )
