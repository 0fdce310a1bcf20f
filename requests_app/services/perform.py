"""The only way a state changes.

One transaction: lock the case → fetch the row anew → permission of a named actor → transition →
save → audit entry → once nothing of the case is open, proof of identity is destroyed. What is
told about it (outbox rows) is written by the calling service in the same transaction. Whoever
calls this inside ``transaction.atomic()`` joins that transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import FSMField, Transition, TransitionNotAllowed

from config.clock import now, today
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import RightsRequest, Submission, Task
from requests_app.models.guards import Guard
from requests_app.services.destroy_evidence import destroy_evidence_when_closed
from requests_app.services.destroy_papers import destroy_papers_when_closed
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.record import record

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def perform(
    machine: type[M],
    pk: int,
    name: str,
    *,
    actor: Actor,
    facts: Mapping[str, Any] | None = None,
    payload: Mapping[str, Any] | None = None,
    **arguments: Any,
) -> M:
    """Take one transition of one row, and return the row.

    *arguments* go to the transition; *facts* and *payload* to the audit entry (record.py).
    Raises NotPermitted, NotPossible (with the reasons), and ``machine.DoesNotExist``.
    """
    case = lock_case(machine, pk)
    row = machine._default_manager.select_for_update(no_key=True).get(pk=pk)
    _stands_in(case, row)
    step = _declared(row, name)
    _authorise(step, row, actor=actor, case=case)
    source = _state(row)
    try:
        getattr(row, name)(**arguments)
    except TransitionNotAllowed as error:
        reasons = obstacles(row, step)
        if not reasons:
            raise  # no condition of this step: a fault of ours
        raise NotPossible(*reasons) from error
    if isinstance(row, RightsRequest):
        row.stamp(at=now(), on=today(case.controller.time_zone))
    row.save()
    record(
        submission_id=case.pk,
        event=f"{row.AUDIT_NAME}.{name}",  # type: ignore[attr-defined]
        actor=actor,
        request_id=_request_id(row),
        facts={**(facts or {}), "from": source, "to": _state(row)},
        payload=payload,
    )
    if isinstance(row, RightsRequest) and row.is_closed:
        destroy_evidence_when_closed(case, actor=actor)
        destroy_papers_when_closed(case, actor=actor)
    return row


def lock_case(machine: type[models.Model], pk: int) -> Submission:
    """Lock the submission a row belongs to: one actor at a time in one case, and no deadlocks."""
    path = f"{machine.CASE_PATH}_id"  # type: ignore[attr-defined]
    submission_id = machine._base_manager.values_list(path, flat=True).get(pk=pk)
    return (
        Submission.objects.select_related("controller")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=submission_id)
    )


def possible_steps(
    row: models.Model, *, actor: Actor, held: frozenset[Permission] | None = None
) -> list[Transition]:
    """The declared transitions out of the row's state that *actor* may take, met or not.

    *held* is what the actor may do at the controller, for a caller who knows it already.
    """
    case = _case_of(row)
    return [
        step
        for step in _field(row).get_all_transitions(type(row))
        if step.source == _state(row) and _allows(step, row, actor=actor, case=case, held=held)
    ]


def obstacles(row: models.Model, step: Transition) -> list[str]:
    """The sentences of the conditions that are not met, but for those that presume another."""
    unmet = [
        condition for condition in cast(Sequence[Guard], step.conditions) if not condition(row)
    ]
    return [str(condition.why) for condition in unmet if condition.presumes not in unmet]


def _declared(row: models.Model, name: str) -> Transition:
    if type(row) is RightsRequest:
        raise NotPossible(_("This right has no machine of its own."))
    steps: Iterable[Transition] = _field(row).get_all_transitions(type(row))
    for step in steps:
        if step.name == name and step.source == _state(row):
            return step
    raise NotPossible(
        _("This is no longer possible: the case has moved on. Look at it again, please.")
    )


def _authorise(step: Transition, row: models.Model, *, actor: Actor, case: Submission) -> None:
    if not _allows(step, row, actor=actor, case=case):
        raise NotPermitted


def _allows(
    step: Transition,
    row: models.Model,
    *,
    actor: Actor,
    case: Submission,
    held: frozenset[Permission] | None = None,
) -> bool:
    if actor.kind is ActorKind.SUBJECT:
        return bool(step.custom.get("by_subject")) and actor.id == case.pk
    if actor.kind is ActorKind.OWNER:
        is_theirs = isinstance(row, Task) and row.pk == actor.id
        return is_theirs and bool(step.custom.get("by_owner"))
    if actor.kind is ActorKind.SYSTEM:
        return bool(step.custom.get("by_system"))
    if not step.permission:
        return False
    permission = Permission(str(step.permission))
    if held is not None:
        return permission in held
    return may(actor, permission, controller_id=case.controller_id)


def _stands_in(case: Submission, row: models.Model) -> None:
    """What is locked and read already need not be read again for the conditions."""
    if isinstance(row, RightsRequest):
        row.submission = case
        if row.controller_id == case.controller_id:
            row.controller = case.controller


def _field(row: models.Model) -> Any:
    field = row._meta.get_field("state")
    assert isinstance(field, FSMField)
    return field


def _state(row: models.Model) -> str:
    return str(row.state)  # type: ignore[attr-defined]


def _case_of(row: models.Model) -> Submission:
    case: Any = row
    for name in row.CASE_PATH.split("__"):  # type: ignore[attr-defined]
        case = getattr(case, name)
    assert isinstance(case, Submission)
    return case


def _request_id(row: models.Model) -> int | None:
    if isinstance(row, RightsRequest):
        return row.pk
    return getattr(row, "request_id", None)
