"""A message that looks like a program's waits, in sight, and goes on as soon as a human says so.

Its clock runs from submission, its dates stand in every list and report, and staff are reminded
of them. What waits is only what would reach others by itself: mails to the person beyond the
first, and the tasks of data systems.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import SYSTEM, Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import RequestState, RightsRequest, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.limits import spent
from requests_app.services.record import record
from requests_app.services.stop_at_once import stop_at_once
from requests_app.services.tell import tell_staff_of_new

# Of a flood staff get no mail for each wave: the queue counts what is held.
TOLD_AN_HOUR = 10


def note_held(submission: Submission) -> None:
    """Put on record that it is held, and for which signs. The caller's transaction holds it."""
    facts = {"signs": submission.signs}
    record(submission_id=submission.pk, event="submission.held", actor=SYSTEM, facts=facts)


def tell_staff_of_held(submission: Submission, requests: Sequence[RightsRequest]) -> None:
    """Tell staff as of any new message, but not of each in a flood."""
    if not spent("staff_told", str(submission.controller_id), limit=TOLD_AN_HOUR):
        tell_staff_of_new(submission, requests)


@transaction.atomic
def let_through(submission_id: int, *, actor: Actor) -> Submission:
    """A handler has looked: a human wrote it. Raises NotPermitted; NotPossible if it waits not."""
    submission = Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=submission.controller_id):
        raise NotPermitted
    if not submission.is_held:
        raise NotPossible(_("This message is not held: it has been let through already."))
    let_go_on(submission, actor=actor)
    return submission


def let_go_on(submission: Submission, *, actor: Actor) -> None:
    """Let it through, and start what waited. The caller has locked it and asked who may."""
    submission.let_through_at = now()
    submission.let_through_by_id = actor.id if actor.kind is ActorKind.USER else None
    submission.save(update_fields=["let_through_at", "let_through_by_id"])
    record(submission_id=submission.pk, event="submission.let_through", actor=actor)
    for request in submission.requests.filter(state=RequestState.RECEIVED).order_by("pk"):
        stop_at_once(request)
