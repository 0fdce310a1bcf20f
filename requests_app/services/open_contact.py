"""Look at an address that is kept encrypted: for one letter or call, and on record."""

from dataclasses import dataclass

from django.db import transaction

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Contact, Submission, representation_of
from requests_app.services.errors import NotPermitted
from requests_app.services.record import record


@dataclass(frozen=True, kw_only=True)
class Reached:
    """Where who wrote is reached, and the person they asked for."""

    writer: Contact
    person: str


@transaction.atomic
def open_contact(submission_id: int, *, actor: Actor) -> Reached:
    """The addresses of a case, which nobody sees unrecorded (GDPR Art. 5(1)(f), 32).

    Raises NotPermitted, Undecipherable.
    """
    case = Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    row = representation_of(case)
    record(submission_id=case.pk, event="submission.contact_opened", actor=actor)
    return Reached(writer=case.contact, person=row.contact if row else "")
