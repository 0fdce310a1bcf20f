"""Record a decision: what is given, what is not, on which ground and why (GDPR Art. 12(4))."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.grounds import RefusalGround
from requests_app.models import (
    Decision,
    DecisionGround,
    Outcome,
    RequestState,
    RightsRequest,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record

DECIDABLE = (
    RequestState.ASSESSING,
    RequestState.COLLECTING,
    RequestState.REVIEWING,
)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of refusal and the facts it rests on."""

    code: RefusalGround
    facts: str


@transaction.atomic
def decide(
    request_id: int,
    *,
    outcome: Outcome,
    reasoning: str,
    grounds: Sequence[Ground],
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
        DecisionGround.objects.create(decision=decision, code=ground.code.value, facts=ground.facts)
    record(
        submission_id=case.pk,
        event="decision.made",
        actor=actor,
        request_id=request.pk,
        facts={"outcome": outcome.value, "grounds": [ground.code.value for ground in grounds]},
        payload={"reasoning": reasoning, "facts": [ground.facts for ground in grounds]},
    )
    return decision


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


def _check(
    request: RightsRequest, *, outcome: Outcome, reasoning: str, grounds: Sequence[Ground]
) -> None:
    if request.state not in DECIDABLE:
        raise NotPossible(_("The request cannot be decided in its present state."))
    if outcome in (Outcome.GRANTED, Outcome.NO_DATA):
        return
    if not reasoning.strip():
        raise NotPossible(_("A refusal needs its reasons (Art. 12(4))."))
    if not grounds or any(not ground.facts.strip() for ground in grounds):
        raise NotPossible(_("A refusal needs at least one ground, each with its facts."))
