"""Turn back the last step of a request, as long as nobody has done anything after it.

Only a step that tells nobody and has its opposite in the machine, or in a service, is turned back
so: the opposite is taken, and both stand in the record. Whatever has effects that no opposite
undoes waits before it is taken (pending_steps.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind
from registers_app.models import User
from requests_app.models import AuditEntry, RequestState, RightsRequest
from requests_app.services.assign import assign
from requests_app.services.errors import NotPossible
from requests_app.services.meanwhile import meanwhile
from requests_app.services.perform import lock_case, perform
from requests_app.services.record import record

Opposite = Callable[[RightsRequest, AuditEntry, Actor], object]


@dataclass(frozen=True, kw_only=True)
class Turnable:
    """A step that can be turned back, by the name of its form, and until when."""

    number: int
    step: str
    entry: AuditEntry
    until: datetime


def turnable(request: RightsRequest) -> Turnable | None:
    """The last step of the request, if it can be turned back now."""
    entry = _last_entry(request)
    if entry is None or entry.event not in _STEPS or not _is_whole(entry):
        return None
    until = entry.at + timedelta(minutes=settings.UNDO_MINUTES)
    if until <= now():
        return None
    return Turnable(number=entry.number, step=_STEPS[entry.event], entry=entry, until=until)


@transaction.atomic
def turn_back(request_id: int, *, number: int, actor: Actor) -> str:
    """Take the opposite of the step with that *number*; the name of the step's form.

    Raises NotPermitted; NotPossible once its time is over or somebody has done something since.
    """
    lock_case(RightsRequest, request_id)
    request = RightsRequest.objects.get(pk=request_id)
    found = turnable(request)
    if found is None or found.number != number:
        raise NotPossible(
            _("This cannot be undone any more: its time is over, or more has been done since.")
        )
    _OPPOSITES[found.entry.event](request, found.entry, actor)
    record(
        submission_id=request.submission_id,
        event="step.turned_back",
        actor=actor,
        request_id=request_id,
        facts={"step": found.step, "entry": number},
    )
    return found.step


def _last_entry(request: RightsRequest) -> AuditEntry | None:
    return meanwhile(request, since=0).reverse().first()


def _is_whole(entry: AuditEntry) -> bool:
    """Whether it was a step by itself, by a person of the desk, and its opposite leads back."""
    if entry.actor_kind != ActorKind.USER or not settings.UNDO_MINUTES:
        return False
    if entry.event == "request.assigned":
        return "former" in entry.facts and not _came_with_assessing(entry)
    return entry.event == "request.review" or entry.facts.get("from") == RequestState.REVIEWING


def _came_with_assessing(entry: AuditEntry) -> bool:
    return AuditEntry.objects.filter(
        submission=entry.submission_id, number=entry.number - 1, event="request.assess"
    ).exists()


def _give_back(request: RightsRequest, entry: AuditEntry, actor: Actor) -> None:
    former = User.objects.filter(pk=entry.facts["former"] or 0).first()
    assign(request.pk, assignee=former, actor=actor)


def _collect_again(request: RightsRequest, _entry: AuditEntry, actor: Actor) -> None:
    perform(RightsRequest, request.pk, "collect_more", actor=actor)


def _review_again(request: RightsRequest, _entry: AuditEntry, actor: Actor) -> None:
    perform(RightsRequest, request.pk, "review", actor=actor)


_STEPS: Mapping[str, str] = {
    "request.assigned": "assign",
    "request.review": "review",
    "request.collect_more": "collect-more",
}
_OPPOSITES: Mapping[str, Opposite] = {
    "request.assigned": _give_back,
    "request.review": _collect_again,
    "request.collect_more": _review_again,
}
