"""Work out a request's dates anew from its facts, and keep them on its row."""

from datetime import datetime
from typing import Any

from registers_app.domain.actors import SYSTEM, Actor
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.deadline import ClockFacts, Dates, Ground, Regime, compute
from requests_app.domain.deadline import Suspension as SuspensionFact
from requests_app.models import Extension, RightsRequest, Submission
from requests_app.services.record import record

DATED = ("due_on", "safe_on", "target_on", "refuse_by", "holiday_version")


def dates_of(request: RightsRequest, *, extension_notified_at: datetime | None = None) -> Dates:
    """The request's dates with the reasons, step by step, from what its rows say.

    With *extension_notified_at*: as if an extension had been told at that instant.
    """
    suspensions = tuple(
        SuspensionFact(ground=Ground(row.ground), asked_at=row.asked_at, answered_at=row.ended_at)
        for row in request.suspensions.all()
        if row.voided_at is None
    )
    extension = Extension.objects.filter(request=request).first()
    return compute(
        clock_facts(
            request.submission,
            suspensions=suspensions,
            extension_notified_at=extension.notified_at if extension else extension_notified_at,
        )
    )


def first_dates(submission: Submission) -> Dates:
    """The dates on the day of receipt, before anything else has happened."""
    return compute(clock_facts(submission))


def clock_facts(submission: Submission, **more: Any) -> ClockFacts:
    """What the clock needs to know."""
    controller = submission.controller
    return ClockFacts(
        received_at=submission.received_at,
        time_zone=controller.time_zone,
        calendar=controller.calendar,
        regime=Regime(controller.regime),
        **more,
    )


def columns(dates: Dates, *, calendar: str) -> dict[str, Any]:
    """The dates as the columns of a request."""
    return {
        "due_on": dates.due_on,
        "safe_on": dates.safe_on,
        "target_on": dates.target_on,
        "refuse_by": dates.refuse_by,
        "holiday_version": f"{calendar} {holiday_calendar(calendar).version}",
    }


def redate(request: RightsRequest, *, actor: Actor = SYSTEM) -> Dates:
    """Keep the request's dates in step with its facts; what changed goes to the audit.

    The caller holds the lock of the case.
    """
    dates = dates_of(request)
    new = columns(dates, calendar=request.submission.controller.calendar)
    changed = {name: (getattr(request, name), new[name]) for name in DATED}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if changed:
        for name, (_old, value) in changed.items():
            setattr(request, name, value)
        request.save(update_fields=list(changed))
        record(
            submission_id=request.submission_id,
            event="clock.redated",
            actor=actor,
            request_id=request.pk,
            facts={name: [_text(old), _text(value)] for name, (old, value) in changed.items()},
        )
    return dates


def _text(value: object) -> str | None:
    return None if value is None else str(value)
