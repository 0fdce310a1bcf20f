"""Transitions that several machines share, each out of the states that the machine names.

A transition stands on the proxy of its right, so that a machine declares what it can do and
nothing that belongs to another.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from requests_app.models import request_guards as guards
from requests_app.models.guards import Guard
from requests_app.models.states import RequestState

# What django-fsm makes of a transition; it carries no types.
Step = Any


def withdraw_from(*states: RequestState) -> Step:
    """The person no longer wants an answer."""

    @transition(
        "state",
        source=list(states),
        target=RequestState.WITHDRAWN,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Withdrawn by the person"), "by_subject": True, "form": "withdraw"},
    )
    def withdraw(request: Any) -> None:
        """The person no longer wants an answer."""

    return withdraw


def close_unidentified_from(*states: RequestState, conditions: tuple[Guard, ...] = ()) -> Step:
    """We showed that we cannot identify the person (GDPR Art. 11(2), 12(2)).

    New facts may come up late: whatever waits for identity can end here.
    """

    @transition(
        "state",
        source=list(states),
        target=RequestState.UNIDENTIFIED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            *conditions,
            guards.we_answer,
            guards.identity_failed,
            guards.nothing_waits_for_it,
        ],
        custom={"label": _("Close: person not identified"), "form": "close-unidentified"},
    )
    def close_unidentified(request: Any) -> None:
        """We showed that we cannot identify the person (GDPR Art. 11(2), 12(2))."""

    return close_unidentified


REFUSING = (guards.we_answer, guards.decision_refuses, guards.refusal_is_reasoned)


def refuse_from(*states: RequestState, conditions: tuple[Guard, ...] = ()) -> Step:
    """Not met: reasons, complaint and remedy are told (Art. 12(4))."""

    @transition(
        "state",
        source=list(states),
        target=RequestState.REFUSED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[*conditions, *REFUSING, guards.approval_not_needed],
        custom={"label": _("Refuse"), "form": "refuse"},
    )
    def refuse(request: Any) -> None:
        """Not met: reasons, complaint and remedy are told (Art. 12(4))."""

    return refuse


def propose_refusal_from(*states: RequestState, conditions: tuple[Guard, ...] = ()) -> Step:
    """A second person looks at the refusal."""

    @transition(
        "state",
        source=list(states),
        target=RequestState.AWAITING_APPROVAL,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[*conditions, *REFUSING],
        custom={"label": _("Propose a refusal"), "form": "refuse"},
    )
    def propose_refusal(request: Any) -> None:
        """A second person looks at the refusal."""

    return propose_refusal


def approve_refusal_step(*, conditions: tuple[Guard, ...] = ()) -> Step:
    """The second person agrees with the refusal."""

    @transition(
        "state",
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.REFUSED,
        permission=Permission.APPROVE_DECISIONS,
        conditions=[*conditions, *REFUSING, guards.approval_not_needed],
        custom={"label": _("Approve the refusal"), "form": "approve-refusal"},
    )
    def approve_refusal(request: Any) -> None:
        """The second person agrees with the refusal."""

    return approve_refusal


def ask_approval_from(*states: RequestState) -> Step:
    """A second person looks at a partial answer."""

    @transition(
        "state",
        source=list(states),
        target=RequestState.AWAITING_APPROVAL,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.has_decision, guards.decision_answers, guards.refusal_is_reasoned],
        custom={"label": _("Ask a second person to approve"), "form": "ask-approval"},
    )
    def ask_approval(request: Any) -> None:
        """A second person looks at a partial answer."""

    return ask_approval


def approve_answer_to(state: RequestState) -> Step:
    """The second person agrees with a partial answer: the work goes on."""

    @transition(
        "state",
        source=RequestState.AWAITING_APPROVAL,
        target=state,
        permission=Permission.APPROVE_DECISIONS,
        conditions=[guards.decision_answers, guards.approval_not_needed],
        custom={"label": _("Approve the answer"), "form": "approve-answer"},
    )
    def approve_answer(request: Any) -> None:
        """The second person agrees with a partial answer: the work goes on."""

    return approve_answer


def send_back_step() -> Step:
    """The second person does not agree."""

    @transition(
        "state",
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.ASSESSING,
        permission=Permission.APPROVE_DECISIONS,
        custom={"label": _("Send back to the handler"), "form": "send-back"},
    )
    def send_back(request: Any) -> None:
        """The second person does not agree."""

    return send_back


def inform_recipients_from(state: RequestState, *, done: Guard) -> Step:
    """The work is done everywhere: each recipient is told, or excused (Art. 19)."""

    @transition(
        "state",
        source=state,
        target=RequestState.INFORMING_RECIPIENTS,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.has_tasks, done],
        custom={"label": _("Inform the recipients"), "form": "inform"},
    )
    def inform(request: Any) -> None:
        """The work is done everywhere: each recipient is told, or excused (Art. 19)."""

    return inform


ANSWERING = (
    guards.has_decision,
    guards.decision_answers,
    guards.refusal_is_reasoned,
    guards.approval_not_needed,
)


def answer_from(state: RequestState, *conditions: Guard) -> Step:
    """The person is told what was done."""

    @transition(
        "state",
        source=state,
        target=RequestState.ANSWERED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[*conditions, *ANSWERING],
        custom={"label": _("Send the answer"), "form": "answer"},
    )
    def answer(request: Any) -> None:
        """The person is told what was done."""

    return answer


SEARCHED = (
    guards.we_answer,
    guards.identity_settled,
    guards.answer_reaches_who_may,
    guards.searched_everywhere,
)


def answer_no_data_from(state: RequestState, *, conditions: tuple[Guard, ...] = SEARCHED) -> Step:
    """Every system was searched, and nothing about the person is held."""

    @transition(
        "state",
        source=state,
        target=RequestState.ANSWERED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[*conditions, guards.decision_finds_nothing],
        custom={"label": _("Answer: no data held"), "form": "answer-no-data"},
    )
    def answer_no_data(request: Any) -> None:
        """Every system was searched, and nothing about the person is held."""

    return answer_no_data
