"""Hand the work on a request over to a colleague, with a note."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from notices_app.services import enqueue
from registers_app.domain.actors import Actor
from registers_app.models import User
from requests_app.models import RightsRequest
from requests_app.services.assign import assign
from requests_app.services.write_note import write_note


@transaction.atomic
def hand_work_over(request_id: int, *, to: User, note: str, actor: Actor) -> RightsRequest:
    """*to* becomes the handler, and *note* stands in the case. Raises NotPermitted, NotPossible.

    They are told of all together (tell_of_work).
    """
    request = assign(request_id, assignee=to, tells=False, actor=actor)
    if note.strip():
        write_note(request_id, text=note, mentions=[to], tells=False, actor=actor)
    return request


def tell_of_work(requests: Sequence[RightsRequest], *, to: User, actor: Actor) -> None:
    """One mail for all that was handed over, without content."""
    if not requests or not to.email or to.pk == actor.id:
        return
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    marks = "-".join(str(pk) for pk in sorted(request.pk for request in requests)[:3])
    enqueue(
        kind="staff_handed_over",
        language=to.language,
        to_address=to.email,
        controller=requests[0].submission.controller,
        occasion=f"work:{to.pk}:{marks}:{requests[0].changed_at:%Y%m%d%H%M%S%f}",
        context={
            "controller": requests[0].submission.controller,
            "count": len(requests),
            "queue_url": f"{settings.SITE_URL}{queue}?handler=mine",
        },
    )
