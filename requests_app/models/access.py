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
from requests_app.models.request import RightsRequest
from requests_app.models.states import RequestState


class AccessRequestManager(models.Manager["AccessRequest"]):
    """Access requests only."""

    def get_queryset(self) -> QuerySet[AccessRequest]:
        """Rows whose right is access."""
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
        source=RequestState.ASSESSING,
        target=RequestState.COLLECTING,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Collect the data"), "form": "collect"},
    )
    def collect(self) -> None:
        """Every data system of the registers concerned gets its task."""

    @transition(
        "state",
        source=RequestState.COLLECTING,
        target=RequestState.REVIEWING,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.has_tasks, guards.tasks_finished],
        custom={"label": _("Review what was found")},
    )
    def review(self) -> None:
        """Everything has come in; others' data are taken out (Art. 15(4))."""

    @transition(
        "state",
        source=[RequestState.REVIEWING, RequestState.READY],
        target=RequestState.COLLECTING,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Back to collecting"), "form": "back_to_collecting"},
    )
    def collect_more(self) -> None:
        """Something is missing."""

    @transition(
        "state",
        source=RequestState.REVIEWING,
        target=RequestState.READY,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.has_decision,
            guards.decision_answers,
            guards.refusal_is_reasoned,
            guards.package_ready,
        ],
        custom={"label": _("Prepare the answer"), "form": "decide"},
    )
    def make_ready(self) -> None:
        """The decision stands and the package is complete (Art. 15(1)–(3))."""

    @transition(
        "state",
        source=RequestState.READY,
        target=RequestState.ANSWERED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.identity_settled,
            guards.has_decision,
            guards.decision_answers,
            guards.refusal_is_reasoned,
            guards.approval_not_needed,
            guards.package_ready,
        ],
        custom={"label": _("Send the answer"), "form": "answer"},
    )
    def answer(self) -> None:
        """The person is told, and may fetch the answer."""

    @transition(
        "state",
        source=RequestState.READY,
        target=RequestState.AWAITING_APPROVAL,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.has_decision, guards.refusal_is_reasoned],
        custom={"label": _("Ask a second person to approve"), "form": "ask_approval"},
    )
    def ask_approval(self) -> None:
        """A second person looks at a partial answer."""

    @transition(
        "state",
        source=[RequestState.ASSESSING, RequestState.COLLECTING, RequestState.REVIEWING],
        target=RequestState.AWAITING_APPROVAL,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.decision_refuses, guards.refusal_is_reasoned],
        custom={"label": _("Propose a refusal"), "form": "propose_refusal"},
    )
    def propose_refusal(self) -> None:
        """A second person looks at the refusal."""

    @transition(
        "state",
        source=[RequestState.ASSESSING, RequestState.COLLECTING, RequestState.REVIEWING],
        target=RequestState.REFUSED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.decision_refuses,
            guards.refusal_is_reasoned,
            guards.approval_not_needed,
        ],
        custom={"label": _("Refuse"), "form": "refuse"},
    )
    def refuse(self) -> None:
        """Not met: reasons, complaint and remedy are told (Art. 12(4))."""

    @transition(
        "state",
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.REFUSED,
        permission=Permission.APPROVE_DECISIONS,
        conditions=[
            guards.decision_refuses,
            guards.refusal_is_reasoned,
            guards.approval_not_needed,
        ],
        custom={"label": _("Approve the refusal"), "form": "approve_refusal"},
    )
    def approve_refusal(self) -> None:
        """The second person agrees with the refusal."""

    @transition(
        "state",
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.READY,
        permission=Permission.APPROVE_DECISIONS,
        conditions=[guards.decision_answers, guards.approval_not_needed],
        custom={"label": _("Approve the answer"), "form": "approve_answer"},
    )
    def approve_answer(self) -> None:
        """The second person agrees; the answer may be sent."""

    @transition(
        "state",
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.ASSESSING,
        permission=Permission.APPROVE_DECISIONS,
        custom={"label": _("Send back to the handler"), "form": "send_back"},
    )
    def send_back(self) -> None:
        """The second person does not agree."""


RightsRequest.PROXIES[Right.ACCESS.value] = AccessRequest
