"""Have the processing restricted (GDPR Art. 18)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, long_text
from requests_app.domain.identity_codes import masked
from requests_app.models import RestrictionGround
from requests_app.models import request_guards as guards
from requests_app.services.restrict import restrict


class RestrictForm(MachineStep):
    """Restrict the processing."""

    name = "restrict"
    leads = True
    title = _("Restrict the processing")
    button = _("Have the processing restricted")
    does = _(
        "Every data system gets the task to mark, move or lock the data: from then on they are "
        "only stored (Art. 18(2)). The restriction lasts until you lift it."
    )
    done = _("The restriction has begun, and the tasks were opened.")
    way_back = _("The restriction can be lifted, after notice to the person.")
    transitions = ("restrict",)
    fulfils = (guards.restriction_has_its_ground,)

    ground = forms.ChoiceField(
        label=_("On which ground?"),
        # An objection is restricted while it is weighed, in a request of its own.
        choices=[
            choice
            for choice in RestrictionGround.choices
            if choice[0] != RestrictionGround.OBJECTION
        ],
        widget=forms.RadioSelect,
    )
    facts = long_text(label=_("The facts it rests on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.case.said
        self.initial.setdefault("ground", next(iter(said.grounds), ""))
        self.initial.setdefault("facts", masked(said.view))

    def run(self) -> None:
        """Restrict. Raises Refused."""
        restrict(
            self.case.pk,
            ground=RestrictionGround(self.cleaned_data["ground"]),
            facts=self.cleaned_data["facts"],
            actor=self.actor,
        )
