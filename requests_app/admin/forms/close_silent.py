"""Close after silence: a person confirms what nothing does by itself."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Place, long_text
from requests_app.models import RightsRequest
from requests_app.models import request_guards as guards
from requests_app.models.guards import guard
from requests_app.services.close_silent import close_silent, closing_is_proposed


@guard(_("Closing is not proposed yet: wait for the answer, or go on without it."))
def is_silent(request: RightsRequest) -> bool:
    """Nobody has answered the question about identity for so long that closing is proposed."""
    return closing_is_proposed(request.submission)


class CloseSilentForm(MachineStep):
    """Close: no answer came."""

    name = "close-silent"
    title = _("Close: no answer came")
    button = _("Close: no answer came")
    does = _(
        "Records that identity could not be settled, and closes every request of this message "
        "that waited for it. It can be reopened when identifying information comes."
    )
    tells = _("The person is told why, what would help, and how to complain.")
    done = _("Closed: no answer came.")
    place = Place.SILENCE
    ends = True
    transitions = ("close_unidentified",)
    fulfils = (guards.identity_failed,)
    fits = (is_silent,)

    reason = long_text(
        label=_("Why can the person not be identified without the answer?"),
        help_text=_(
            "You must be able to show it (Art. 12(2)). The person reads this: write it in their "
            "language."
        ),
    )

    def run(self) -> None:
        """Close. Raises Refused."""
        close_silent(self.case.pk, reason=self.cleaned_data["reason"], actor=self.actor)
