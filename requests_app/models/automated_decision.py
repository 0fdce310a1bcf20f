"""The machine of the right not to be subject to an automated decision (GDPR Art. 22).

received → assessing → human review → answered: a named human with the authority to change the
result decides anew (Art. 22(3)).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from requests_app.domain.rights import Right
from requests_app.models import request_guards as guards
from requests_app.models import shared_steps as shared
from requests_app.models.request import RightsRequest
from requests_app.models.states import RequestState as State


class AutomatedDecisionRequestManager(models.Manager["AutomatedDecisionRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[AutomatedDecisionRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.AUTOMATED_DECISION.value)


class AutomatedDecisionRequest(RightsRequest):
    """A person has a machine's decision looked at by a human."""

    objects: ClassVar[AutomatedDecisionRequestManager] = AutomatedDecisionRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("review of an automated decision")
        verbose_name_plural = _("reviews of automated decisions")

    @transition(
        "state",
        source=State.ASSESSING,
        target=State.HUMAN_REVIEW,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.we_answer, guards.reviewer_named],
        custom={"label": _("Have a human decide anew"), "form": "start-review"},
    )
    def start_review(self) -> None:
        """A human with the authority to change the result is named (Art. 22(3))."""

    answer = shared.answer_from(
        State.HUMAN_REVIEW,
        guards.identity_settled,
        guards.answer_reaches_who_may,
        guards.human_decided,
    )
    refuse = shared.refuse_from(State.ASSESSING, State.HUMAN_REVIEW)
    propose_refusal = shared.propose_refusal_from(State.ASSESSING, State.HUMAN_REVIEW)
    approve_refusal = shared.approve_refusal_step()
    send_back = shared.send_back_step()
    withdraw = shared.withdraw_from(
        State.RECEIVED, State.ASSESSING, State.HUMAN_REVIEW, State.AWAITING_APPROVAL
    )


RightsRequest.PROXIES[Right.AUTOMATED_DECISION.value] = AutomatedDecisionRequest
