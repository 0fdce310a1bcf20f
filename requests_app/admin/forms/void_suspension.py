"""Let a suspension count for nothing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, SuspensionStep, long_text
from requests_app.services.resume import void_suspension


class VoidSuspensionForm(SuspensionStep):
    """The question was not justified."""

    name = "void-suspension"
    title = _("The question was not justified")
    button = _("Void this pause")
    does = _(
        "The pause counts for nothing and the due date is worked out as if you had never asked. "
        "The pause stays on the record with your reason."
    )
    done = _("The pause is void. The due date was worked out anew.")

    reason = long_text(label=_("Why was it not justified?"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Until it is void."""
        if at.case.is_closed or target.voided_at is not None:
            return None
        return Standing() if at.may_handle else None

    def run(self) -> None:
        """Void the suspension. Raises Refused."""
        void_suspension(self.target.pk, reason=self.cleaned_data["reason"], actor=self.actor)
