"""Stop the clock while we wait for the person: a row with its ground and facts."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, Suspension, SuspensionGround
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import redate
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def ask_clarification(request_id: int, *, question: str, facts: str, actor: Actor) -> Suspension:
    """Ask the person which data they mean; the clock waits for the answer.

    Only where a large quantity of data about the person is processed, which *facts* must show
    (Recital 63; EDPB Guidelines 01/2022 para. 35, 159). Raises NotPermitted, NotPossible.
    """
    require_text(question, facts)
    request = _locked(request_id, actor=actor)
    if request.right != Right.ACCESS:
        raise NotPossible(_("Only an access request may wait for a clarification."))
    suspension = open_suspension(
        request, ground=SuspensionGround.CLARIFICATION, facts=facts, actor=actor
    )
    write_letter(
        request,
        kind="clarification_asked",
        question=question,
        asked_on=today(request.submission.controller.time_zone),
    )
    mail_person(request, kind="clarification_asked", occasion=f"clarify:{suspension.pk}")
    return suspension


def open_suspension(
    request: RightsRequest, *, ground: SuspensionGround, facts: str, actor: Actor
) -> Suspension:
    """Start a suspension and work out the dates anew. The caller holds the lock of the case."""
    if request.is_closed:
        raise NotPossible(_("The request is closed: its clock no longer runs."))
    if request.knows_no_month:
        raise NotPossible(_("Nothing may stop this clock: the processing has to cease at once."))
    if not we_answer(request):
        raise NotPossible(we_answer.why)
    if request.suspensions.filter(ground=ground, ended_at=None, voided_at=None).exists():
        raise NotPossible(_("The clock waits for this already."))
    suspension = Suspension.objects.create(
        request=request, ground=ground, facts=facts, asked_at=now()
    )
    record(
        submission_id=request.submission_id,
        event="clock.suspended",
        actor=actor,
        request_id=request.pk,
        facts={"ground": ground.value, "suspension": suspension.pk},
        payload={"facts": facts},
    )
    redate(request, actor=actor)
    return suspension


def _locked(request_id: int, *, actor: Actor) -> RightsRequest:
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    return RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
