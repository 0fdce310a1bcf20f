"""Work out a request's dates anew from its facts, and keep them on its row."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from registers_app.domain.actors import SYSTEM, Actor
from registers_app.models import Controller, OurRole
from registers_app.selectors import decides_over_some, kept_for_others
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.deadline import (
    ClockFacts,
    Dates,
    Ground,
    Regime,
    compute,
    earliest,
    forward_by,
    stop_by,
)
from requests_app.domain.deadline import Suspension as SuspensionFact
from requests_app.domain.rights import Right, knows_no_month, stops_at_once
from requests_app.models import (
    STOPS_AT_ONCE,
    Extension,
    LinkKind,
    RightsRequest,
    Submission,
    Suspension,
    SuspensionGround,
)
from requests_app.services.in_the_post import question_sent_at
from requests_app.services.proof_came import proof_came_at
from requests_app.services.record import record

# The old clock stays (EDPB Guidelines 01/2022 para. 28-29).
NO_NEW_REQUEST = (LinkKind.REMINDER, LinkKind.DUPLICATE)
DATED = ("due_on", "safe_on", "target_on", "refuse_by", "holiday_version")
LONGEST_VERSION = 200  # characters; more are told apart by their digest


def dates_of(request: RightsRequest, *, extension_notified_at: datetime | None = None) -> Dates:
    """The request's dates with the reasons, step by step, from what its rows say.

    With *extension_notified_at*: as if an extension had been told at that instant. Proof of
    identity that came and was not looked at yet counts as enough, so that the clock does not
    stand still while it waits for us.
    """
    suspensions = tuple(
        SuspensionFact(
            ground=Ground(row.ground),
            asked_at=min(sent_at, answered_at or sent_at),
            answered_at=answered_at,
        )
        for row in request.suspensions.all()
        if row.voided_at is None and (sent_at := question_sent_at(row)) is not None
        # What was answered before it was posted stopped nothing.
        for answered_at in (_answered_at(request, row),)
    )
    extension: Extension | None = getattr(request, "extension", None)
    return _compute(
        request.submission,
        suspensions=suspensions,
        extension_notified_at=extension.notified_at if extension else extension_notified_at,
        promised_on=extension.promised_on if extension else None,
        without_month=request.knows_no_month,
    )


def _answered_at(request: RightsRequest, row: Suspension) -> datetime | None:
    if row.ended_at is not None or row.ground != SuspensionGround.IDENTITY:
        return row.ended_at
    return proof_came_at(request.submission.identity_check)


def refuse_by_without_pauses(request: RightsRequest) -> date:
    """The last local day to refuse that nobody can dispute: as if no pause had counted.

    Art. 12(4) knows neither pause nor extension; the EDPB's tolerance speaks of Art. 12(3).
    """
    return first_dates(
        request.submission, right=Right(request.right), scope=request.objection_scope
    ).refuse_by


def first_dates(submission: Submission, *, right: Right, scope: str) -> Dates:
    """The dates on the day of receipt, before anything else has happened."""
    return _compute(submission, without_month=knows_no_month(right, scope))


def clocks(submission: Submission) -> list[Controller]:
    """The controllers whose clocks run: one, or all that are joint for a register that is meant.

    Who names no register means all for which they may turn to that controller (Art. 26(3)).
    """
    register = submission.register
    if register is None:
        return [submission.controller, *submission.joint_for_any]
    if register.our_role != OurRole.CONTROLLER:
        return [submission.controller]
    others = [row for row in register.joint_controllers.all() if row != submission.controller]
    return [submission.controller, *others]


def columns(
    dates: Dates,
    submission: Submission,
    *,
    right: Right,
    scope: str,
    has_stopped: bool = False,
    is_part: bool = False,
    reminds_of: Iterable[date] = (),
) -> dict[str, Any]:
    """The dates as the columns of a request.

    The house works to the day by which processing has stopped, or by which a processor has
    forwarded, where there is one and it is not done yet; and to the safe days of the unanswered
    requests of which this one only reminds or which it repeats (EDPB Guidelines 01/2022 para.
    28-29).
    """
    target_on = dates.target_on
    duties = duties_of(submission, right=right, scope=scope, is_part=is_part)
    stop_on = None if has_stopped else _day(duties["stop_by"], submission.controller)
    for day in (duties["forward_by"], stop_on, *reminds_of):
        if day is not None and target_on is not None:
            target_on = min(target_on, day)
    return {
        "due_on": dates.due_on,
        "safe_on": dates.safe_on,
        "target_on": target_on,
        "refuse_by": dates.refuse_by,
        "holiday_version": counted_by(submission),
    }


def duties_of(
    submission: Submission, *, right: Right, scope: str, is_part: bool = False
) -> dict[str, Any]:
    """``stop_by`` (Art. 7(3), 21(3)) and ``forward_by`` (Art. 28(3)(e)), where they apply.

    A client's part counts from the receipt of the whole, however late it was found.
    """
    controller = submission.controller
    if is_part or only_for_others(submission):
        day = forward_by(submission.received_at, controller.time_zone, controller.calendar)
        return {"stop_by": None, "forward_by": day}
    stops = stops_at_once(right, scope)
    return {"stop_by": stop_by(submission.received_at) if stops else None, "forward_by": None}


def only_for_others(submission: Submission) -> bool:
    """Whether all that is meant is kept for others; who names no register means all (Art. 28)."""
    register = submission.register
    if register is not None:
        return register.our_role == OurRole.PROCESSOR
    controller_id = submission.controller_id
    return kept_for_others(controller_id).exists() and not decides_over_some(controller_id)


def _compute(submission: Submission, **facts: Any) -> Dates:
    return earliest(
        [compute(_clock_facts(submission, each, **facts)) for each in clocks(submission)]
    )


def _clock_facts(submission: Submission, controller: Controller, **facts: Any) -> ClockFacts:
    return ClockFacts(
        received_at=submission.received_at,
        time_zone=controller.time_zone,
        calendar=controller.calendar,
        regime=Regime(controller.regime),
        **facts,
    )


def _day(instant: datetime | None, controller: Controller) -> date | None:
    return instant.astimezone(ZoneInfo(controller.time_zone)).date() if instant else None


def counted_by(submission: Submission) -> str:
    """What the dates were counted by: holiday tables with their versions, time zones and law.

    Dates that were counted by something else are stale (redate_stale.py).
    """
    text = ", ".join(sorted({_counted_by(each) for each in clocks(submission)}))
    if len(text) <= LONGEST_VERSION:
        return text
    return sha256(text.encode()).hexdigest()


def _counted_by(controller: Controller) -> str:
    table = holiday_calendar(controller.calendar)
    return f"{table.name} {table.version} {controller.time_zone} {controller.regime}"


def _reminds_of(request: RightsRequest) -> list[date]:
    links = request.links_to_earlier.filter(kind__in=NO_NEW_REQUEST, ended_at=None)
    return list(links.values_list("other__safe_on", flat=True))


def _has_stopped(request: RightsRequest) -> bool:
    tasks = request.tasks.filter(STOPS_AT_ONCE)
    return tasks.exists() and not tasks.filter(state="open").exists()


def redate(request: RightsRequest, *, actor: Actor = SYSTEM) -> Dates:
    """Keep the request's dates in step with its facts; what changed goes to the audit.

    The caller holds the lock of the case.
    """
    dates = dates_of(request)
    new = columns(
        dates,
        request.submission,
        right=Right(request.right),
        scope=request.objection_scope,
        has_stopped=_has_stopped(request),
        is_part=request.is_part,
        reminds_of=_reminds_of(request),
    )
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
