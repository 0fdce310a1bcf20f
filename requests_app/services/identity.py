"""The identity check: ask with facts, settle with a reason, or find that it cannot be settled."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import SignInKind
from registers_app.permissions import may
from requests_app.domain.identity import ASKS, REACHES, Proof
from requests_app.models import (
    IdentityCheck,
    IdentityMethod,
    RightsRequest,
    Submission,
    SuspensionGround,
)
from requests_app.services.destroy_evidence import destroy_evidence
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.fitting import Needed, needed_proof
from requests_app.services.identity_words import (
    heavier_than_fits,
    less_for_sensitive_data,
    less_than_enough,
    policy_words,
)
from requests_app.services.perform import lock_case, perform
from requests_app.services.proof_came import proof_came_on
from requests_app.services.resume import end_open
from requests_app.services.suspend import open_suspension
from requests_app.services.tell import mail_person, write_letter

SIGNED_IN_BY = {
    IdentityMethod.OIDC_ACCOUNT: SignInKind.ACCOUNT,
    IdentityMethod.OIDC_STRONG: SignInKind.STRONG,
}


@transaction.atomic
def ask_identity(
    check_id: int,
    *,
    doubt: str,
    what_is_asked: str,
    proof: Proof = Proof.REPLY,
    why_heavier: str = "",
    touches_payment: bool = False,
    why_late: str = "",
    actor: Actor,
) -> IdentityCheck:
    """Ask for proof, on a doubt that rests on facts (GDPR Art. 12(6)); the clock waits.

    *proof* is what is asked for; where it is more than fits, *why_heavier* gives the facts why
    less would not do (Art. 5(1)(c)). *touches_payment*: services/fitting.py. A question that
    comes late needs *why_late*, a reason in writing (services/suspend.py).

    Raises NotPermitted, NotPossible.
    """
    require_text(doubt, what_is_asked)
    check, _case = _locked(check_id, actor=actor)
    waiting = [
        request
        for request in _requests(check)
        if not request.is_closed and request.may_ask_identity
    ]
    if not waiting:
        raise NotPossible(_("For this right no further proof of identity may be asked."))
    found = needed_proof(check, touches_payment=touches_payment, to_ask=True)
    if not found.fitting.allows(ASKS[proof]) and not why_heavier.strip():
        raise NotPossible(heavier_than_fits(found.fitting.most))
    check = perform(
        IdentityCheck,
        check_id,
        "ask",
        actor=actor,
        facts={"proof": proof.value, "most": found.fitting.most.value},
        payload={"doubt": doubt, "what_is_asked": what_is_asked, "why_heavier": why_heavier},
        doubt=doubt,
        asked_at=now(),
        proof=proof,
        most=found.fitting.most,
        why_heavier=why_heavier,
    )
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
    words = policy_words(found.registers, language=check.submission.language)
    # One check for all rights of the submission: one letter, one mail.
    write_letter(
        waiting[0],
        kind="identity_asked",
        doubt=doubt,
        what_is_asked=what_is_asked,
        asked_on=today(check.submission.controller.time_zone),
        policy_reasons=words.reasons,
        policy_masks=words.masks,
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
    why_less: str = "",
    touches_payment: bool = False,
    actor: Actor,
) -> IdentityCheck:
    """Identity is settled; the clock runs again from the day on which the proof came.

    *answered_on* is that day, local to the controller. None: the day of the last file that the
    person sent here, else today. *why_less* says why a proof below the level that is enough will
    do; where sensitive data are given out, only who approves decisions may be content with less.
    Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    check, case = _locked(check_id, actor=actor)
    _require_sign_in(check, method)
    found = needed_proof(check, touches_payment=touches_payment)
    enough = found.fitting.enough
    if REACHES[method] < enough:
        _require_why_less(found, method=method, why_less=why_less, actor=actor, case=case)
    check = perform(
        IdentityCheck,
        check_id,
        "settle",
        actor=actor,
        facts={"method": method.value, "enough": enough.value},
        payload={"reason": reason, "why_less": why_less},
        how=method.value,
        reason=reason,
        enough=enough,
        why_less=why_less,
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


def _locked(check_id: int, *, actor: Actor) -> tuple[IdentityCheck, Submission]:
    case = lock_case(IdentityCheck, check_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    return IdentityCheck.objects.select_related("submission").get(pk=check_id), case


def _require_sign_in(check: IdentityCheck, method: IdentityMethod) -> None:
    kind = SIGNED_IN_BY.get(method)
    if kind is None:
        return
    done = check.sign_ins.filter(signed_in_at__isnull=False, destroyed_at=None)
    if not done.filter(provider__kind=kind).exists():
        raise NotPossible(_("The person has not signed in in that way."))


def _require_why_less(
    found: Needed, *, method: IdentityMethod, why_less: str, actor: Actor, case: Submission
) -> None:
    """Who finds no doubt has said why; any other method below the level says it beside."""
    enough = found.fitting.enough
    if method != IdentityMethod.NOT_IN_DOUBT and not why_less.strip():
        raise NotPossible(less_than_enough(enough))
    supervises = may(actor, Permission.APPROVE_DECISIONS, controller_id=case.controller_id)
    if found.gives_sensitive_data and not supervises:
        raise NotPossible(less_for_sensitive_data(enough))


def _decided(check: IdentityCheck, *, answered_on: date | None, actor: Actor) -> None:
    # Closed requests too: one that is reopened must not wait for what has come.
    for request in _requests(check):
        end_open(request, ground=SuspensionGround.IDENTITY, answered_on=answered_on, actor=actor)
    destroy_evidence(check, actor=actor)


def _requests(check: IdentityCheck) -> list[RightsRequest]:
    requests = RightsRequest.objects.select_for_update(no_key=True)
    return list(requests.filter(submission=check.submission_id).order_by("pk"))
