"""Doubt an identity that was settled."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import IdentityStep, long_text
from requests_app.models import IdentityCheck
from requests_app.services.perform import perform


class DoubtIdentityForm(IdentityStep):
    """New facts came up after identity had been settled."""

    name = "doubt-identity"
    title = _("Doubt identity again")
    button = _("Doubt identity again")
    does = _("Nothing more is given out until identity is settled anew.")
    done = _("Identity is no longer settled.")
    way_back = _("Identity can be settled anew.")
    transitions = ("doubt_again",)

    reason = long_text(label=_("Which new facts give rise to doubt?"))

    def run(self) -> None:
        """Open the check again. Raises Refused."""
        perform(
            IdentityCheck,
            self.target.pk,
            "doubt_again",
            actor=self.actor,
            payload={"doubt": self.cleaned_data["reason"]},
        )
