"""A second person looks at a refusal or a partial answer."""

from collections.abc import Iterable

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Situation, long_text
from requests_app.models import RightsRequest
from requests_app.models import request_guards as guards
from requests_app.models.guards import guard
from requests_app.services.decide import current_decision
from requests_app.services.refuse import approve_answer, approve_refusal, ask_approval, send_back


@guard(_("The decision was approved already."))
def is_not_approved(request: RightsRequest) -> bool:
    """Nobody is asked twice about the same decision."""
    decision = current_decision(request)
    return decision is None or decision.approved_by_id is None


class AskApprovalForm(MachineStep):
    """Ask a second person to approve."""

    name = "ask-approval"
    title = _("Ask a second person to approve")
    button = _("Ask a second person to approve")
    does = _("The supervisors get a mail. The answer waits until one of them has approved it.")
    done = _("The supervisors were asked to approve.")
    way_back = _("Whoever approves can send it back.")
    transitions = ("ask_approval",)
    fits = (guards.has_decision, guards.decision_answers, is_not_approved)

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """Where nothing goes on without it."""
        return not guards.approval_not_needed(at.case)

    def run(self) -> None:
        """Ask. Raises Refused."""
        ask_approval(self.case.pk, actor=self.actor)


class ApprovalStep(MachineStep):
    """Approving is for somebody else than who proposed."""

    fulfils = (guards.approval_not_needed,)

    @classmethod
    def more_obstacles(cls, at: Situation) -> Iterable[str]:
        """Nobody approves their own decision."""
        decision = at.decision
        if decision is not None and decision.proposed_by_id == at.actor.id:
            return [_text("A second person has to approve: you proposed this decision.")]
        return ()


class ApproveAnswerForm(ApprovalStep):
    """Approve the answer."""

    name = "approve-answer"
    leads = True
    title = _("Approve the answer")
    button = _("Approve the answer")
    does = _("The handler goes on: the decision may be carried out and answered.")
    done = _("The answer was approved.")
    is_lasting = True
    transitions = ("approve_answer",)
    fits = (guards.decision_answers,)

    def run(self) -> None:
        """Approve. Raises Refused."""
        approve_answer(self.case.pk, actor=self.actor)


class ApproveRefusalForm(ApprovalStep):
    """Approve the refusal."""

    name = "approve-refusal"
    leads = True
    title = _("Approve the refusal")
    button = _("Approve the refusal")
    does = _("Closes the request as refused.")
    tells = _("The person gets the refusal with its reasons, and how to complain.")
    done = _("The refusal was approved and sent.")
    transitions = ("approve_refusal",)
    fits = (guards.decision_refuses,)
    ends = True

    def run(self) -> None:
        """Approve and refuse. Raises Refused."""
        approve_refusal(self.case.pk, actor=self.actor)


class SendBackForm(MachineStep):
    """Send back to the handler."""

    name = "send-back"
    title = _("Send back to the handler")
    button = _("Send back to the handler")
    does = _("The request is assessed again. Your reason stays on the record.")
    done = _("The request was sent back.")
    way_back = _("Approval can be asked for again.")
    transitions = ("send_back",)

    reason = long_text(label=_("Why do you not agree?"))

    def run(self) -> None:
        """Send back. Raises Refused."""
        send_back(self.case.pk, reason=self.cleaned_data["reason"], actor=self.actor)
