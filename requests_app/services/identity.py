"""The identity check: ask with facts, settle with a reason, or find that it cannot be settled."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from requests_app.models import (
    IdentityCheck,
    IdentityMethod,
    RightsRequest,
    SuspensionGround,
)
from requests_app.services.destroy_evidence import destroy_evidence
from requests_app.services.errors import NotPossible, require_text
from requests_app.services.perform import perform
from requests_app.services.proof_came import proof_came_on
from requests_app.services.resume import end_open
from requests_app.services.suspend import open_suspension
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def ask_identity(
    check_id: int, *, doubt: str, what_is_asked: str, why_late: str = "", actor: Actor
) -> IdentityCheck:
    """Ask for proof, on a doubt that rests on facts (GDPR Art. 12(6)); the clock waits.

    A question that comes late needs *why_late*, a reason in writing (services/suspend.py).

    Raises NotPermitted, NotPossible.
    """
    require_text(doubt, what_is_asked)
    check = perform(
        IdentityCheck,
        check_id,
        "ask",
        actor=actor,
        payload={"doubt": doubt, "what_is_asked": what_is_asked},
        doubt=doubt,
        asked_at=now(),
    )
    waiting = [
        request
        for request in _requests(check)
        if not request.is_closed and request.may_ask_identity
    ]
    if not waiting:
        raise NotPossible(_("For this right no further proof of identity may be asked."))
    suspensions = [
        open_suspension(
            request,
            ground=SuspensionGround.IDENTITY,
            facts=doubt,
            why_late=why_late,
            actor=actor,
        )
        for request in waiting
    ]
    # One check for all rights of the submission: one letter, one mail.
    write_letter(
        waiting[0],
        kind="identity_asked",
        doubt=doubt,
        what_is_asked=what_is_asked,
        asked_on=today(check.submission.controller.time_zone),
    )
    mail_person(waiting[0], kind="identity_asked", occasion=f"identity:{suspensions[0].pk}")
    return check


@transaction.atomic
def settle_identity(
    check_id: int,
    *,
    method: IdentityMethod,
    reason: str,
    answered_on: date | None = None,
    actor: Actor,
) -> IdentityCheck:
    """Identity is settled; the clock runs again from the day on which the proof came.

    *answered_on* is that day, local to the controller. None: the day of the last file that the
    person sent here, else today. Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    check = perform(
        IdentityCheck,
        check_id,
        "settle",
        actor=actor,
        facts={"method": method.value},
        payload={"reason": reason},
        how=method.value,
        reason=reason,
        decided_at=now(),
        decided_by_id=actor.id,
    )
    _decided(check, answered_on=answered_on or proof_came_on(check), actor=actor)
    return check


@transaction.atomic
def fail_identity(check_id: int, *, reason: str, actor: Actor) -> IdentityCheck:
    """The proof was not enough or never came: from now on the time is ours again.

    Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    check = perform(
        IdentityCheck,
        check_id,
        "fail",
        actor=actor,
        payload={"reason": reason},
        reason=reason,
        decided_at=now(),
        decided_by_id=actor.id,
    )
    # What was not enough did not end the waiting (EDPB Guidelines 01/2022 ex. 31).
    _decided(check, answered_on=None, actor=actor)
    return check


def _decided(check: IdentityCheck, *, answered_on: date | None, actor: Actor) -> None:
    # Closed requests too: one that is reopened must not wait for what has come.
    for request in _requests(check):
        end_open(request, ground=SuspensionGround.IDENTITY, answered_on=answered_on, actor=actor)
    destroy_evidence(check, actor=actor)


def _requests(check: IdentityCheck) -> list[RightsRequest]:
    requests = RightsRequest.objects.select_for_update(no_key=True)
    return list(requests.filter(submission=check.submission_id).order_by("pk"))
