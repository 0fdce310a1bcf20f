"""See to what the person wrote: by an answer, or because none is needed."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import CaseMessage, MessageSide, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def settle_message(message_id: int, *, actor: Actor) -> None:
    """Note that a message needs no answer. Raises NotPermitted; NotPossible once it is settled."""
    case = lock_case(CaseMessage, message_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    settled = _waiting(case).filter(pk=message_id).update(settled_at=now(), settled_by_id=actor.id)
    if not settled:
        raise NotPossible(_("This message has been seen to already."))
    record(
        submission_id=case.pk,
        event="message.settled",
        actor=actor,
        facts={"message": message_id},
    )


def settle_all(case: Submission, *, actor: Actor) -> None:
    """The desk has answered; the caller holds the lock of the case and writes the record."""
    _waiting(case).update(settled_at=now(), settled_by_id=actor.id)


def _waiting(case: Submission) -> QuerySet[CaseMessage]:
    return CaseMessage.objects.filter(
        submission=case, side=MessageSide.PERSON, settled_at__isnull=True
    )
