"""Other ends of a request, and its reopening."""

from typing import Any

from django.db import transaction

from registers_app.domain.actors import Actor, ActorKind
from requests_app.models import AuditHead, RightsRequest
from requests_app.models.request_guards import first_of_same
from requests_app.services.cancel_work import cancel_work
from requests_app.services.errors import require_text
from requests_app.services.hand_over import FORWARD, Answerer, hand_over, latest_entry, sent_on
from requests_app.services.perform import perform
from requests_app.services.tell import handlers_of, mail_person, mail_staff, write_letter


@transaction.atomic
def withdraw(request_id: int, *, statement: str, actor: Actor) -> RightsRequest:
    """The person no longer wants an answer; their *statement* is kept.

    Raises NotPermitted, NotPossible.
    """
    request = perform(
        RightsRequest, request_id, "withdraw", actor=actor, payload={"statement": statement}
    )
    cancel_work(request)
    _tell(request, kind="withdrawn")
    if actor.kind is ActorKind.SUBJECT:
        mail_staff(
            request,
            users=handlers_of(request),
            kind="staff_person_acted",
            occasion=_occasion(request, "staff-withdrawn"),
            what="withdrew",
        )
    return request


@transaction.atomic
def forward(request_id: int, *, to: Answerer, how: str, actor: Actor) -> RightsRequest:
    """We are only the processor: *to* (the controller) answers, and gets the request from the desk
    where it has a mailbox; the person is told.

    *how* is the proof where it was passed on by other means: by which channel of the agreement.
    GDPR Art. 28(3)(e). Raises NotPermitted, NotPossible.
    """
    require_text(to.name, to.mailbox or how)
    request = perform(
        RightsRequest,
        request_id,
        "forward",
        actor=actor,
        facts=to.facts(),
        payload=to.payload(how=how),
    )
    if to.mailbox:
        hand_over(request, entry=latest_entry(request, FORWARD), to=to)
    told = {"forwarded_to": to.as_told, "sent_on": sent_on(request), "former": to.as_former}
    if request.part_of is None:
        _tell(request, kind="forwarded", **told)
    else:
        _tell(request, kind="part_passed_on", **told, **_rest_of(request))
    return request


def _rest_of(part: RightsRequest) -> dict[str, Any]:
    """What the person reads of a part, and of the rest that we answer."""
    assert part.part_of is not None
    whole = part.part_of
    due_on = None if whole.is_closed else whole.due_on
    return {"passed_on": part.part_about, "due_on": due_on}


@transaction.atomic
def close_unidentified(request_id: int, *, actor: Actor) -> RightsRequest:
    """We showed that we cannot identify the person (GDPR Art. 11(2), 12(2)).

    Raises NotPermitted, NotPossible (identity has not failed).
    """
    request = perform(RightsRequest, request_id, "close_unidentified", actor=actor)
    cancel_work(request)
    _tell(request, kind="unidentified", reason=request.submission.identity_check.reason)
    return request


@transaction.atomic
def close_not_new(request_id: int, *, actor: Actor) -> RightsRequest:
    """The same was sent before, as a human has seen: it is answered once, in the first's time.

    The person is told which request that is, and how to object. EDPB Guidelines 01/2022 para.
    28-29. Raises NotPermitted, NotPossible.
    """
    first = first_of_same(RightsRequest.objects.get(pk=request_id))
    request = perform(
        RightsRequest,
        request_id,
        "close_not_new",
        actor=actor,
        facts={"reference": first.submission.reference} if first else None,
    )
    assert first is not None  # the step's own condition
    cancel_work(request)
    write_letter(
        request,
        kind="not_new",
        first={
            "reference": first.submission.reference,
            "received_on": first.received_on,
            "due_on": first.due_on,
            "closed_on": first.closed_on,
        },
    )
    mail_person(request, kind="message_waiting", occasion=_occasion(request, "not_new"))
    return request


@transaction.atomic
def reopen(request_id: int, *, reason: str, actor: Actor) -> RightsRequest:
    """Open a closed request again, on the old clock. Raises NotPermitted, NotPossible."""
    require_text(reason)
    request = perform(RightsRequest, request_id, "reopen", actor=actor, payload={"reason": reason})
    _tell(request, kind="reopened", reason=reason)
    return request


def _tell(request: RightsRequest, *, kind: str, **more: Any) -> None:
    write_letter(request, kind=kind, **more)
    mail_person(request, kind=kind, occasion=_occasion(request, kind))


def _occasion(request: RightsRequest, kind: str) -> str:
    # A request may be withdrawn, reopened and withdrawn again: each is an occasion of its own.
    count = AuditHead.objects.get(pk=request.submission_id).count
    return f"{kind}:{request.pk}:{count}"
