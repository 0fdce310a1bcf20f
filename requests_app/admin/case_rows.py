"""The rows that a case page lists, each read with what stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from config.clock import now
from registers_app.domain.languages import pick
from registers_app.models import User
from requests_app.admin.due_words import Due, due_of, duty_of
from requests_app.admin.forms.result_words import result_words
from requests_app.admin.forms.task_words import task_state
from requests_app.domain.identity import MOST_TRIES
from requests_app.domain.purposes import ItemResult
from requests_app.domain.reminders import PROOF_HOURS
from requests_app.domain.rights import Right
from requests_app.models import (
    STOPS_AT_ONCE,
    AuthorityPaper,
    CaseLink,
    Decision,
    DecisionGround,
    DecisionItem,
    IdentityCheck,
    IdentityEvidence,
    IdentityState,
    RightsRequest,
    SignIn,
    Task,
    TaskKind,
    TaskState,
)
from requests_app.services.evidence import sent_since_asked
from requests_app.written import reader_language


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """What a decision does with one purpose."""

    purpose: str
    words: str
    note: str
    grounds: tuple[DecisionGround, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """A decision with who made it."""

    decision: Decision
    proposed_by: str
    approved_by: str
    items: tuple[ItemLine, ...]
    grounds: tuple[DecisionGround, ...]


@dataclass(frozen=True, kw_only=True)
class Sibling:
    """Another request of the same message, with its own dates."""

    case: RightsRequest
    due: Due
    duty: Due | None


@dataclass(frozen=True, kw_only=True)
class LinkLine:
    """Another case that may be about the same, seen from this one."""

    link: CaseLink
    other: RightsRequest
    is_earlier: bool
    due: Due


def tasks_of(case: RightsRequest) -> list[Task]:
    """The tasks with their systems and files."""
    return list(
        Task.objects.filter(request=case)
        .select_related(
            "data_system", "request__submission__identity_check", "request__submission__controller"
        )
        .prefetch_related("files", "messages", "links")
        .order_by("pk")
    )


def state_words(task: Task) -> str:
    """What the data system was asked, and where that stands."""
    kind = task.get_kind_display() if task.kind != TaskKind.SEARCH else ""
    return ": ".join(str(part) for part in (kind, task_state(task)) if part)


def has_stopped(tasks: Iterable[Task]) -> bool:
    """Whether every data system that was asked to stop has stopped."""
    asked = [task for task in tasks if task.stops_at_once]
    return bool(asked) and all(task.state != TaskState.OPEN for task in asked)


def decisions_of(case: RightsRequest) -> list[DecisionLine]:
    """The decisions, the newest first."""
    decisions = list(
        Decision.objects.filter(request=case).prefetch_related("grounds__purpose", "items__purpose")
    )
    names = users_named(
        {user for row in decisions for user in (row.proposed_by_id, row.approved_by_id) if user}
    )
    return [_line(row, right=Right(case.right), names=names) for row in decisions]


def evidence_of(case: RightsRequest) -> list[IdentityEvidence]:
    """The proofs of identity that came, destroyed or not; none comes before it is asked for."""
    if case.submission.identity_check.asked_at is None:
        return []
    return list(IdentityEvidence.objects.filter(check_row__submission=case.submission_id))


def sign_ins_of(case: RightsRequest) -> list[SignIn]:
    """The person's tries to prove who they are by signing in; none before they were asked."""
    if case.submission.identity_check.asked_at is None:
        return []
    rows = SignIn.objects.filter(check_row__submission=case.submission_id)
    return list(rows.select_related("provider").defer("claims"))


def proof_too_long(*rows: Iterable[IdentityEvidence | SignIn | AuthorityPaper]) -> bool:
    """Whether any proof waits for a decision for longer than it may be kept undecided."""
    before = now() - timedelta(hours=PROOF_HOURS)
    came = [_came_at(row) for kind in rows for row in kind if row.destroyed_at is None]
    return any(moment is not None and moment < before for moment in came)


def _came_at(row: IdentityEvidence | SignIn | AuthorityPaper) -> datetime | None:
    return row.signed_in_at if isinstance(row, SignIn) else row.received_at


def all_tries_used(check: IdentityCheck) -> bool:
    """Whether the person, who is asked for proof, can send no more files or sign in no more."""
    if check.state != IdentityState.ASKED:
        return False
    tries = check.sign_ins.filter(started_at__gte=check.asked_at).count()
    return max(tries, sent_since_asked(check)) >= MOST_TRIES


def siblings_of(case: RightsRequest) -> list[Sibling]:
    """The other requests of the same message."""
    others = list(case.submission.requests.exclude(pk=case.pk).order_by("pk"))
    open_tasks = set(
        Task.objects.filter(
            STOPS_AT_ONCE,
            request__in=[other.pk for other in others],
            state=TaskState.OPEN,
        ).values_list("request_id", flat=True)
    )
    for other in others:
        other.submission = case.submission
    return [
        Sibling(
            case=other,
            due=due_of(other),
            duty=duty_of(other, has_stopped=other.pk not in open_tasks),
        )
        for other in others
    ]


def links_of(case: RightsRequest) -> list[LinkLine]:
    """What may be about the same, and what a human said of it; the open questions first."""
    rows = CaseLink.objects.filter(Q(request=case.pk) | Q(other=case.pk)).select_related(
        "request__submission__controller", "other__submission__controller"
    )
    found = [_link(row, case) for row in rows]
    return sorted(found, key=lambda line: (not line.link.is_found, line.link.ended_at is not None))


def _link(link: CaseLink, case: RightsRequest) -> LinkLine:
    is_earlier = link.request_id == case.pk
    other = link.other if is_earlier else link.request
    return LinkLine(link=link, other=other, is_earlier=is_earlier, due=due_of(other))


def users_named(ids: set[int]) -> dict[int, str]:
    """The names of members of staff, by id."""
    return {
        user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=ids)
    }


def _line(decision: Decision, *, right: Right, names: dict[int, str]) -> DecisionLine:
    grounds = tuple(decision.grounds.all())
    items = tuple(_item(item, right=right, grounds=grounds) for item in decision.items.all())
    beside = {ground.pk for item in items for ground in item.grounds}
    return DecisionLine(
        decision=decision,
        proposed_by=names.get(decision.proposed_by_id, ""),
        approved_by=names.get(decision.approved_by_id or 0, ""),
        items=items,
        grounds=tuple(ground for ground in grounds if ground.pk not in beside),
    )


def _item(item: DecisionItem, *, right: Right, grounds: tuple[DecisionGround, ...]) -> ItemLine:
    return ItemLine(
        purpose=pick(item.purpose.names, language=reader_language()).text,
        words=str(result_words(right)[ItemResult(item.result)]),
        note=item.note,
        grounds=tuple(ground for ground in grounds if ground.purpose_id == item.purpose_id),
    )
