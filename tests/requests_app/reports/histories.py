"""Histories of requests as raw rows, drawn by Hypothesis: also such as no service would write.

The triggers sleep while they are written; the constraints do not.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from config.clock import now, today
from registers_app.models import Controller, LanguageChoice, Register, User
from requests_app.domain.references import new_reference
from requests_app.models import (
    CLOSED_STATES,
    Assistance,
    AuditEntry,
    Channel,
    Decision,
    DecisionGround,
    Extension,
    ExtensionCause,
    GroundChoice,
    IdentityCheck,
    IdentityMethod,
    LateCause,
    LateReason,
    Outcome,
    RequestState,
    Restriction,
    RightChoice,
    RightsRequest,
    Submission,
    Suspension,
    SuspensionGround,
    Task,
    TaskKind,
    TaskState,
)
from tests.raw_sql import triggers_off

WRITTEN = (
    Submission,
    RightsRequest,
    Suspension,
    Extension,
    LateReason,
    IdentityCheck,
    Decision,
    DecisionGround,
    Task,
    Assistance,
    Restriction,
    AuditEntry,
)
FEW_GROUNDS = GroundChoice.values[:4]
days = st.integers(min_value=0, max_value=130)
near = st.integers(min_value=-45, max_value=45)
hours = st.integers(min_value=-60, max_value=60)


def maybe(some: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Something, or nothing."""
    return st.none() | some


HISTORIES = st.fixed_dictionaries(
    {
        "where": st.integers(0, 1),
        "register": st.integers(0, 2),
        "handler": st.integers(0, 2),
        "right": st.sampled_from(RightChoice.values),
        "channel": st.sampled_from(Channel.values),
        "language": st.sampled_from(LanguageChoice.values),
        "state": st.sampled_from(RequestState.values),
        "age": days,
        "closed_after": days,
        "due_in": maybe(near),
        "refuse_in": near,
        "stop_in": maybe(hours),
        "forward_in": maybe(near),
        "waits": st.lists(
            st.tuples(st.sampled_from(SuspensionGround.values), days, maybe(days), st.booleans()),
            max_size=3,
            unique_by=lambda wait: wait[0],
        ),
        "extension": maybe(st.tuples(st.sampled_from(["", *ExtensionCause.values]), near)),
        "decision": maybe(
            st.tuples(
                st.sampled_from(Outcome.values),
                st.lists(st.sampled_from(FEW_GROUNDS), max_size=3),
                st.booleans(),
            )
        ),
        "identity": st.tuples(
            st.sampled_from(["open", "settled", "failed"]),
            st.sampled_from(IdentityMethod.values),
            st.booleans(),
        ),
        "tasks": st.lists(
            st.tuples(st.sampled_from(TaskKind.values), st.sampled_from(TaskState.values), hours),
            max_size=3,
            unique_by=lambda task: task[0],
        ),
        "help": maybe(st.tuples(near, maybe(near))),
        "restriction": maybe(st.tuples(st.booleans(), st.booleans())),
        "cause": maybe(st.sampled_from(LateCause.values)),
        "stays": st.lists(
            st.tuples(st.sampled_from(RequestState.values), st.integers(0, 400)), max_size=4
        ),
    }
)


