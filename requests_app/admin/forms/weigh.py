"""Weigh an objection, with the processing restricted meanwhile (GDPR Art. 18(1)(d), 21(1))."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, long_text
from requests_app.domain.identity_codes import masked
from requests_app.services.weigh import weigh


class WeighForm(MachineStep):
    """Weigh the interests."""

    name = "weigh"
    leads = True
    title = _("Weigh the interests")
    button = _("Weigh the interests")
    does = _(
        "The processing is restricted while you find out whose interests override: every data "
        "system gets the task to restrict it (Art. 18(1)(d))."
    )
    at_once = True
    tells = _("The person is told that the processing is restricted meanwhile.")
    done = _("The weighing has begun, and the processing is being restricted.")
    transitions = ("weigh",)

    facts = long_text(
        label=_("What is the person’s particular situation?"),
        help_text=_("What they wrote or said about it. If they gave no reasons, say so."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("facts", masked(self.case.said.view))

    def run(self) -> None:
        """Weigh. Raises Refused."""
        weigh(self.case.pk, facts=self.cleaned_data["facts"], actor=self.actor)
