"""Write to the person where their request stands, while they wait (GDPR Art. 12(1), 12(2))."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import CaseLetter, RightsRequest
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def tell_progress(request_id: int, *, note: str, actor: Actor) -> CaseLetter:
    """A letter with *note* and the last day to answer. It decides nothing and stops no clock.

    Raises NotPermitted; NotPossible once the request is closed, or where another answers it.
    """
    require_text(note)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if request.is_closed:
        raise NotPossible(_("The request is closed."))
    if not we_answer(request):
        raise NotPossible(we_answer.why)
    letter = write_letter(request, kind="progress", note=note.strip())
    mail_person(request, kind="progress", occasion=f"progress:{letter.pk}")
    record(
        submission_id=case.pk,
        event="progress.told",
        actor=actor,
        request_id=request.pk,
        facts={"written": letter.pk},
    )
    return letter
