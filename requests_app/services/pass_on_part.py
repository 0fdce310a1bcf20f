"""Pass on the part of a request that concerns a client's data; the rest we answer ourselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from registers_app.selectors import kept_for_others
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.hand_over import Answerer, hand_over, sent_on
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def pass_on_part(
    request_id: int, *, to: Answerer, passed_on: str, how: str, actor: Actor
) -> RightsRequest:
    """Hand *passed_on*, and who the person is, to the controller that decides; tell the person.

    The state stays: our own data are answered within our own month (GDPR Art. 12(3), 28(3)(e)).
    Raises NotPermitted, NotPossible.
    """
    require_text(to.name, passed_on, to.mailbox or how)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if request.is_closed:
        raise NotPossible(_("The request is closed."))
    if not may_concern_clients(request):
        raise NotPossible(_("There is no client’s data that this request could be about."))
    entry = record(
        submission_id=case.pk,
        event="request.pass_on_part",
        actor=actor,
        request_id=request.pk,
        facts=to.facts(),
        payload={**to.payload(how=how), "passed_on": passed_on},
    )
    if to.mailbox:
        hand_over(request, entry=entry, to=to)
    write_letter(
        request,
        kind="part_passed_on",
        forwarded_to=to.as_told,
        passed_on=passed_on,
        sent_on=sent_on(request),
    )
    mail_person(request, kind="part_passed_on", occasion=f"part_passed_on:{entry.pk}")
    return request


def may_concern_clients(request: RightsRequest) -> bool:
    """Whether the person named no register, and the organisation keeps data for others too."""
    if request.submission.register_id is not None:
        return False
    return kept_for_others(request.controller_id).exists()
