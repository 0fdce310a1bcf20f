"""Everything has come in: review it."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep
from requests_app.models import RightsRequest
from requests_app.services.perform import perform


class ReviewForm(MachineStep):
    """Review what was found."""

    name = "review"
    leads = True
    title = _("Review what was found")
    button = _("Review what was found")
    does = _(
        "Read everything that was found, and see whether it holds data about others "
        "(Art. 15(4)). Afterwards you prepare the answer."
    )
    done = _("The review has begun.")
    turns_back = True
    transitions = ("review",)

    def run(self) -> None:
        """Review. Raises Refused."""
        perform(RightsRequest, self.case.pk, "review", actor=self.actor)
