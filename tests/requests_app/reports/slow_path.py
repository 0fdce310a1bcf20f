"""Every number of the report once more: one row read after the other, in plain Python.

Nothing here is taken from the report but the names of its codes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from config.clock import now, today
from requests_app.models import AuditEntry, RightsRequest

CLOSED = {"answered", "refused", "withdrawn", "forwarded", "unidentified", "not_new"}
TOLD = {"answered", "refused", "unidentified"}
AGES = ((0, 7), (8, 14), (15, 30), (31, 60), (61, 90), (91, 10_000))
LATENESS = ((1, 7), (8, 30), (31, 90), (91, 10_000))


class Story:
    """One request with all that belongs to it."""

    def __init__(self, row: RightsRequest) -> None:
        self.row = row
        self.zone = row.controller.time_zone
        self.day = today(self.zone)
        self.is_open = row.state not in CLOSED
        self.extension = getattr(row, "extension", None)
        self.check = row.submission.identity_check
        self.reason = getattr(row, "late_reason", None)
        self.waits = [each for each in row.suspensions.all() if each.voided_at is None]
        current = [each for each in row.decisions.all() if each.superseded_at is None]
        self.decision = current[0] if current else None

    def on(self, moment: datetime) -> date:
        """The local day."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    @property
    def age(self) -> int:
        """Days since receipt."""
        return (self.day - self.row.received_on).days

    @property
    def days_late(self) -> int:
        """How many days after the last day it is, or was answered; 0 for not late."""
        row = self.row
        if row.due_on is None:
            return 0
        if self.is_open:
            return max(0, (self.day - row.due_on).days)
        if row.state not in TOLD or row.closed_on is None:
            return 0
        last_day = row.due_on if row.state == "answered" else min(row.due_on, row.refuse_by)
        return max(0, (row.closed_on - last_day).days)

    @property
    def days_to_go(self) -> int | None:
        """Until the due date of an open request that has one."""
        if not self.is_open or self.row.due_on is None:
            return None
        return (self.row.due_on - self.day).days


def stories(controllers: Iterable[Any]) -> list[Story]:
    """Every request of these organisations, with everything read beforehand."""
    rows = RightsRequest.objects.filter(controller__in=list(controllers)).select_related(
        "controller", "submission__identity_check", "extension", "late_reason"
    )
    return [
        Story(row)
        for row in rows.prefetch_related(
            "suspensions", "decisions__grounds", "tasks", "assistances", "restrictions"
        )
    ]


def main_numbers(told: list[Story]) -> dict[str, int]:
    """The columns of the first table."""
    rates = [story for story in told if story.row.state in TOLD]
    late = [story for story in told if story.is_open and story.days_late]
    return {
        "all": len(told),
        "open": sum(story.is_open for story in told),
        "waiting": sum(story.is_open and story.row.due_on is None for story in told),
        "week": sum(_within(story, 7) for story in told),
        "fortnight": sum(_within(story, 14) for story in told),
        "late": len(late),
        "on_time": sum(story.days_late == 0 for story in rates),
        "answered_late": sum(story.days_late > 0 for story in rates),
        "extended": sum(story.extension is not None for story in told),
        "otherwise": sum(
            story.row.state in ("withdrawn", "forwarded", "not_new") for story in told
        ),
    }


def _within(story: Story, days: int) -> bool:
    return story.days_to_go is not None and 0 <= story.days_to_go <= days


def counts(told: list[Story]) -> dict[str, int]:
    """Every other number that is a count, by code; a code without any is not there."""
    found: dict[str, int] = defaultdict(int)
    for story in told:
        for code in set(_codes(story)):
            found[code] += 1
    return dict(found)


def _codes(story: Story) -> Iterable[str]:
    yield from _codes_of_lateness(story)
    yield from _codes_of_decision(story)
    if story.is_open:
        yield f"age.{_named(AGES, story.age)}"
        for wait in story.waits:
            if wait.ended_at is None:
                yield f"wait.{wait.ground}"
    if story.extension:
        in_time = story.on(story.extension.notified_at) <= story.row.refuse_by
        yield f"extension.{'in_time' if in_time else 'too_late'}"
        yield f"extension.because_{story.extension.cause}"
    if story.check.asked_at:
        yield "identity.asked"
    if story.check.state == "failed":
        yield "identity.failed"
    if story.check.state == "settled":
        yield f"identity.{story.check.method}"
    if story.row.state == "unidentified":
        yield "identity.unidentified"
    for duty, verdict in DUTIES.items():
        if answer := verdict(story):
            yield f"duty_{duty}.{answer}"


def _codes_of_lateness(story: Story) -> Iterable[str]:
    if not story.days_late:
        return
    how = "open" if story.is_open else "answered"
    yield f"late_{how}.{_named(LATENESS, story.days_late)}"
    yield f"why_{how}.{story.reason.cause if story.reason else 'none'}"


