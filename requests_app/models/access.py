"""The machine of the right of access (GDPR Art. 15).

received → assessing → collecting → reviewing → ready → answered, with a refusal and a second
person's approval where the controller asks for one.
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


class AccessRequestManager(models.Manager["AccessRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[AccessRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.ACCESS.value)


class AccessRequest(RightsRequest):
    """A person asks what is held about them, and for a copy."""

    objects: ClassVar[AccessRequestManager] = AccessRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")

    @transition(
        "state",
        source=State.ASSESSING,
        target=State.COLLECTING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.we_answer],
        custom={"label": _("Collect the data"), "form": "collect"},
    )
    def collect(self) -> None:
        """Every data system of the registers concerned gets its task."""

    @transition(
        "state",
        source=State.COLLECTING,
        target=State.REVIEWING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.has_tasks, guards.tasks_finished],
        custom={"label": _("Review what was found"), "form": "review"},
    )
    def review(self) -> None:
        """Everything has come in; others' data are taken out (Art. 15(4))."""

    @transition(
        "state",
        source=[State.REVIEWING, State.READY],
        target=State.COLLECTING,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Back to collecting"), "form": "collect-more"},
    )
    def collect_more(self) -> None:
        """Something is missing."""

    @transition(
        "state",
        source=State.REVIEWING,
        target=State.READY,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.has_decision,
            guards.decision_answers,
            guards.refusal_is_reasoned,
            guards.secrets_released,
            guards.package_ready,
        ],
        custom={"label": _("Prepare the answer"), "form": "prepare-answer"},
    )
    def make_ready(self) -> None:
        """The decision stands and the package is complete (Art. 15(1)–(3))."""

    answer = shared.answer_from(
        State.READY,
        guards.identity_settled,
        guards.answer_reaches_who_may,
        guards.secrets_released,
        guards.package_ready,
    )
    ask_approval = shared.ask_approval_from(State.READY)
    approve_answer = shared.approve_answer_to(State.READY)
    refuse = shared.refuse_from(State.ASSESSING, State.COLLECTING, State.REVIEWING)
    propose_refusal = shared.propose_refusal_from(
        State.ASSESSING, State.COLLECTING, State.REVIEWING
    )
    approve_refusal = shared.approve_refusal_step()
    send_back = shared.send_back_step()
    close_unidentified = shared.close_unidentified_from(
        State.RECEIVED, State.ASSESSING, State.COLLECTING, State.REVIEWING, State.READY
    )
    withdraw = shared.withdraw_from(
        State.RECEIVED,
        State.ASSESSING,
        State.COLLECTING,
        State.REVIEWING,
        State.READY,
        State.AWAITING_APPROVAL,
    )


RightsRequest.PROXIES[Right.ACCESS.value] = AccessRequest
