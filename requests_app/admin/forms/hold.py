"""Keep the file of a case for a dispute, or no longer (GDPR Art. 17(3)(e))."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from registers_app.domain.roles import Permission
from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.services.hold_case import hold_case, release_hold


class HoldForm(StepForm):
    """Keep the file."""

    name = "hold"
    title = _("Keep the file for a dispute")
    button = _("Keep the file for a dispute")
    does = _(
        "Nothing of this case is erased while it is kept, whatever its age. For a complaint, a "
        "claim or a proceeding only."
    )
    done = _("The file is kept.")
    way_back = _("The file can be released again.")
    place = Place.HANDLER

    reason = long_text(label=_("Which dispute, and with whom?"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who approves, once the request is closed, while the file is there and not kept."""
        if Permission.APPROVE_DECISIONS not in at.held or not at.case.is_closed:
            return None
        if at.case.submission.purged_at:
            return None
        return None if _is_held(at) else Standing()

    def run(self) -> None:
        """Keep it. Raises Refused."""
        hold_case(self.case.pk, reason=self.cleaned_data["reason"], actor=self.actor)


class ReleaseHoldForm(StepForm):
    """Keep the file no longer."""

    name = "release-hold"
    title = _("The dispute is over")
    button = _("The dispute is over")
    does = _("The file is erased when its time is over, perhaps at once.")
    done = _("The file is no longer kept for the dispute.")
    is_lasting = True
    place = Place.HANDLER

    reason = long_text(label=_("How did it end?"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who approves, while it is kept."""
        if Permission.APPROVE_DECISIONS not in at.held:
            return None
        return Standing() if _is_held(at) else None

    def run(self) -> None:
        """Release it. Raises Refused."""
        release_hold(self.case.pk, reason=self.cleaned_data["reason"], actor=self.actor)


def _is_held(at: Situation) -> bool:
    return at.case.submission.holds.filter(released_at=None).exists()
