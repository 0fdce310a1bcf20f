"""Close after silence: nobody answered the question about identity, and a person confirms it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import today
from registers_app.domain.actors import Actor
from requests_app.domain.reminders import SILENCE_DAYS
from requests_app.models import IdentityCheck, IdentityState, RightsRequest, Submission
from requests_app.services.close import close_unidentified
from requests_app.services.errors import NotPossible
from requests_app.services.identity import fail_identity
from requests_app.services.in_the_post import posted_after, question_in_the_post
from requests_app.services.perform import lock_case, obstacles, possible_steps
from requests_app.services.proof_came import proof_came_at


def closing_is_proposed(submission: Submission) -> bool:
    """Whether so long nothing has come that staff are asked to look (nothing closes by itself).

    A question that went by post counts from the day of posting (in_the_post.py).
    """
    check = submission.identity_check
    if check.state != IdentityState.ASKED or check.asked_at is None:
        return False
    if proof_came_at(check) is not None:
        return False
    zone = submission.controller.time_zone
    asked_on = check.asked_at.astimezone(ZoneInfo(zone)).date()
    if today(zone) < asked_on + timedelta(days=SILENCE_DAYS):
        return False
    since = posted_after(today(zone), days=SILENCE_DAYS)
    in_the_post = IdentityCheck.objects.filter(question_in_the_post(since=since), pk=check.pk)
    return not in_the_post.exists()


@transaction.atomic
def close_silent(request_id: int, *, reason: str, actor: Actor) -> list[RightsRequest]:
    """Identity has failed for want of an answer: close whatever waited for it.

    *reason* shows why the person cannot be identified (Art. 12(2)), and is told to them with
    complaint and remedy (Art. 12(4)). Requests that need no proof go on. Raises NotPermitted;
    NotPossible before the time has come.
    """
    case = lock_case(RightsRequest, request_id)
    if not closing_is_proposed(case):
        raise NotPossible(
            _("Closing is not proposed yet: wait for the answer, or go on without it.")
        )
    fail_identity(case.identity_check.pk, reason=reason, actor=actor)
    closed = [
        close_unidentified(request.pk, actor=actor)
        for request in RightsRequest.objects.filter(submission=case).order_by("pk")
        if _can_close(request, actor=actor)
    ]
    if not closed:
        raise NotPossible(_("No request of this case may be closed for want of proof."))
    return closed


def _can_close(request: RightsRequest, *, actor: Actor) -> bool:
    return any(
        step.name == "close_unidentified" and not obstacles(request, step)
        for step in possible_steps(request, actor=actor)
    )
