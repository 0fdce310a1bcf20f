"""Forward the request to the controller that answers (GDPR Art. 28(3)(e))."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.models import ProcessorClient
from registers_app.selectors import clients_of
from requests_app.admin.forms.answerer import AnswererForm
from requests_app.admin.forms.base import MachineStep, Place
from requests_app.models import request_guards as guards
from requests_app.services.close import forward
from requests_app.written import written


class ForwardForm(AnswererForm, MachineStep):
    """Another controller answers."""

    name = "forward"
    title = _("Forward to the controller")
    button = _("Forward to the controller")
    does = _(
        "Closes the request here: you only process the data for somebody else, who answers "
        "(Art. 28(3)(e)). The desk sends them a link to what the person sent, and notes when it "
        "was first opened."
    )
    tells = _("The person is told who answers.")
    done = _("The request was closed as forwarded.")
    place = Place.CASE
    leads = True
    ends = True
    transitions = ("forward",)
    fits = (guards.another_answers,)

    def clients(self) -> QuerySet[ProcessorClient]:
        """Those of the register, where the person named one."""
        register = self.case.submission.register
        own = clients_of(self.case.controller_id)
        return own.filter(register=register) if register else own

    def to_know(self) -> Iterable[tuple[str, str]]:
        """By when, and whose client the person says to be."""
        return [
            (label, text)
            for label, text in (
                (_text("To be forwarded by"), written(self.case.forward_by)),
                (_text("Whose client the person is"), self.case.submission.client_named),
                (_text("What the part is about"), self.case.part_about),
                (_text("Whose data the part is about"), self.case.part_client),
            )
            if text
        ]

    def run(self) -> None:
        """Forward. Raises Refused."""
        forward(self.case.pk, to=self.answerer(), how=self.cleaned_data["how"], actor=self.actor)
