"""What happens to requests for the rights beside access: each step is a service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from config.clock import today
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import Right
from requests_app.management.demo.steps import Scene, Step
from requests_app.models import (
    Outcome,
    RecipientNotice,
    Restriction,
    RestrictionGround,
    ReviewResult,
    RightsRequest,
    Task,
    TaskState,
    purposes_concerned,
    results_open_to,
)
from requests_app.services.cease import cease
from requests_app.services.correct import Change, correct
from requests_app.services.decide import Ground, Item, decide
from requests_app.services.erase import erase
from requests_app.services.finish_task import finish_task
from requests_app.services.human_review import record_review, start_review
from requests_app.services.inform import excuse_recipient, inform, tell_recipient
from requests_app.services.lift_restriction import announce_lifting, lift
from requests_app.services.look_through import find_all_clear
from requests_app.services.prepare_transfer import prepare_transfer
from requests_app.services.restrict import restrict
from requests_app.services.search import search
from requests_app.services.weigh import weigh


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Purposes that go on, by a piece of their English name; the ground and its facts."""

    purpose: str
    ground: RefusalGround
    facts: str
    law: str = ""


@dataclass(frozen=True, kw_only=True)
class ByPurpose:
    """What becomes of each purpose: what is not named gets the most usual result that is met."""

    kept: tuple[Kept, ...] = ()
    others: Mapping[str, ItemResult] = field(default_factory=dict)

    def items(self, request: RightsRequest) -> tuple[list[Item], list[Ground]]:
        """The results, and the grounds of what is kept."""
        items, grounds = [], []
        for purpose in purposes_concerned(request):
            open_to = results_open_to(purpose, Right(request.right))
            if not open_to:
                continue
            name = purpose.names["en"]
            kept = next((row for row in self.kept if row.purpose in name), None)
            if kept:
                grounds.append(
                    Ground(code=kept.ground, facts=kept.facts, law=kept.law, purpose_id=purpose.pk)
                )
            result = ItemResult.KEPT if kept else self._result(name, open_to)
            items.append(Item(purpose_id=purpose.pk, result=result))
        return items, grounds

    def _result(self, name: str, open_to: Sequence[ItemResult]) -> ItemResult:
        wished = (
            result for piece, result in self.others.items() if piece in name and result in open_to
        )
        usual = (result for result in open_to if result is not ItemResult.KEPT)
        return next(wished, None) or next(usual)


ALL_MET = ByPurpose()


def searching(scene: Scene) -> None:
    """Every data system is asked what it holds, before the decision."""
    search(scene.request_id, actor=scene.by_handler)


def one_done(text: str = "") -> Step:
    """The next data system that was asked has done it."""
    return lambda scene: _finish(scene, _open_tasks(scene)[:1], text)


def done(text: str = "") -> Step:
    """Every data system that was asked has done it."""
    return lambda scene: _finish(scene, _open_tasks(scene), text)


def decided(
    outcome: Outcome = Outcome.GRANTED, *, reasoning: str = "", by_purpose: ByPurpose = ALL_MET
) -> Step:
    """Decided, purpose by purpose where the right asks for that."""

    def step(scene: Scene) -> None:
        items, grounds = by_purpose.items(scene.request)
        decide(
            scene.request_id,
            outcome=outcome,
            reasoning=reasoning,
            grounds=grounds,
            items=() if outcome is Outcome.NO_DATA else items,
            actor=scene.by_handler,
        )

    return step


def decided_in_part(reasoning: str, *, ground: RefusalGround, facts: str) -> Step:
    """Granted in part, of a right that is not decided by purpose."""
    return lambda scene: decide(
        scene.request_id,
        outcome=Outcome.PARTIAL,
        reasoning=reasoning,
        grounds=[Ground(code=ground, facts=facts)],
        actor=scene.by_handler,
    )


def correcting(*changes: Change) -> Step:
    """What is corrected was recorded; the systems correct."""
    return lambda scene: correct(scene.request_id, changes=changes, actor=scene.by_handler)


