"""Lift a restriction: announced to the person first (GDPR Art. 18(3)), then done."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Restriction, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def announce_lifting(
    restriction_id: int, *, lifts_on: date, reason: str, actor: Actor
) -> Restriction:
    """Tell the person that the restriction is lifted from *lifts_on*, a local day still to come.

    Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    row = _locked(restriction_id, actor=actor)
    if row.announced_at is not None:
        raise NotPossible(_("The person has been told already."))
    if lifts_on <= today(row.request.submission.controller.time_zone):
        raise NotPossible(_("The person has to be told before: choose a later day."))
    row.announced_at, row.lifts_on, row.lift_reason = now(), lifts_on, reason
    row.save(update_fields=["announced_at", "lifts_on", "lift_reason"])
    _note(row, event="restriction.announced", actor=actor, payload={"reason": reason})
    write_letter(row.request, kind="restriction_to_be_lifted", lifts_on=lifts_on, reason=reason)
    mail_person(row.request, kind="message_waiting", occasion=f"lifting:{row.pk}")
    return row


@transaction.atomic
def lift(restriction_id: int, *, actor: Actor) -> Restriction:
    """End the restriction. Raises NotPermitted; NotPossible before the day that was announced."""
    row = _locked(restriction_id, actor=actor)
    if row.lifted_at is not None:
        raise NotPossible(_("The restriction was lifted already."))
    if row.lifts_on is None:
        raise NotPossible(_("The person has to be told first (Art. 18(3))."))
    if today(row.request.submission.controller.time_zone) < row.lifts_on:
        raise NotPossible(_("The day that the person was told has not come yet."))
    row.lifted_at = now()
    row.save(update_fields=["lifted_at"])
    _note(row, event="restriction.lifted", actor=actor)
    return row


def _locked(restriction_id: int, *, actor: Actor) -> Restriction:
    request_id = Restriction.objects.values_list("request_id", flat=True).get(pk=restriction_id)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    return (
        Restriction.objects.select_for_update(of=("self",))
        .select_related("request__submission__controller")
        .get(pk=restriction_id)
    )


def _note(
    row: Restriction, *, event: str, actor: Actor, payload: dict[str, str] | None = None
) -> None:
    record(
        submission_id=row.request.submission_id,
        event=event,
        actor=actor,
        request_id=row.request_id,
        facts={"restriction": row.pk, "lifts_on": str(row.lifts_on)},
        payload=payload,
    )
