"""The machine of the right to data portability (GDPR Art. 20).

received → assessing → collecting → ready → answered: what the person provided or what was
observed, on consent or contract only, in a machine-readable form, to the person or straight to
another controller.
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


class PortabilityRequestManager(models.Manager["PortabilityRequest"]):
    """Requests of this right only."""

    def get_queryset(self) -> QuerySet[PortabilityRequest]:
        """Rows of this right."""
        return super().get_queryset().filter(right=Right.PORTABILITY.value)


class PortabilityRequest(RightsRequest):
    """A person takes their data to another service."""

    objects: ClassVar[PortabilityRequestManager] = PortabilityRequestManager()

    class Meta:
        proxy = True
        verbose_name = _("portability request")
        verbose_name_plural = _("portability requests")

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
        source=State.READY,
        target=State.COLLECTING,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Back to collecting"), "form": "collect-more"},
    )
    def collect_more(self) -> None:
        """Something is missing."""

    @transition(
        "state",
        source=State.COLLECTING,
        target=State.READY,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.has_tasks,
            guards.tasks_finished,
            guards.has_decision,
            guards.decision_answers,
            guards.refusal_is_reasoned,
            guards.purposes_decided,
            guards.secrets_released,
            guards.package_ready,
        ],
        custom={"label": _("Prepare the answer"), "form": "prepare-transfer"},
    )
    def make_ready(self) -> None:
        """What may be moved is decided, and lies there in a machine-readable form."""

    answer = shared.answer_from(
        State.READY,
        guards.identity_settled,
        guards.answer_reaches_who_may,
        guards.secrets_released,
        guards.package_ready,
    )
    ask_approval = shared.ask_approval_from(State.READY)
    approve_answer = shared.approve_answer_to(State.READY)
    refuse = shared.refuse_from(State.ASSESSING, State.COLLECTING)
    propose_refusal = shared.propose_refusal_from(State.ASSESSING, State.COLLECTING)
    approve_refusal = shared.approve_refusal_step()
    send_back = shared.send_back_step()
    close_unidentified = shared.close_unidentified_from(
        State.RECEIVED, State.ASSESSING, State.COLLECTING, State.READY
    )
    withdraw = shared.withdraw_from(
        State.RECEIVED, State.ASSESSING, State.COLLECTING, State.READY, State.AWAITING_APPROVAL
    )


RightsRequest.PROXIES[Right.PORTABILITY.value] = PortabilityRequest
