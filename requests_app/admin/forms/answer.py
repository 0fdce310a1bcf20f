"""Send the answer."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep
from requests_app.services.answer import answer


class AnswerForm(MachineStep):
    """Send the answer."""

    name = "answer"
    leads = True
    title = _("Send the answer")
    button = _("Send the answer")
    does = _("Closes the request. The person may fetch the answer for 60 days.")
    tells = _(
        "The person gets a letter with the decision, and a mail that the answer can be fetched."
    )
    done = _("The answer was sent.")
    transitions = ("answer",)
    gives_answer = True

    def run(self) -> None:
        """Answer. Raises Refused."""
        answer(self.case.pk, actor=self.actor)
