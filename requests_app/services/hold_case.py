"""Keep the file of a case for a dispute, or no longer (GDPR Art. 17(3)(e))."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import CaseHold, RightsRequest, Submission
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def hold_case(request_id: int, *, reason: str, actor: Actor) -> CaseHold:
    """Keep everything of the case that is still there. Raises NotPermitted, NotPossible."""
    require_text(reason)
    case = _locked(request_id, actor=actor)
    if case.purged_at is not None:
        raise NotPossible(_("The file of this case has been erased, as its time was over."))
    if case.holds.filter(released_at=None).exists():
        raise NotPossible(_("The file is kept already."))
    hold = CaseHold.objects.create(submission=case, reason=reason, set_at=now(), set_by_id=actor.id)
    record(
        submission_id=case.pk,
        event="hold.set",
        actor=actor,
        request_id=request_id,
        payload={"reason": reason},
    )
    return hold


@transaction.atomic
def release_hold(request_id: int, *, reason: str, actor: Actor) -> CaseHold:
    """The dispute is over: the file ends in its time. Raises NotPermitted, NotPossible."""
    require_text(reason)
    case = _locked(request_id, actor=actor)
    hold = case.holds.filter(released_at=None).first()
    if hold is None:
        raise NotPossible(_("The file is not kept for a dispute."))
    hold.released_at, hold.released_by_id = now(), actor.id
    hold.save(update_fields=["released_at", "released_by_id"])
    record(
        submission_id=case.pk,
        event="hold.released",
        actor=actor,
        request_id=request_id,
        payload={"reason": reason},
    )
    return hold


def _locked(request_id: int, *, actor: Actor) -> Submission:
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.APPROVE_DECISIONS, controller_id=case.controller_id):
        raise NotPermitted
    return case
