"""Take an address off the list of those to leave alone: the person consented anew, or a mistake."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import AddressKind, LeftAlone, LeftAloneEnd, RightsRequest, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.leave_alone import own_digests
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def end_left_alone(
    request_id: int, *, kind: AddressKind, reason: LeftAloneEnd, actor: Actor
) -> list[LeftAlone]:
    """The person of this case may get marketing at this address again.

    Also where an earlier case put it on the list. Raises NotPermitted; NotPossible where it is on
    no list.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    rows = list(_on_list(case, kind).select_for_update(of=("self",)))
    if not rows:
        raise NotPossible(_("That address is not on the list of those to leave alone."))
    for row in rows:
        row.ended_at, row.ended_by_id, row.end_reason = now(), actor.id, reason.value
        row.save(update_fields=["ended_at", "ended_by_id", "end_reason"])
    record(
        submission_id=case.pk,
        event="left_alone.ended",
        actor=actor,
        request_id=request_id,
        facts={"addresses": [kind.value], "off_list": reason.value},
    )
    return rows


def kinds_left_alone(case: Submission) -> list[AddressKind]:
    """Which of the person's addresses are on the list."""
    return [kind for kind in AddressKind if _on_list(case, kind).exists()]


def _on_list(case: Submission, kind: AddressKind) -> QuerySet[LeftAlone]:
    digests = own_digests(case).get(kind, [])
    return LeftAlone.objects.filter(
        Q(request__submission=case) | Q(digest__in=digests),
        controller=case.controller_id,
        kind=kind.value,
        ended_at=None,
    )
