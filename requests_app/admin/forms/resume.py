"""The answer came: the clock runs again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, SuspensionStep
from requests_app.services.resume import resume


class ResumeForm(SuspensionStep):
    """The sufficient answer came."""

    name = "resume"
    title = _("The answer came")
    button = _("The answer came")
    does = _(
        "The clock runs again from now. The days you waited are added to the due date. "
        "An answer that is not enough does not end the waiting."
    )
    done = _("The clock runs again.")

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While the suspension is open. Proof of identity ends with the identity check."""
        if at.case.is_closed or not target.is_open or target.ground == "identity":
            return None
        return Standing() if at.may_handle else None

    def run(self) -> None:
        """End the suspension. Raises Refused."""
        resume(self.target.pk, actor=self.actor)
