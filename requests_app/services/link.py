"""Say what a request is to an earlier one of the same right: a human looks, and says why."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import CaseLink, LinkKind, RequestState, RightsRequest, Submission
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.record import record
from requests_app.services.redate import NO_NEW_REQUEST, redate


@transaction.atomic
def link_found(link_id: int, *, kind: LinkKind, reason: str, actor: Actor) -> CaseLink:
    """Decide what a pair that was found is, or that it is none.

    A reminder of an unanswered request keeps the older day (EDPB Guidelines 01/2022 para. 28-29).
    Nothing is refused, merged or settled. Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    link = locked_link(link_id, actor=actor)
    if link.kind:
        raise NotPossible(_("Somebody has looked at these two already."))
    _require_fitting(link, kind=kind)
    link.kind, link.reason = kind.value, reason
    link.decided_at, link.decided_by_id = now(), actor.id
    link.save(update_fields=["kind", "reason", "decided_at", "decided_by_id"])
    _follow(link, event="link.made", reason=reason, actor=actor)
    return link


@transaction.atomic
def link_by_reference(
    request_id: int, *, reference: str, kind: LinkKind, reason: str, actor: Actor
) -> CaseLink:
    """The same for a pair that the desk did not find: the other case is named by its reference.

    Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    request = RightsRequest.objects.select_related("submission").get(pk=request_id)
    other = _named(request, reference)
    later, earlier = sorted([request, other], key=_received, reverse=True)
    lock_both(later.submission_id, earlier.submission_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=request.controller_id):
        raise NotPermitted
    if CaseLink.objects.filter(request=later, other=earlier, ended_at=None).exists():
        raise NotPossible(_("These two stand in the list already."))
    link = CaseLink(
        request=later,
        other=earlier,
        found_at=now(),
        kind=kind.value,
        reason=reason,
        decided_at=now(),
        decided_by_id=actor.id,
    )
    _require_fitting(link, kind=kind)
    link.save()
    _follow(link, event="link.made", reason=reason, actor=actor)
    return link


@transaction.atomic
def unlink(link_id: int, *, reason: str, actor: Actor) -> CaseLink:
    """Take a link away, with its reason; it stays on the record. Raises as above."""
    require_text(reason)
    link = locked_link(link_id, actor=actor)
    if not link.is_standing:
        raise NotPossible(_("These two are not linked."))
    if link.kind == LinkKind.DUPLICATE and link.request.state == RequestState.NOT_NEW:
        raise NotPossible(
            _("The later request was closed on the strength of this link: reopen that one first.")
        )
    link.ended_at, link.end_reason = now(), reason
    link.save(update_fields=["ended_at", "end_reason"])
    _follow(link, event="link.ended", reason=reason, actor=actor)
    return link


def locked_link(link_id: int, *, actor: Actor) -> CaseLink:
    """The link with both its cases locked. Raises NotPermitted, CaseLink.DoesNotExist."""
    ids = CaseLink.objects.values_list("request__submission_id", "other__submission_id")
    lock_both(*ids.get(pk=link_id))
    link = CaseLink.objects.select_related("request__submission", "other__submission").get(
        pk=link_id
    )
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=link.request.controller_id):
        raise NotPermitted
    return link


def lock_both(*submission_ids: int) -> None:
    """Lock two cases, always in the same order, so that two people never wait for each other."""
    cases = Submission.objects.filter(pk__in=submission_ids).order_by("pk")
    list(cases.select_for_update(of=("self",), no_key=True))


def _named(request: RightsRequest, reference: str) -> RightsRequest:
    found = RightsRequest.objects.select_related("submission").filter(
        submission__reference=reference.strip().upper(),
        controller=request.controller_id,
        right=request.right,
        part_of=None,
    )
    other = found.exclude(submission=request.submission_id).first()
    if other is None or request.is_part:
        raise NotPossible(_("There is no other request for the same right with that reference."))
    return other


def _received(request: RightsRequest) -> tuple[object, int]:
    return request.submission.received_at, request.pk


def _require_fitting(link: CaseLink, *, kind: LinkKind) -> None:
    """What was answered by then is not reminded of, and what was not is not repeated."""
    answered_at = link.other.closed_at
    was_answered = answered_at is not None and answered_at <= link.request.submission.received_at
    if kind in NO_NEW_REQUEST and was_answered:
        raise NotPossible(
            _("The earlier request was closed by then, so this is a request with its own time.")
        )
    if kind is LinkKind.REPEAT and not was_answered:
        raise NotPossible(_("The earlier request was still open, so this does not repeat it."))


def _follow(link: CaseLink, *, event: str, reason: str, actor: Actor) -> None:
    """Both cases say it, and the later one has the day it is worked to."""
    for case, other in ((link.request, link.other), (link.other, link.request)):
        record(
            submission_id=case.submission_id,
            event=event,
            actor=actor,
            request_id=case.pk,
            facts={"reference": other.submission.reference, "link": link.kind},
            payload={"reason": reason},
        )
    later = RightsRequest.objects.select_for_update(no_key=True).get(pk=link.request_id)
    if not later.is_closed:
        redate(later, actor=actor)
