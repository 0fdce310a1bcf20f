"""Extend the time by two further months, once, with reasons, told in time (GDPR Art. 12(3))."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import Extension, ExtensionCause, RightsRequest
from requests_app.models.request_guards import we_answer
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import dates_of, redate
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def extend(
    request_id: int,
    *,
    reason: str,
    cause: ExtensionCause | None = None,
    promised_on: date | None = None,
    actor: Actor,
) -> Extension:
    """Extend and tell the person in the same act.

    *cause* is the reason in one word, for the reports. *promised_on*: less than the whole of two
    months is enough; the house works to that day, and the lawful last day stays (law.md A5.5).
    Raises NotPermitted; NotPossible when the right cannot be extended, was extended before, is
    closed, the first month is over, or the day that is promised does not lie between the two last
    days.
    """
    require_text(reason)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    check_extendable(request)
    if promised_on is not None:
        _check_promise(request, promised_on)
    extension = Extension.objects.create(
        request=request,
        reason=reason,
        cause=cause.value if cause else "",
        notified_at=now(),
        promised_on=promised_on,
    )
    record(
        submission_id=case.pk,
        event="clock.extended",
        actor=actor,
        request_id=request.pk,
        facts={"promised_on": promised_on.isoformat()} if promised_on else None,
        payload={"reason": reason},
    )
    dates = redate(request, actor=actor)
    write_letter(
        request,
        kind="extended",
        reason=reason,
        extended_due_on=dates.extended_due_on,
        promised_on=promised_on or "",
    )
    told: dict[str, Any] = {"due_on": promised_on} if promised_on else {}
    mail_person(request, kind="extended", occasion=f"extended:{request.pk}", **told)
    return extension


def _check_promise(request: RightsRequest, promised_on: date) -> None:
    """A promise is later than the first month, without which nothing is extended, and lawful."""
    dates = dates_of(request, extension_notified_at=now())
    latest = dates.extended_due_on or dates.base_due_on
    if not dates.base_due_on < promised_on <= latest:
        raise NotPossible(
            _("The day that is promised lies after the first month, and within three in all.")
        )


def due_if_extended(request: RightsRequest) -> date | None:
    """The due date that an extension told now would give; None while the clock waits."""
    return dates_of(request, extension_notified_at=now()).due_on


def check_extendable(request: RightsRequest) -> None:
    """Raises NotPossible, with the reason, unless the time can be extended now."""
    if request.is_closed:
        raise NotPossible(_("The request is closed."))
    if not we_answer(request):
        raise NotPossible(we_answer.why)
    if not request.rules.extendable or request.knows_no_month:
        raise NotPossible(_("The law knows no extension for this right."))
    if Extension.objects.filter(request=request).exists():
        raise NotPossible(_("The time can be extended only once."))
    # While a suspension is open the last day has not been reached (law: base due day + pause).
    last_day = dates_of(request).due_on
    if last_day is not None and today(request.submission.controller.time_zone) > last_day:
        raise NotPossible(
            _("The first month is over: an extension had to be told within it (Art. 12(3)).")
        )