# A request that has just come in, to be changed where a test needs another.
PLAIN: dict[str, Any] = {
    "where": 0, "register": 0, "handler": 0, "right": "access", "channel": "portal",
    "language": "en", "state": "received", "age": 0, "closed_after": 0, "due_in": None,
    "refuse_in": 0, "stop_in": None, "forward_in": None, "waits": [], "extension": None,
    "decision": None, "identity": ("open", "", False), "tasks": [], "help": None,
    "restriction": None, "cause": None, "stays": [],
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where histories take place; ``registers`` may hold None for "all registers"."""

    controllers: list[Controller]
    registers: dict[int, list[Register | None]]
    handlers: list[User | None]
    system: Any


def write(histories: list[dict[str, Any]], ground: Ground) -> None:
    """Write every history as rows, in the transaction of the test."""
    with ExitStack() as asleep:
        for model in WRITTEN:
            asleep.enter_context(triggers_off(model))
        for history in histories:
            _write(history, ground)


def _write(plan: dict[str, Any], ground: Ground) -> None:
    controller = ground.controllers[plan["where"]]
    day = today(controller.time_zone)
    received_on = day - timedelta(days=plan["age"])
    submission = Submission.objects.create(
        reference=new_reference(),
        controller=controller,
        register=ground.registers[controller.pk][plan["register"]],
        channel=plan["channel"],
        received_at=_noon(received_on),
        language=plan["language"],
        person_name="Salainen Sanna",
        email="sanna@example.org",
        created_at=now() + timedelta(days=2),
    )
    is_closed = plan["state"] in CLOSED_STATES
    closed_on = received_on + timedelta(days=plan["closed_after"]) if is_closed else None
    due_on = None if plan["due_in"] is None else day + timedelta(days=plan["due_in"])
    request = RightsRequest.PROXIES[plan["right"]](
        submission=submission,
        controller=controller,
        right=plan["right"],
        objection_scope="all" if plan["right"] == "objection" else "",
        state=plan["state"],
        assignee=ground.handlers[plan["handler"]],
        received_on=received_on,
        due_on=due_on,
        target_on=due_on,
        safe_on=received_on,
        refuse_by=day + timedelta(days=plan["refuse_in"]),
        stop_by=None if plan["stop_in"] is None else now() + timedelta(hours=plan["stop_in"]),
        forward_by=None if plan["forward_in"] is None else day + timedelta(days=plan["forward_in"]),
        holiday_version="x",
        closed_on=closed_on,
        closed_at=_noon(closed_on) if closed_on else None,
        changed_at=now(),
    )
    request.save(force_insert=True)
    _write_clock(plan, request, received_on, day)
    _write_decision(plan, request)
    _write_work(plan, request, ground, day)
    _write_record(plan, request)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _write_clock(
    plan: dict[str, Any], request: RightsRequest, received_on: date, day: date
) -> None:
    for ground, after, took, is_void in plan["waits"]:
        # Late in the evening, UTC: the next day already where the organisation is.
        asked_at = _noon(received_on + timedelta(days=after)) + timedelta(hours=11)
        Suspension.objects.create(
            request=request,
            ground=ground,
            facts="x",
            asked_at=asked_at,
            ended_at=None if took is None else asked_at + timedelta(days=took, minutes=30),
            voided_at=now() if is_void else None,
            void_reason="x" if is_void else "",
        )
    if plan["extension"]:
        cause, told_in = plan["extension"]
        told_on = day + timedelta(days=told_in)
        Extension.objects.create(
            request=request,
            reason="x",
            cause=cause,
            notified_at=_noon(told_on) + timedelta(hours=11),
        )
    if plan["cause"]:
        LateReason.objects.create(
            request=request, cause=plan["cause"], given_at=now(), given_by_id=1
        )


def _write_decision(plan: dict[str, Any], request: RightsRequest) -> None:
    state, method, was_asked = plan["identity"]
    IdentityCheck(
        submission=request.submission,
        state=state,
        method=method if state == "settled" else "",
        reason="x",
        asked_at=now() if was_asked else None,
        decided_at=now(),
        decided_by_id=1,
    ).save(force_insert=True)
    if not plan["decision"]:
        return
    outcome, grounds, is_superseded = plan["decision"]
    decision = Decision.objects.create(
        request=request,
        outcome=outcome,
        reasoning="x",
        proposed_by_id=1,
        proposed_at=now(),
        superseded_at=now() if is_superseded else None,
    )
    for code in grounds:
        DecisionGround.objects.create(decision=decision, code=code, facts="x")


def _write_work(plan: dict[str, Any], request: RightsRequest, ground: Ground, day: date) -> None:
    for kind, state, finished_in in plan["tasks"]:
        Task(
            request=request,
            data_system=ground.system,
            kind=kind,
            state=state,
            created_at=now(),
            finished_at=None if state == TaskState.OPEN else now() + timedelta(hours=finished_in),
        ).save(force_insert=True)
    if plan["help"]:
        deliver_in, delivered_in = plan["help"]
        is_done = delivered_in is not None
        Assistance.objects.create(
            request=request,
            kind="search",
            instruction="x",
            asked_at=now(),
            asked_by_id=1,
            deliver_by=day + timedelta(days=deliver_in),
            delivered_at=_noon(day + timedelta(days=delivered_in)) if is_done else None,
            delivered_by_id=1 if is_done else None,
            proof="x" if is_done else "",
        )
    if plan["restriction"]:
        is_announced, is_lifted = plan["restriction"]
        Restriction.objects.create(
            request=request,
            ground="accuracy",
            facts="x",
            began_at=now(),
            announced_at=now() if is_announced else None,
            lifts_on=day if is_announced else None,
            lift_reason="x" if is_announced else "",
            lifted_at=now() if is_announced and is_lifted else None,
        )


def _write_record(plan: dict[str, Any], request: RightsRequest) -> None:
    """A step out of each state, one after the other, with an entry of another kind between."""
    at = request.submission.received_at
    AuditEntry.objects.create(**_entry(request, 1, at, "request.opened", {}))
    for place, (state, stay) in enumerate(plan["stays"]):
        at += timedelta(hours=stay)
        facts = {"from": state, "to": "assessing"}
        AuditEntry.objects.create(**_entry(request, 2 * place + 2, at, "request.step", facts))
        at_between = at + timedelta(minutes=1)
        AuditEntry.objects.create(
            **_entry(request, 2 * place + 3, at_between, "task.finish", {"to": "done"})
        )


def _entry(
    request: RightsRequest, number: int, at: datetime, event: str, facts: dict[str, str]
) -> dict[str, Any]:
    return {
        "submission_id": request.submission_id,
        "number": number,
        "at": at,
        "event": event,
        "actor_kind": "system",
        "actor_id": 0,
        "request_id": request.pk,
        "facts": facts,
        "previous_hash": "x",
        "hash": "x",
    }
