"""Record a decision: what is given, what is not, on which ground and why (GDPR Art. 12(4))."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.grounds import (
    GROUNDS_OF,
    PROVEN_BY_THE_CONTROLLER,
    RESTING_ON_A_LAW,
    RefusalGround,
)
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import Right
from requests_app.models import (
    Decision,
    DecisionGround,
    DecisionItem,
    Outcome,
    RequestState,
    RightsRequest,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record

_FIRST = (RequestState.ASSESSING,)
DECIDABLE: dict[Right, tuple[RequestState, ...]] = {
    Right.ACCESS: (*_FIRST, RequestState.COLLECTING, RequestState.REVIEWING),
    Right.PORTABILITY: (*_FIRST, RequestState.COLLECTING),
    Right.RECTIFICATION: _FIRST,
    Right.ERASURE: _FIRST,
    Right.RESTRICTION: _FIRST,
    Right.OBJECTION: (*_FIRST, RequestState.WEIGHING),
    Right.AUTOMATED_DECISION: (*_FIRST, RequestState.HUMAN_REVIEW),
    Right.CONSENT_WITHDRAWAL: (RequestState.CEASING,),
}
ALL_OR_NOTHING = (Outcome.GRANTED, Outcome.REFUSED, Outcome.NO_DATA)
STOPPED = (Outcome.GRANTED, Outcome.NO_DATA)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of refusal and the facts it rests on."""

    code: RefusalGround
    facts: str
    purpose_id: int | None = None
    law: str = ""  # its section, for a ground that rests on a law
    proof: str = ""  # what shows it; the person does not read this


@dataclass(frozen=True, kw_only=True)
class Item:
    """What the decision does with one purpose."""

    purpose_id: int
    result: ItemResult
    note: str = ""


@transaction.atomic
def decide(
    request_id: int,
    *,
    outcome: Outcome,
    reasoning: str,
    grounds: Sequence[Ground],
    items: Sequence[Item] = (),
    actor: Actor,
) -> Decision:
    """Record a decision; an earlier one is superseded, never overwritten.

    Raises NotPermitted; NotPossible in a state without a decision, or for a refusal without
    reasons, grounds and facts.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    _check(request, outcome=outcome, reasoning=reasoning, grounds=grounds)
    Decision.objects.filter(request=request, superseded_at=None).update(superseded_at=now())
    decision = Decision.objects.create(
        request=request,
        outcome=outcome,
        reasoning=reasoning,
        proposed_by_id=actor.id,
        proposed_at=now(),
    )
    for ground in grounds:
        DecisionGround.objects.create(
            decision=decision,
            code=ground.code.value,
            facts=ground.facts,
            purpose_id=ground.purpose_id,
            law=ground.law,
            proof=ground.proof,
        )
    for item in items:
        DecisionItem.objects.create(
            decision=decision,
            purpose_id=item.purpose_id,
            result=item.result.value,
            note=item.note,
        )
    record(
        submission_id=case.pk,
        event="decision.made",
        actor=actor,
        request_id=request.pk,
        facts={"outcome": outcome.value, "grounds": [ground.code.value for ground in grounds]},
        payload={"reasoning": reasoning, "facts": [_on_record(ground) for ground in grounds]},
    )
    return decision


def decidable_states(request: RightsRequest) -> tuple[RequestState, ...]:
    """The states in which the request may be decided."""
    if request.knows_no_month:  # it stops first, and the decision says what has stopped
        return (RequestState.CEASING,)
    return DECIDABLE[Right(request.right)]


def possible_outcomes(request: RightsRequest) -> tuple[Outcome, ...]:
    """The outcomes that the law leaves open; no refusal of Art. 7(3) and 21(3)."""
    if request.right == Right.CONSENT_WITHDRAWAL:
        return (*STOPPED, Outcome.NOT_APPLICABLE)
    if request.knows_no_month:
        return STOPPED
    if request.right == Right.AUTOMATED_DECISION:
        return ALL_OR_NOTHING
    return (Outcome.GRANTED, Outcome.PARTIAL, Outcome.REFUSED, Outcome.NO_DATA)


def current_decision(request: RightsRequest) -> Decision | None:
    """The decision that stands."""
    return request.decisions.filter(superseded_at=None).first()


def approve(request: RightsRequest, *, actor: Actor) -> Decision:
    """The second person's approval. The caller holds the lock of the case.

    Raises NotPermitted, NotPossible (the one who proposed it, or nothing to approve).
    """
    if not may(actor, Permission.APPROVE_DECISIONS, controller_id=request.controller_id):
        raise NotPermitted
    decision = current_decision(request)
    if decision is None:
        raise NotPossible(_("There is no decision yet."))
    if decision.proposed_by_id == actor.id:
        raise NotPossible(_("A second person has to approve: you proposed this decision."))
    decision.approved_by_id = actor.id
    decision.approved_at = now()
    decision.save(update_fields=["approved_by_id", "approved_at"])
    record(
        submission_id=request.submission_id,
        event="decision.approved",
        actor=actor,
        request_id=request.pk,
    )
    return decision


def _on_record(ground: Ground) -> str:
    return "\n".join(text for text in (ground.facts, ground.law, ground.proof) if text)


def _check(
    request: RightsRequest, *, outcome: Outcome, reasoning: str, grounds: Sequence[Ground]
) -> None:
    if request.state not in decidable_states(request):
        raise NotPossible(_("The request cannot be decided in its present state."))
    if outcome not in possible_outcomes(request):
        raise NotPossible(_("The law does not know this outcome for this right."))
    allowed = GROUNDS_OF[Right(request.right)]
    if any(ground.code not in allowed for ground in grounds):
        raise NotPossible(_("The law does not know this ground for this right."))
    if any(ground.code in RESTING_ON_A_LAW and not ground.law.strip() for ground in grounds):
        raise NotPossible(_("This ground rests on a law: name the act and its section."))
    unproven = PROVEN_BY_THE_CONTROLLER
    if any(ground.code in unproven and not ground.proof.strip() for ground in grounds):
        raise NotPossible(_("You have to be able to prove this ground (Art. 12(5)): say how."))
    if outcome not in (Outcome.PARTIAL, Outcome.REFUSED):
        return
    if not reasoning.strip():
        raise NotPossible(_("A refusal needs its reasons (Art. 12(4))."))
    if not grounds or any(not ground.facts.strip() for ground in grounds):
        raise NotPossible(_("A refusal needs at least one ground, each with its facts."))
