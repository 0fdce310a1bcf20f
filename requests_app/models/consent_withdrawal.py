"""The machine of the withdrawal of consent (GDPR Art. 7(3)).

received → ceasing → answered. It is never refused, nobody is unidentified, and no more proof is
asked than when consent was given; where nothing rests on consent, the answer names what stands on
another basis.
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


class ConsentWithdrawalRequestManager(models.Manager["ConsentWithdrawalRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[ConsentWithdrawalRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.CONSENT_WITHDRAWAL.value)


class ConsentWithdrawalRequest(RightsRequest):
    """A person withdraws a consent."""

    objects: ClassVar[ConsentWithdrawalRequestManager] = ConsentWithdrawalRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("withdrawal of consent")
        verbose_name_plural = _("withdrawals of consent")

    @transition(
        "state",
        source=State.RECEIVED,
        target=State.CEASING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.we_answer],
        custom={"label": _("Stop at once"), "form": "cease", "by_system": True},
    )
    def cease_at_once(self) -> None:
        """Processing on consent stops with effect from the withdrawal."""

    @transition(
        "state",
        source=State.ASSESSING,
        target=State.CEASING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.we_answer],
        custom={"label": _("Cease the processing"), "form": "cease"},
    )
    def cease(self) -> None:
        """Processing on consent stops, also when a request was opened again."""

    answer = shared.answer_from(
        State.CEASING, guards.has_tasks, guards.tasks_finished, guards.purposes_decided
    )
    withdraw = shared.withdraw_from(State.RECEIVED, State.ASSESSING, State.CEASING)


RightsRequest.PROXIES[Right.CONSENT_WITHDRAWAL.value] = ConsentWithdrawalRequest
