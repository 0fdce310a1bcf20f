"""Pass on the part of a request that concerns a client's data; the rest we answer ourselves."""

from django.db import transaction

from registers_app.domain.actors import Actor
from requests_app.models import RightsRequest
from requests_app.services.close import forward
from requests_app.services.errors import require_text
from requests_app.services.hand_over import Answerer
from requests_app.services.split import split


@transaction.atomic
def pass_on_part(
    request_id: int, *, to: Answerer, passed_on: str, how: str, actor: Actor
) -> RightsRequest:
    """Split *passed_on* off and forward it at once; returns the part.

    *how* is the proof where *to* has no mailbox. Raises NotPermitted, NotPossible.
    """
    require_text(to.name, passed_on, to.mailbox or how)
    part = split(request_id, about=passed_on, client=to.name, actor=actor)
    return forward(part.pk, to=to, how=how, actor=actor)
