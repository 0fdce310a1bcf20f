"""The machine of the right to erasure (GDPR Art. 17).

received → assessing (with a dry run) → erasing → informing recipients → answered. What a law
obliges to keep is kept, and named in the answer.
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


class ErasureRequestManager(models.Manager["ErasureRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[ErasureRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.ERASURE.value)


class ErasureRequest(RightsRequest):
    """A person has data erased."""

    objects: ClassVar[ErasureRequestManager] = ErasureRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("erasure request")
        verbose_name_plural = _("erasure requests")

    @transition(
        "state",
        source=State.ASSESSING,
        target=State.ERASING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.we_answer,
            guards.identity_settled,
            guards.authority_settled,
            guards.has_decision,
            guards.decision_acts,
            guards.refusal_is_reasoned,
            guards.approval_not_needed,
            guards.searched_everywhere,
            guards.purposes_decided,
        ],
        custom={"label": _("Erase the data"), "form": "erase"},
    )
    def erase(self) -> None:
        """The dry run is done and each purpose decided: the systems erase."""

    inform = shared.inform_recipients_from(State.ERASING, done=guards.tasks_finished)
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
        State.RECEIVED, State.ASSESSING, State.ERASING, State.INFORMING_RECIPIENTS
    )
    withdraw = shared.withdraw_from(
        State.RECEIVED,
        State.ASSESSING,
        State.AWAITING_APPROVAL,
        State.ERASING,
        State.INFORMING_RECIPIENTS,
    )


RightsRequest.PROXIES[Right.ERASURE.value] = ErasureRequest
