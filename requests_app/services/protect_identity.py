"""The person has a non-disclosure order: seal where they are reached (GDPR Art. 32)."""

from django.db import transaction

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Submission
from requests_app.services.errors import NotPermitted
from requests_app.services.record import record


@transaction.atomic
def protect_identity(submission_id: int, *, actor: Actor) -> Submission:
    """From now on phone and address are sealed. Done already: nothing. Raises NotPermitted."""
    case = Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    if case.protected_identity:
        return case
    case.hide(case.contact)
    case.save()
    record(submission_id=case.pk, event="submission.protected", actor=actor)
    return case