def _codes_of_decision(story: Story) -> Iterable[str]:
    decision = story.decision
    if decision is None:
        return
    pair = (story.row.state, decision.outcome)
    family = {("refused", "refused"): "refusal", ("answered", "partial"): "partial"}.get(pair)
    if family:
        for ground in decision.grounds.all():
            yield f"{family}.{ground.code}"
    if story.row.state == "answered" and decision.outcome != "refused":
        yield f"outcome.{decision.outcome}"


def _named(spans: Iterable[tuple[int, int]], days: int) -> str:
    first, last = next((first, last) for first, last in spans if first <= days <= last)
    return f"{first}-" if last == 10_000 else f"{first}-{last}"


def _stop(story: Story) -> str:
    row = story.row
    tasks = [
        task
        for task in row.tasks.all()
        if task.state != "cancelled"
        and (
            task.kind == "stop_marketing"
            or (task.kind == "cease" and row.right == "consent_withdrawal")
        )
    ]
    stop_by = row.stop_by
    if stop_by is None or not tasks:
        return ""
    if any(task.finished_at and task.finished_at > stop_by for task in tasks):
        return "too_late"
    if all(task.state != "open" for task in tasks):
        return "in_time"
    return "too_late" if stop_by < now() else "open"


def _forward(story: Story) -> str:
    row = story.row
    if row.forward_by is None:
        return ""
    if row.state == "forwarded" and row.closed_on is not None:
        return "in_time" if row.closed_on <= row.forward_by else "too_late"
    if not story.is_open:
        return ""
    return "too_late" if row.forward_by < story.day else "open"


def _help(story: Story) -> str:
    given = list(story.row.assistances.all())
    if not given:
        return ""
    late = [
        each
        for each in given
        if (story.on(each.delivered_at) if each.delivered_at else story.day) > each.deliver_by
    ]
    if late:
        return "too_late"
    return "in_time" if all(each.delivered_at for each in given) else "open"


def _lifting(story: Story) -> str:
    announced = [each for each in story.row.restrictions.all() if each.announced_at]
    if not announced:
        return ""
    if any(
        each.lifted_at and each.announced_at and each.lifted_at < each.announced_at
        for each in announced
    ):
        return "too_late"
    return "in_time" if all(each.lifted_at for each in announced) else "open"


DUTIES: dict[str, Callable[[Story], str]] = {
    "stop": _stop,
    "forward": _forward,
    "help": _help,
    "lifting": _lifting,
}


def percentile(amounts: Iterable[float], share: float) -> float:
    """Between the two nearest, in proportion, as statistics have it."""
    ordered = sorted(amounts)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def wait_days(told: list[Story]) -> dict[str, tuple[int, list[int]]]:
    """For each ground: how many were asked, and the days of those that ended."""
    found: dict[str, tuple[int, list[int]]] = {}
    for story in told:
        for wait in story.waits:
            asked, days = found.get(wait.ground, (0, []))
            if wait.ended_at:
                days = [*days, (story.on(wait.ended_at) - story.on(wait.asked_at)).days]
            found[wait.ground] = (asked + 1, days)
    return found


def answer_days(told: list[Story]) -> dict[str, list[int]]:
    """Days until the answer, by right."""
    found: dict[str, list[int]] = defaultdict(list)
    for story in told:
        if story.row.state in TOLD and story.row.closed_on:
            found[story.row.right].append((story.row.closed_on - story.row.received_on).days)
    return found


def stays(told: list[Story]) -> dict[str, list[float]]:
    """Days in each state, from the record."""
    found: dict[str, list[float]] = defaultdict(list)
    for story in told:
        since = story.row.submission.received_at
        for entry in AuditEntry.objects.filter(request_id=story.row.pk).order_by("number"):
            if not entry.event.startswith("request.") or "to" not in entry.facts:
                continue
            if entry.facts["from"] not in CLOSED:
                found[entry.facts["from"]].append((entry.at - since).total_seconds() / 86400)
            since = entry.at
    return found


def forecast_facts(everything: list[Story]) -> dict[str, Any]:
    """What the forecast rests on, whatever the period."""
    to_go = [story.days_to_go for story in everything if story.days_to_go is not None]
    ends = [(story.day - story.row.closed_on).days for story in everything if story.row.closed_on]
    ages = [story.age for story in everything]
    return {
        "late": sum(days < 0 for days in to_go),
        "due": [
            sum(first <= days <= last for days in to_go)
            for first, last in ((0, 6), (7, 13), (14, 20), (21, 29))
        ],
        "waiting": sum(story.is_open and story.row.due_on is None for story in everything),
        "received": sum(1 <= age <= 90 for age in ages),
        "ended": sum(1 <= days <= 90 for days in ends),
    }
