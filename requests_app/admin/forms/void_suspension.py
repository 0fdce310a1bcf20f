"""Let a suspension count for nothing."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import (
    Situation,
    Standing,
    SuspensionStep,
    Wording,
    long_text,
)
from requests_app.models import SuspensionGround
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
    is_lasting = True

    reason = long_text(label=_("Why was it not justified?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target.ground == SuspensionGround.FEE:
            self.fields["reason"].label = _("Why do you waive it?")

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """A fee is waived."""
        words = super().wording(target)
        if target.ground != SuspensionGround.FEE:
            return words
        return replace(
            words,
            title=_("Waive the fee"),
            button=_("Waive the fee"),
            does=_("The fee is no longer asked for. It stays on the record with your reason."),
            done=_("The fee was waived."),
        )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Until it is void."""
        if at.case.is_closed or target.voided_at is not None:
            return None
        return Standing() if at.may_handle else None

    def run(self) -> None:
        """Void the suspension. Raises Refused."""
        void_suspension(self.target.pk, reason=self.cleaned_data["reason"], actor=self.actor)
