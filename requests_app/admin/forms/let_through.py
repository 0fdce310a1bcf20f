"""Let a message through that looked like a program's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm
from requests_app.services.hold_suspicious import let_through


class LetThroughForm(StepForm):
    """A human wrote it."""

    name = "let-through"
    title = _("Let the message through")
    button = _("Let the message through")
    does = _(
        "You have looked, and a human wrote this. What waited goes on: the person gets our "
        "messages again, and data systems are asked to stop what must stop at once."
    )
    done = _("The message was let through.")
    place = Place.HELD

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who handles requests, while it is held."""
        return Standing() if at.may_handle and at.case.submission.is_held else None

    def run(self) -> None:
        """Let it through. Raises Refused."""
        let_through(self.case.submission_id, actor=self.actor)
