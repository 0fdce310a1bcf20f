"""Note that the person must not be found."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm
from requests_app.models import RightsRequest
from requests_app.services.protect_identity import protect_identity


class ProtectIdentityForm(StepForm):
    """A non-disclosure order came to light."""

    name = "protect-identity"
    title = _("Note a non-disclosure order")
    button = _("Note a non-disclosure order")
    does = _(
        "Phone number and postal address are encrypted and stand on no page, letter or list from "
        "now on. This cannot be taken back."
    )
    done = _("The address is kept encrypted from now on.")
    place = Place.IDENTITY

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Until it is noted."""
        assert isinstance(target, RightsRequest)
        offered = at.may_handle and not target.submission.protected_identity
        return Standing() if offered else None

    def run(self) -> None:
        """Note it. Raises Refused."""
        protect_identity(self.case.submission_id, actor=self.actor)