def erasing(scene: Scene) -> None:
    """The systems erase."""
    erase(scene.request_id, actor=scene.by_handler)


def restricting(ground: RestrictionGround, facts: str) -> Step:
    """The systems restrict."""
    return lambda scene: restrict(
        scene.request_id, ground=ground, facts=facts, actor=scene.by_handler
    )


def weighing(facts: str) -> Step:
    """The interests are weighed, with the processing restricted meanwhile."""
    return lambda scene: weigh(scene.request_id, facts=facts, actor=scene.by_handler)


def ceasing(scene: Scene) -> None:
    """The systems stop."""
    cease(scene.request_id, actor=scene.by_handler)


def informing(scene: Scene) -> None:
    """The recipients are to be told."""
    inform(scene.request_id, actor=scene.by_handler)


def told(how: str, *recipients: str) -> Step:
    """Recipients were told: those whose names hold one of these pieces, or all that are left."""

    def step(scene: Scene) -> None:
        for notice in _open_notices(scene, recipients):
            tell_recipient(notice.pk, how=how, actor=scene.by_handler)

    return step


def excused(excuse: str, *recipients: str) -> Step:
    """Recipients need not be told: those with one of these pieces in their names, or the rest."""

    def step(scene: Scene) -> None:
        for notice in _open_notices(scene, recipients):
            excuse_recipient(notice.pk, excuse=excuse, actor=scene.by_handler)

    return step


def human_named(reviewer: str, authority: str, meanwhile: str) -> Step:
    """A named human decides anew."""
    return lambda scene: start_review(
        scene.request_id,
        reviewer=reviewer,
        authority=authority,
        meanwhile=meanwhile,
        actor=scene.by_handler,
    )


def human_decided(result: ReviewResult, findings: str) -> Step:
    """The named human has decided."""
    return lambda scene: record_review(
        scene.request_id, result=result, findings=findings, actor=scene.by_handler
    )


def transfer_prepared(
    outcome: Outcome = Outcome.GRANTED,
    *,
    reasoning: str = "",
    by_purpose: ByPurpose = ALL_MET,
    sent_to: str = "",
) -> Step:
    """What the person takes along was put together; *sent_to* gets it straight."""

    def step(scene: Scene) -> None:
        find_all_clear(scene.request, withheld=frozenset(), actor=scene.by_handler)
        items, grounds = by_purpose.items(scene.request)
        prepare_transfer(
            scene.request_id,
            outcome=outcome,
            reasoning=reasoning,
            grounds=grounds,
            items=items,
            sent_to=sent_to,
            actor=scene.by_handler,
        )

    return step


def lifting_announced(*, days_on: int, reason: str) -> Step:
    """The person was told that the restriction is lifted in so many days."""

    def step(scene: Scene) -> None:
        day = today(scene.request.submission.controller.time_zone)
        announce_lifting(
            _restriction(scene).pk,
            lifts_on=day + timedelta(days=days_on),
            reason=reason,
            actor=scene.by_handler,
        )

    return step


def lifted(scene: Scene) -> None:
    """The restriction has ended."""
    lift(_restriction(scene).pk, actor=scene.by_handler)


def _open_tasks(scene: Scene) -> list[Task]:
    tasks = Task.objects.filter(request=scene.request_id, state=TaskState.OPEN).order_by("pk")
    return [task for task in tasks if task.can_be_worked_on]


def _finish(scene: Scene, tasks: Sequence[Task], text: str) -> None:
    for task in tasks:
        finish_task(task.pk, step="finish", result=text, actor=scene.by_handler)


def _restriction(scene: Scene) -> Restriction:
    return Restriction.objects.get(request=scene.request_id, lifted_at=None)


def _open_notices(scene: Scene, pieces: Sequence[str]) -> list[RecipientNotice]:
    rows = RecipientNotice.objects.filter(request=scene.request_id, told_at=None, excused_at=None)
    return [row for row in rows if not pieces or any(piece in row.name for piece in pieces)]
