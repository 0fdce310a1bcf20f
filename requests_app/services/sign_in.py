"""A person signs in elsewhere to prove who they are: begun, succeeded, or not.

A sign-in settles nothing by itself: it is a proof that was offered, and a handler decides.
"""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from config.crypto import open_sealed, seal
from registers_app.domain.actors import Actor, ActorKind
from registers_app.models import SignInProvider
from requests_app.domain.identity import MOST_TRIES
from requests_app.models import OPEN_STATES, IdentityCheck, IdentityState, SignIn, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import redate
from requests_app.services.tell import handlers_of, mail_staff

LONGEST_ACR = 200


def tries_left(check: IdentityCheck) -> int:
    """How often the person may still begin to sign in, since proof was asked for."""
    if check.asked_at is None:
        return 0
    return max(0, MOST_TRIES - check.sign_ins.filter(started_at__gte=check.asked_at).count())


@transaction.atomic
def begin_sign_in(check_id: int, *, provider: SignInProvider, actor: Actor) -> SignIn:
    """Note that the person goes to sign in. Raises NotPermitted; NotPossible after the last try."""
    case, check = _asked(check_id, actor=actor)
    if not provider.is_active or provider.controller_id != case.controller_id:
        raise NotPossible(_("One cannot sign in there any more. Please choose another way."))
    if not tries_left(check):
        raise NotPossible(no_tries_left())
    row = SignIn.objects.create(check_row=check, provider=provider, started_at=now())
    _note(row, case=case, event="identity.sign_in_begun", actor=actor)
    return row


@transaction.atomic
def complete_sign_in(
    sign_in_id: int, *, acr: str, claims: Mapping[str, str], actor: Actor
) -> SignIn:
    """Keep what the provider said, sealed, until identity is decided.

    Raises NotPermitted; NotPossible when proof is asked for no more, or this try was ended.
    """
    check_id = SignIn.objects.values_list("check_row_id", flat=True).get(pk=sign_in_id)
    case, check = _asked(check_id, actor=actor)
    row = SignIn.objects.select_for_update().get(pk=sign_in_id)
    if row.signed_in_at is not None or row.started_at < (check.asked_at or now()):
        raise NotPossible(_("This sign-in is over. Please begin anew."))
    row.signed_in_at, row.acr = now(), acr[:LONGEST_ACR]
    row.claims = seal(json.dumps(dict(claims)).encode())
    row.save(update_fields=["signed_in_at", "acr", "claims"])
    entry = _note(row, case=case, event="identity.signed_in", actor=actor)
    requests = list(case.requests.order_by("pk"))
    for request in requests:
        redate(request, actor=actor)  # from here on it is we who are waited for
    mail_staff(
        requests[0],
        users=handlers_of(requests[0]),
        kind="staff_person_acted",
        occasion=f"sign-in:{check.pk}:{entry}",
        what="evidence_came",
    )
    return row


@transaction.atomic
def fail_sign_in(sign_in_id: int, *, why: str, actor: Actor) -> None:
    """Note that a try did not succeed; *why* is a code, and nothing of the person."""
    check_id = SignIn.objects.values_list("check_row_id", flat=True).get(pk=sign_in_id)
    case = lock_case(IdentityCheck, check_id)
    _authorise(actor, case=case)
    row = SignIn.objects.get(pk=sign_in_id)
    _note(row, case=case, event="identity.sign_in_failed", actor=actor, why=why)


def read_claims(row: SignIn) -> dict[str, str]:
    """Name and date of birth as the provider gave them; empty once destroyed.

    Raises Undecipherable.
    """
    sealed = bytes(row.claims)
    claims: dict[str, str] = json.loads(open_sealed(sealed)) if sealed else {}
    return claims


def no_tries_left() -> str:
    """What the person reads after the last try."""
    return _(
        "You have begun to sign in as often as this page allows. Nothing is lost: please show us "
        "who you are in another way. Write, call or visit; that is just as good."
    )


def _asked(check_id: int, *, actor: Actor) -> tuple[Submission, IdentityCheck]:
    case = lock_case(IdentityCheck, check_id)
    _authorise(actor, case=case)
    check = IdentityCheck.objects.select_for_update(no_key=True).get(pk=check_id)
    goes_on = case.requests.filter(state__in=OPEN_STATES).exists()
    if check.state != IdentityState.ASKED or not goes_on:
        raise NotPossible(_("No proof of identity is asked for now. Please do not send any."))
    return case, check


def _authorise(actor: Actor, *, case: Submission) -> None:
    if actor.kind is not ActorKind.SUBJECT or actor.id != case.pk:
        raise NotPermitted


def _note(row: SignIn, *, case: Submission, event: str, actor: Actor, why: str = "") -> int:
    entry = record(
        submission_id=case.pk,
        event=event,
        actor=actor,
        facts={"sign_in": row.pk, "provider": row.provider_id, **({"why": why} if why else {})},
    )
    return entry.number
