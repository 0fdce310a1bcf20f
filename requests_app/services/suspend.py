"""Stop the clock while we wait for the person: a row with its ground and facts."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.deadline import Regime, ask_by
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, Suspension, SuspensionGround
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import clocks, redate
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def ask_clarification(
    request_id: int, *, question: str, facts: str, why_late: str = "", actor: Actor
) -> Suspension:
    """Ask the person which data they mean; the clock waits for the answer.

    Only where a large quantity of data about the person is processed, which *facts* must show
    (Recital 63; EDPB Guidelines 01/2022 para. 35, 159). *why_late* as in :func:`open_suspension`.
    Raises NotPermitted, NotPossible.
    """
    require_text(question, facts)
    request = _locked(request_id, actor=actor)
    if request.right != Right.ACCESS:
        raise NotPossible(_("Only an access request may wait for a clarification."))
    suspension = open_suspension(
        request,
        ground=SuspensionGround.CLARIFICATION,
        facts=facts,
        why_late=why_late,
        actor=actor,
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
    request: RightsRequest,
    *,
    ground: SuspensionGround,
    facts: str,
    why_late: str = "",
    actor: Actor,
) -> Suspension:
    """Start a suspension and work out the dates anew. The caller holds the lock of the case.

    A question that comes later than :func:`prompt_until` needs *why_late*, a reason in writing
    (EDPB Guidelines 01/2022 para. 159: asked without undue delay). Raises NotPossible.
    """
    if request.is_closed:
        raise NotPossible(_("The request is closed: its clock no longer runs."))
    if request.knows_no_month:
        raise NotPossible(_("Nothing may stop this clock: the processing has to cease at once."))
    if not we_answer(request):
        raise NotPossible(we_answer.why)
    if request.suspensions.filter(ground=ground, ended_at=None, voided_at=None).exists():
        raise NotPossible(_("The clock waits for this already."))
    # A fee is announced whenever it is due: in the EU it stops no clock.
    if ground != SuspensionGround.FEE and is_late(request) and not why_late.strip():
        raise NotPossible(
            _("This question comes late: say in writing why it was not asked at once.")
        )
    suspension = Suspension.objects.create(
        request=request, ground=ground, facts=facts, asked_at=now(), why_late=why_late.strip()
    )
    record(
        submission_id=request.submission_id,
        event="fee.asked" if ground == SuspensionGround.FEE else "clock.suspended",
        actor=actor,
        request_id=request.pk,
        facts={"ground": ground.value, "suspension": suspension.pk},
        payload={"facts": facts, "why_late": why_late} if why_late else {"facts": facts},
    )
    redate(request, actor=actor)
    return suspension


def prompt_until(request: RightsRequest) -> date | None:
    """The last local day on which a question still is asked without undue delay.

    Of joint controllers, by the calendar that is first. None where the law asks for no haste: in
    the United Kingdom the question itself moves the start (UK GDPR Art. 12A).
    """
    received_at = request.submission.received_at
    days = [
        ask_by(received_at, each.time_zone, each.calendar)
        for each in clocks(request.submission)
        if each.regime == Regime.EU
    ]
    return min(days, default=None)


def is_late(request: RightsRequest) -> bool:
    """Whether a question that is asked now comes with undue delay."""
    last_day = prompt_until(request)
    return last_day is not None and today(request.submission.controller.time_zone) > last_day


def _locked(request_id: int, *, actor: Actor) -> RightsRequest:
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    return RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
