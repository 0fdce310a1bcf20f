"""Refuse a request, alone or with a second person's approval (GDPR Art. 12(4))."""

from collections.abc import Sequence

from django.db import transaction

from registers_app.domain.actors import Actor
from requests_app.models import Outcome, RightsRequest
from requests_app.services.answer_context import answer_context, letter_kind
from requests_app.services.decide import Ground, approve, current_decision, decide
from requests_app.services.errors import require_text
from requests_app.services.perform import lock_case, perform
from requests_app.services.tell import mail_person, mail_staff, supervisors_of, write_letter


@transaction.atomic
def refuse(
    request_id: int, *, reasoning: str, grounds: Sequence[Ground], actor: Actor
) -> RightsRequest:
    """Refuse with reasons; where the controller asks for two people, only propose to refuse.

    Raises NotPermitted, NotPossible.
    """
    decision = decide(
        request_id, outcome=Outcome.REFUSED, reasoning=reasoning, grounds=grounds, actor=actor
    )
    if decision.request.submission.controller.second_person_approves:
        request = perform(RightsRequest, request_id, "propose_refusal", actor=actor)
        _ask_second_person(request, occasion=f"approve:{decision.pk}")
        return request
    request = perform(RightsRequest, request_id, "refuse", actor=actor)
    _tell(request)
    return request


@transaction.atomic
def approve_refusal(request_id: int, *, actor: Actor) -> RightsRequest:
    """The second person agrees: the refusal goes out. Raises NotPermitted, NotPossible."""
    lock_case(RightsRequest, request_id)
    approve(RightsRequest.objects.get(pk=request_id), actor=actor)
    request = perform(RightsRequest, request_id, "approve_refusal", actor=actor)
    _tell(request)
    return request


@transaction.atomic
def ask_approval(request_id: int, *, actor: Actor) -> RightsRequest:
    """Lay a partial answer before a second person. Raises NotPermitted, NotPossible."""
    request = perform(RightsRequest, request_id, "ask_approval", actor=actor)
    decision = current_decision(request)
    assert decision is not None  # a guard of the transition
    _ask_second_person(request, occasion=f"approve:{decision.pk}")
    return request


@transaction.atomic
def approve_answer(request_id: int, *, actor: Actor) -> RightsRequest:
    """The second person agrees: the answer may be sent. Raises NotPermitted, NotPossible."""
    lock_case(RightsRequest, request_id)
    approve(RightsRequest.objects.get(pk=request_id), actor=actor)
    return perform(RightsRequest, request_id, "approve_answer", actor=actor)


@transaction.atomic
def send_back(request_id: int, *, reason: str, actor: Actor) -> RightsRequest:
    """The second person does not agree, and says why. Raises NotPermitted, NotPossible."""
    require_text(reason)
    return perform(RightsRequest, request_id, "send_back", actor=actor, payload={"reason": reason})


def _ask_second_person(request: RightsRequest, *, occasion: str) -> None:
    mail_staff(
        request,
        users=supervisors_of(request),
        kind="staff_person_acted",
        occasion=occasion,
        what="approval_wanted",
    )


def _tell(request: RightsRequest) -> None:
    decision = current_decision(request)
    assert decision is not None  # a guard of the transition
    write_letter(request, kind=letter_kind(request, decision), **answer_context(request, decision))
    mail_person(request, kind="decision_refused", occasion=f"refused:{decision.pk}")
