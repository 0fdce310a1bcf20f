"""The machine of the right to object (GDPR Art. 21).

Direct marketing: received → ceasing → answered, with nothing to weigh, no refusal and no proof of
identity (Art. 21(2)–(3)). Anything else: received → assessing → weighing (restricted meanwhile,
Art. 18(1)(d)) → ceasing → answered, or refused on compelling grounds that are stated.
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


class ObjectionRequestManager(models.Manager["ObjectionRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[ObjectionRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.OBJECTION.value)


class ObjectionRequest(RightsRequest):
    """A person objects to processing."""

    objects: ClassVar[ObjectionRequestManager] = ObjectionRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    @transition(
        "state",
        source=State.ASSESSING,
        target=State.WEIGHING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.we_answer, guards.something_to_weigh],
        custom={"label": _("Weigh the interests"), "form": "weigh"},
    )
    def weigh(self) -> None:
        """The processing is restricted while it is found out whose interests override."""

    @transition(
        "state",
        source=State.RECEIVED,
        target=State.CEASING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.we_answer, guards.is_against_marketing],
        custom={"label": _("Stop direct marketing at once"), "form": "cease", "by_system": True},
    )
    def cease_at_once(self) -> None:
        """Direct marketing stops, whatever else (Art. 21(3))."""

    @transition(
        "state",
        source=[State.ASSESSING, State.WEIGHING],
        target=State.CEASING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.we_answer,
            guards.objection_decided,
            guards.interests_weighed,
            guards.refusal_is_reasoned,
            guards.approval_not_needed,
        ],
        custom={"label": _("Cease the processing"), "form": "cease"},
    )
    def cease(self) -> None:
        """The objection is upheld: the systems stop."""

    answer = shared.answer_from(
        State.CEASING, guards.has_tasks, guards.tasks_finished, guards.purposes_decided
    )
    answer_no_data = shared.answer_no_data_from(
        State.WEIGHING, conditions=(guards.we_answer, guards.holds_nothing_anywhere)
    )
    ask_approval = shared.ask_approval_from(State.WEIGHING)
    approve_answer = shared.approve_answer_to(State.WEIGHING)
    refuse = shared.refuse_from(
        State.ASSESSING,
        State.WEIGHING,
        conditions=(guards.no_marketing_in_it, guards.interests_weighed),
    )
    propose_refusal = shared.propose_refusal_from(
        State.ASSESSING,
        State.WEIGHING,
        conditions=(guards.no_marketing_in_it, guards.interests_weighed),
    )
    approve_refusal = shared.approve_refusal_step(conditions=(guards.no_marketing_in_it,))
    send_back = shared.send_back_step()
    close_unidentified = shared.close_unidentified_from(
        State.RECEIVED, State.ASSESSING, State.WEIGHING, conditions=(guards.no_marketing_in_it,)
    )
    withdraw = shared.withdraw_from(
        State.RECEIVED, State.ASSESSING, State.WEIGHING, State.AWAITING_APPROVAL, State.CEASING
    )


RightsRequest.PROXIES[Right.OBJECTION.value] = ObjectionRequest
