"""The answer came: the clock runs again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.clock import today
from requests_app.admin.forms.answered_on import answered_on_field
from requests_app.admin.forms.base import Situation, Standing, SuspensionStep
from requests_app.services.resume import resume


class ResumeForm(SuspensionStep):
    """The sufficient answer came."""

    name = "resume"
    title = _("The answer came")
    button = _("The answer came")
    does = _(
        "The clock runs again from the day on which the answer came. The days you waited for it "
        "are added to the due date. An answer that is not enough does not end the waiting."
    )
    done = _("The clock runs again.")

    answered_on = answered_on_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["answered_on"] = today(self.case.submission.controller.time_zone)

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While the suspension is open. Proof of identity ends with the identity check."""
        if at.case.is_closed or not target.is_open or target.ground == "identity":
            return None
        return Standing() if at.may_handle else None

    def run(self) -> None:
        """End the suspension. Raises Refused."""
        resume(self.target.pk, answered_on=self.cleaned_data["answered_on"], actor=self.actor)
