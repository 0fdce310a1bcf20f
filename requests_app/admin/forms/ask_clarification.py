"""Ask the person which data they mean."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, long_text
from requests_app.admin.forms.late_question import LateQuestion
from requests_app.domain.rights import Right
from requests_app.models import SuspensionGround
from requests_app.services.suspend import ask_clarification


class AskClarificationForm(LateQuestion):
    """Ask for a clarification."""

    name = "ask-clarification"
    title = _("Ask which data are meant")
    button = _("Ask which data are meant")
    does = _(
        "The clock stands still until the answer comes. Only where you process a large quantity "
        "of data about the person; who insists on everything gets everything (EDPB Guidelines "
        "01/2022 para. 35)."
    )
    tells = _("The person gets a letter with your question.")
    done = _("The question was sent. The clock waits.")
    place = Place.CLOCK
    rights = frozenset({Right.ACCESS})

    question = long_text(label=_("Your question to the person"))
    quantity = long_text(
        label=_("Which facts show a large quantity of data?"),
        help_text=_("For the record; the person does not read this."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While an access request is open and nothing of the kind is pending."""
        if at.case.is_closed or at.case.right not in cls.rights or not at.may_handle:
            return None
        if not at.we_answer:
            return None
        pending = at.case.suspensions.filter(
            ground=SuspensionGround.CLARIFICATION, ended_at=None, voided_at=None
        )
        return None if pending.exists() else Standing()

    def run(self) -> None:
        """Ask. Raises Refused."""
        ask_clarification(
            self.case.pk,
            question=self.cleaned_data["question"],
            facts=self.cleaned_data["quantity"],
            why_late=self.cleaned_data.get("why_late", ""),
            actor=self.actor,
        )
