"""Begin work on a request."""

from django.db import transaction

from registers_app.domain.actors import Actor, ActorKind
from registers_app.models import User
from requests_app.models import RightsRequest
from requests_app.services.assign import assign
from requests_app.services.perform import perform


@transaction.atomic
def assess(request_id: int, *, actor: Actor) -> RightsRequest:
    """Start assessing; who begins becomes the handler when there is none yet."""
    request = perform(RightsRequest, request_id, "assess", actor=actor)
    if request.assignee_id is None and actor.kind is ActorKind.USER:
        return assign(request_id, assignee=User.objects.get(pk=actor.id), actor=actor)
    return request
