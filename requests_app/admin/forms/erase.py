"""Have the data erased (GDPR Art. 17)."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep
from requests_app.services.erase import erase


class EraseForm(MachineStep):
    """Erase the data."""

    name = "erase"
    leads = True
    title = _("Erase the data")
    button = _("Have the data erased")
    does = _(
        "Every data system in which the dry run found something gets the task to erase what you "
        "decided to erase. What was erased cannot be brought back."
    )
    done = _("The tasks to erase were opened.")
    is_lasting = True
    transitions = ("erase",)

    def run(self) -> None:
        """Erase. Raises Refused."""
        erase(self.case.pk, actor=self.actor)
