"""Give a request to a handler."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import may
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_staff


@transaction.atomic
def assign(
    request_id: int, *, assignee: User | None, tells: bool = True, actor: Actor
) -> RightsRequest:
    """Make *assignee* the handler (None: nobody's). Raises NotPermitted, NotPossible.

    ``tells=False``: they are told otherwise.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    if assignee and not may(
        user_actor(assignee.pk), Permission.HANDLE_REQUESTS, controller_id=case.controller_id
    ):
        raise NotPossible(_("That person does not handle requests of this organisation."))
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if request.assignee_id == (assignee.pk if assignee else None):
        return request
    former = request.assignee_id
    request.assignee = assignee
    request.changed_at = now()
    request.save(update_fields=["assignee", "changed_at"])
    entry = record(
        submission_id=case.pk,
        event="request.assigned",
        actor=actor,
        request_id=request.pk,
        facts={"assignee": assignee.pk if assignee else None, "former": former},
    )
    if tells and assignee and assignee.pk != actor.id:
        mail_staff(
            request,
            users=[assignee],
            kind="staff_assigned",
            occasion=f"assigned:{request.pk}:{entry.number}",
        )
    return request
