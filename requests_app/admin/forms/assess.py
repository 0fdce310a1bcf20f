"""Begin work on the request."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep
from requests_app.services.assess import assess


class AssessForm(MachineStep):
    """Start assessing."""

    name = "assess"
    leads = True
    title = _("Start assessing")
    button = _("Start assessing")
    does = _(
        "The request counts as begun. If nobody handles it yet, it becomes yours. "
        "The clock runs from the receipt, whenever you begin."
    )
    done = _("Assessing has begun.")
    way_back = _("Nothing is lost by it: the request can be given to a colleague.")
    transitions = ("assess",)

    def run(self) -> None:
        """Assess. Raises Refused."""
        assess(self.case.pk, actor=self.actor)
