"""Record that identity could not be settled."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import IdentityStep, long_text
from requests_app.services.identity import fail_identity


class FailIdentityForm(IdentityStep):
    """Identity could not be settled."""

    name = "fail-identity"
    title = _("Identity could not be settled")
    button = _("Identity could not be settled")
    does = _(
        "Nothing can be given out. The request stays open until you close it as not identified, "
        "refuse it, or settle identity after all. The proof that was sent here is destroyed at "
        "once."
    )
    done = _("Recorded: identity could not be settled.")
    is_lasting = True
    transitions = ("fail",)

    reason = long_text(
        label=_("Why was the proof not enough?"),
        help_text=_(
            "You must be able to show that you cannot identify the person (Art. 12(2)). The person "
            "reads this if you close the request: write it in their language."
        ),
    )

    def run(self) -> None:
        """Record it. Raises Refused."""
        fail_identity(self.target.pk, reason=self.cleaned_data["reason"], actor=self.actor)
