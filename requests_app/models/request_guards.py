"""Guards of the rights requests' transitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.models.guards import guard

if TYPE_CHECKING:
    from requests_app.models.request import RightsRequest


@guard(_("The person’s identity is not settled yet."))
def identity_settled(request: RightsRequest) -> bool:
    """Nothing is disclosed while identity is open (GDPR Art. 12(6), 32)."""
    return bool(request.submission.identity_check.state == "settled")


@guard(_("The identity check has not failed: ask for proof first, and record why it failed."))
def identity_failed(request: RightsRequest) -> bool:
    """The controller must be able to show that it cannot identify the person (Art. 12(2))."""
    return bool(request.submission.identity_check.state == "failed")


@guard(_("No data system of these registers is named: add one to the register, or a task here."))
def has_tasks(request: RightsRequest) -> bool:
    """Somebody has been asked to search."""
    return request.tasks.exclude(state="cancelled").exists()


@guard(_("Some data systems have not answered yet."))
def tasks_finished(request: RightsRequest) -> bool:
    """Every data system has answered or was excused."""
    return not request.tasks.filter(state="open").exists()


@guard(_("There is no decision yet."))
def has_decision(request: RightsRequest) -> bool:
    """A decision with its outcome is recorded."""
    return request.decisions.filter(superseded_at=None).exists()


@guard(_("The decision refuses something: it needs its ground, facts and reasons."))
def refusal_is_reasoned(request: RightsRequest) -> bool:
    """A refusal gives its reasons (GDPR Art. 12(4))."""
    decision = request.decisions.filter(superseded_at=None).first()
    if decision is None or decision.outcome not in ("partial", "refused"):
        return True
    return bool(decision.reasoning) and decision.grounds.exists()


@guard(_("The decision needs a second person’s approval."))
def approval_not_needed(request: RightsRequest) -> bool:
    """Four eyes on refusals and partial answers, where the controller asks for it."""
    decision = request.decisions.filter(superseded_at=None).first()
    if decision is None or not request.controller.second_person_approves:
        return True
    return decision.outcome in ("granted", "no_data") or decision.approved_by_id is not None


@guard(_("The decision is a refusal: refuse the request instead of answering it."))
def decision_answers(request: RightsRequest) -> bool:
    """The decision gives something, or says that there is nothing."""
    decision = request.decisions.filter(superseded_at=None).first()
    return decision is not None and decision.outcome in ("granted", "partial", "no_data")


@guard(_("The decision is not a refusal."))
def decision_refuses(request: RightsRequest) -> bool:
    """The decision refuses the whole request."""
    decision = request.decisions.filter(superseded_at=None).first()
    return decision is not None and decision.outcome == "refused"


@guard(_("The answer package is not ready, or lacks information that Art. 15(1)–(2) demands."))
def package_ready(request: RightsRequest) -> bool:
    """A complete package waits (GDPR Art. 15(1)–(3))."""
    decision = request.decisions.filter(superseded_at=None).first()
    if decision is not None and decision.outcome == "no_data":
        return True
    return request.packages.filter(state="ready").exists()
