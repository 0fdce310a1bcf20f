"""The controller has confirmed that it has a forwarded request."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, StepForm, long_text
from requests_app.services.confirm_hand_over import confirm_hand_over, silent_hand_over


class ConfirmHandOverForm(StepForm):
    """A call, a letter or a mail says that it has arrived."""

    name = "confirm-hand-over"
    title = _("The controller has the request")
    button = _("The controller has the request")
    does = _(
        "Records how the controller confirmed it. The desk asks the controller no more; the "
        "request stays closed here as forwarded."
    )
    done = _("It was recorded that the controller has the request.")
    is_lasting = True

    how = long_text(
        label=_("How did the controller confirm it?"),
        help_text=_("Who, when and by which channel. This is the proof."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While nothing shows that the controller has what was mailed to it."""
        return Standing() if at.may_handle and silent_hand_over(at.case) else None

    def run(self) -> None:
        """Record it. Raises Refused."""
        confirm_hand_over(self.case.pk, how=self.cleaned_data["how"], actor=self.actor)
