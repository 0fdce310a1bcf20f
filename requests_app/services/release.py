"""Record a lawyer's release of what a law may keep secret (GDPR Art. 23)."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import LegalRelease, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def release(request_id: int, *, lawyer: str, opinion: str, actor: Actor) -> LegalRelease:
    """Keep who looked at it and what may be given. Raises NotPermitted, NotPossible."""
    require_text(lawyer, opinion)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.APPROVE_DECISIONS, controller_id=case.controller_id):
        raise NotPermitted
    if RightsRequest.objects.get(pk=request_id).is_closed:
        raise NotPossible(_("The request is closed."))
    row = LegalRelease.objects.create(
        request_id=request_id,
        lawyer=lawyer,
        opinion=opinion,
        recorded_by_id=actor.id,
        recorded_at=now(),
    )
    record(
        submission_id=case.pk,
        event="release.recorded",
        actor=actor,
        request_id=request_id,
        payload={"lawyer": lawyer, "opinion": opinion},
    )
    return row
