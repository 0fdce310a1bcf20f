"""The machine of the right to restriction of processing (GDPR Art. 18).

received → assessing → restricting → informing recipients → answered. The restriction itself goes
on after the answer (restriction_row.py), and is lifted only after a prior notice.
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


class RestrictionRequestManager(models.Manager["RestrictionRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[RestrictionRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.RESTRICTION.value)


class RestrictionRequest(RightsRequest):
    """A person has the use of data limited."""

    objects: ClassVar[RestrictionRequestManager] = RestrictionRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("restriction request")
        verbose_name_plural = _("restriction requests")

    @transition(
        "state",
        source=State.ASSESSING,
        target=State.RESTRICTING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.we_answer,
            guards.identity_settled,
            guards.authority_settled,
            guards.has_decision,
            guards.decision_acts,
            guards.refusal_is_reasoned,
            guards.approval_not_needed,
            guards.restriction_has_its_ground,
        ],
        custom={"label": _("Restrict the processing"), "form": "restrict"},
    )
    def restrict(self) -> None:
        """The ground is named; the systems mark, move or lock the data."""

    inform = shared.inform_recipients_from(State.RESTRICTING, done=guards.tasks_finished)
    answer = shared.answer_from(
        State.INFORMING_RECIPIENTS,
        guards.identity_settled,
        guards.answer_reaches_who_may,
        guards.recipients_informed,
    )
    answer_no_data = shared.answer_no_data_from(State.ASSESSING)
    ask_approval = shared.ask_approval_from(State.ASSESSING)
    approve_answer = shared.approve_answer_to(State.ASSESSING)
    refuse = shared.refuse_from(State.ASSESSING)
    propose_refusal = shared.propose_refusal_from(State.ASSESSING)
    approve_refusal = shared.approve_refusal_step()
    send_back = shared.send_back_step()
    close_unidentified = shared.close_unidentified_from(
        State.RECEIVED, State.ASSESSING, State.RESTRICTING, State.INFORMING_RECIPIENTS
    )
    withdraw = shared.withdraw_from(
        State.RECEIVED,
        State.ASSESSING,
        State.AWAITING_APPROVAL,
        State.RESTRICTING,
        State.INFORMING_RECIPIENTS,
    )


RightsRequest.PROXIES[Right.RESTRICTION.value] = RestrictionRequest
