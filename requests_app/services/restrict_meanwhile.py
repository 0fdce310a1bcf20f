"""Restrict data whose accuracy is contested, while it is verified (GDPR Art. 18(1)(a))."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.rights import Right
from requests_app.models import (
    RequestState,
    Restriction,
    RestrictionGround,
    RightsRequest,
    TaskKind,
)
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import lock_case
from requests_app.services.restrict import begin_restriction
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def restrict_meanwhile(request_id: int, *, facts: str, actor: Actor) -> Restriction:
    """Restrict what a person says is wrong; *facts* say which data, and what is contested.

    The state stays: the request is assessed. What was restricted is lifted after a notice to the
    person (Art. 18(3)). Raises NotPermitted, NotPossible.
    """
    require_text(facts)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if not may_be_restricted_meanwhile(request):
        raise NotPossible(_("Only what is being assessed for rectification is restricted so."))
    if Restriction.objects.filter(request=request, lifted_at=None).exists():
        raise NotPossible(_("The processing is restricted already."))
    require_systems(request)
    row = begin_restriction(request, ground=RestrictionGround.ACCURACY, facts=facts, actor=actor)
    open_tasks(request, kind=TaskKind.RESTRICT, actor=actor)
    write_letter(request, kind="rectification_restricted")
    mail_person(request, kind="message_waiting", occasion=f"verifying:{row.pk}")
    return row


def may_be_restricted_meanwhile(request: RightsRequest) -> bool:
    """Whether the accuracy of data is contested, and verified now, by us."""
    is_verified = request.state == RequestState.ASSESSING
    return request.right == Right.RECTIFICATION and is_verified and we_answer(request)
