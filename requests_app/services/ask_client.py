"""Ask the person which organisation they have dealt with, and note what they say.

As a processor we need it to pass the request on (GDPR Art. 28(3)(e)). It stops nothing: the
controller's month and our own run on, and no client of ours is named to the person.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import RightsRequest, Submission
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.split import may_concern_clients
from requests_app.services.tell import mail_person, write_letter

LETTER = "client_asked"


def concerns_a_client(request: RightsRequest) -> bool:
    """Whether an open request is, or in part may be, a client's to answer."""
    return not request.is_closed and (not we_answer(request) or may_concern_clients(request))


@transaction.atomic
def ask_which_client(request_id: int, *, question: str, actor: Actor) -> RightsRequest:
    """Write to the person; the clock runs on. Raises NotPermitted, NotPossible."""
    require_text(question)
    _case, request = _locked(request_id, actor=actor)
    letter = write_letter(request, kind=LETTER, question=question)
    mail_person(request, kind="message_waiting", occasion=f"client:{letter.pk}")
    record(
        submission_id=request.submission_id,
        event="request.client_asked",
        actor=actor,
        request_id=request.pk,
        payload={"question": question},
    )
    return request


@transaction.atomic
def note_client(request_id: int, *, client: str, actor: Actor) -> Submission:
    """Note the organisation that the person names. Raises NotPermitted, NotPossible."""
    require_text(client)
    case, request = _locked(request_id, actor=actor)
    case.client_named = client.strip()
    case.save(update_fields=["client_named"])
    record(
        submission_id=case.pk,
        event="request.client_named",
        actor=actor,
        request_id=request.pk,
        payload={"client": client},
    )
    return case


def _locked(request_id: int, *, actor: Actor) -> tuple[Submission, RightsRequest]:
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if not concerns_a_client(request):
        raise NotPossible(_("There is no client’s data that this request could be about."))
    return case, request
