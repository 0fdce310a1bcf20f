"""Have every data system searched, and look again."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, long_text
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest
from requests_app.services.collect import collect
from requests_app.services.perform import perform


class CollectForm(MachineStep):
    """Start collecting."""

    name = "collect"
    leads = True
    title = _("Collect the data")
    button = _("Collect the data")
    does = _("Every data system of the registers concerned gets a task in this case.")
    rights = frozenset({Right.ACCESS, Right.PORTABILITY})
    done = _("The tasks were opened.")
    is_lasting = True
    transitions = ("collect",)

    def run(self) -> None:
        """Collect. Raises Refused."""
        collect(self.case.pk, actor=self.actor)


class CollectMoreForm(MachineStep):
    """Go back to collecting."""

    name = "collect-more"
    title = _("Back to collecting")
    button = _("Back to collecting")
    does = _("Tasks can be worked on again. What was found so far stays.")
    done = _("The request is being collected again.")
    turns_back = True
    transitions = ("collect_more",)

    reason = long_text(label=_("What is missing?"))

    def run(self) -> None:
        """Go back. Raises Refused."""
        perform(
            RightsRequest,
            self.case.pk,
            "collect_more",
            actor=self.actor,
            payload={"reason": self.cleaned_data["reason"]},
        )
