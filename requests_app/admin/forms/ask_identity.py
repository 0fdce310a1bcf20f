"""Ask for proof of identity, on a doubt that rests on facts (GDPR Art. 12(6))."""

from collections.abc import Iterable

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import IdentityStep, Situation, long_text
from requests_app.admin.forms.late_question import LateQuestion
from requests_app.models import RightsRequest
from requests_app.services.identity import ask_identity


class AskIdentityForm(LateQuestion, IdentityStep):
    """Ask for proof of identity."""

    name = "ask-identity"
    title = _("Ask for proof of identity")
    button = _("Ask for proof of identity")
    does = _(
        "The clock stands still until identity is settled. Ask only on a reasonable doubt in "
        "this case, at once, and for no more than you need: a blanket check is not allowed "
        "(GDPR Art. 12(6)). The person can send the proof on their page of this desk; it is "
        "destroyed once you have decided."
    )
    tells = _("The person gets a letter with the question, why you ask, and what to mask.")
    done = _("Proof of identity was asked for. The clock waits.")
    transitions = ("ask",)

    doubt = long_text(
        label=_("Which facts give rise to doubt?"),
        help_text=_(
            "For example: the request came from an address that we do not hold. "
            "The person reads this."
        ),
    )
    what_is_asked = long_text(
        label=_("What do you ask the person for?"),
        help_text=_(
            "The lightest proof that is enough, such as a customer number or an answer from the "
            "address we hold. Ask for a copy of a document only as a last resort."
        ),
    )

    @classmethod
    def more_obstacles(cls, at: Situation) -> Iterable[str]:
        """Closed requests ask nothing, and some rights never do."""
        if at.case.is_closed:
            return [_text("The request is closed: its clock no longer runs.")]
        if not any(_may_wait(request) for request in at.case.submission.requests.all()):
            return [_text("For this right no further proof of identity may be asked.")]
        return ()

    def run(self) -> None:
        """Ask. Raises Refused."""
        ask_identity(
            self.target.pk,
            doubt=self.cleaned_data["doubt"],
            what_is_asked=self.cleaned_data["what_is_asked"],
            why_late=self.cleaned_data.get("why_late", ""),
            actor=self.actor,
        )


def _may_wait(request: RightsRequest) -> bool:
    return not request.is_closed and request.may_ask_identity
