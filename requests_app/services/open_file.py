"""A member of staff opens a file of a case."""

from django.db import transaction

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import StoredFile
from requests_app.services.errors import NotPermitted
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def note_file_opened(file: StoredFile, *, actor: Actor) -> None:
    """Note in the audit that staff opened *file*. Raises NotPermitted."""
    case = lock_case(type(file.request), file.request_id)
    if not may(actor, Permission.SEE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    record(
        submission_id=case.pk,
        event="file.opened",
        actor=actor,
        request_id=file.request_id,
        facts={"file": file.pk, "sha256": file.sha256},
    )
