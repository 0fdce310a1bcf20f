"""The answer came: the clock runs again."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from config.clock import today
from requests_app.admin.forms.answered_on import answered_on_field
from requests_app.admin.forms.base import Situation, Standing, SuspensionStep, Wording
from requests_app.models import SuspensionGround
from requests_app.services.resume import resume


class ResumeForm(SuspensionStep):
    """The sufficient answer came."""

    name = "resume"
    title = _("The answer came")
    button = _("The answer came")
    does = _(
        "The clock runs again from the day on which the answer came. The days you waited for it "
        "are added to the due date. An answer that is not enough does not end the waiting."
    )
    done = _("The clock runs again.")
    is_lasting = True

    answered_on = answered_on_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.case.submission.controller.time_zone
        self.initial["answered_on"] = self._wrote_on(zone) or today(zone)
        if self.target.ground == SuspensionGround.FEE:
            self.fields["answered_on"].label = _("On which day was it paid?")
            self.fields["answered_on"].help_text = ""

    def _wrote_on(self, zone: str) -> date | None:
        """The local day of the person's first message since they were asked."""
        written = self.case.submission.messages.filter(
            side="person", written_at__gte=self.target.asked_at
        ).first()
        return written.written_at.astimezone(ZoneInfo(zone)).date() if written else None

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """A fee is paid, not answered."""
        words = super().wording(target)
        if target.ground != SuspensionGround.FEE:
            return words
        return replace(
            words,
            title=_("The fee was paid"),
            button=_("The fee was paid"),
            does=_(
                "Records the payment. In the EU the due date stays as it is; in the United Kingdom "
                "the month begins on the day of the payment."
            ),
            done=_("The payment was recorded."),
        )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While the suspension is open. Proof of identity ends with the identity check."""
        if at.case.is_closed or not target.is_open or target.ground == "identity":
            return None
        return Standing() if at.may_handle else None

    def run(self) -> None:
        """End the suspension. Raises Refused."""
        resume(self.target.pk, answered_on=self.cleaned_data["answered_on"], actor=self.actor)
