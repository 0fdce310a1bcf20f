"""Have the processing cease (GDPR Art. 7(3), 21)."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Situation
from requests_app.services.cease import cease


class CeaseForm(MachineStep):
    """Cease the processing."""

    name = "cease"
    title = _("Cease the processing")
    button = _("Have the processing cease")
    does = _("Every data system gets the task to stop.")
    done = _("The tasks to stop were opened.")
    is_lasting = True
    transitions = ("cease", "cease_at_once")

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """Once it is decided, or where nothing has to be."""
        return at.decision is not None or at.case.knows_no_month

    def run(self) -> None:
        """Cease. Raises Refused."""
        cease(self.case.pk, actor=self.actor)
