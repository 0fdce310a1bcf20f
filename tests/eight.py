"""Requests of any right at any stage, reached as in life: through the services."""

from collections.abc import Callable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from config.clock import now
from registers_app.models import Controller, Register
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    Channel,
    IdentityMethod,
    Outcome,
    RestrictionGround,
    ReviewResult,
    RightsRequest,
    Submission,
    TaskKind,
    purposes_concerned,
    results_open_to,
)
from requests_app.services.answer import answer
from requests_app.services.assess import assess
from requests_app.services.cease import cease
from requests_app.services.collect import collect
from requests_app.services.correct import Change, correct
from requests_app.services.decide import Ground, Item, decide
from requests_app.services.erase import erase
from requests_app.services.finish_task import finish_task
from requests_app.services.human_review import record_review, start_review
from requests_app.services.identity import settle_identity
from requests_app.services.inform import inform, tell_recipient
from requests_app.services.perform import perform
from requests_app.services.prepare_answer import prepare_answer
from requests_app.services.prepare_transfer import prepare_transfer
from requests_app.services.refuse import refuse
from requests_app.services.restrict import restrict
from requests_app.services.search import search
from requests_app.services.submit import NewSubmission, submit
from requests_app.services.weigh import weigh
from tests.cases import acting, look_all_through
from tests.factories import make_controller, make_register

# A ground on which each right may be refused as a whole.
REFUSED_ON: dict[Right, RefusalGround] = {
    Right.ACCESS: RefusalGround.ART12_5_EXCESSIVE,
    Right.RECTIFICATION: RefusalGround.ART16_NOT_INACCURATE,
    Right.ERASURE: RefusalGround.ART17_NO_GROUND,
    Right.RESTRICTION: RefusalGround.ART18_NO_GROUND,
    Right.PORTABILITY: RefusalGround.ART20_NOT_CONSENT_OR_CONTRACT,
    Right.OBJECTION: RefusalGround.ART21_COMPELLING_GROUNDS,
    Right.AUTOMATED_DECISION: RefusalGround.ART22_NOT_SOLELY_AUTOMATED,
}


def submitted(
    *rights: Right,
    controller: Controller | None = None,
    register: Register | None = None,
    scope: ObjectionScope | None = ObjectionScope.OTHER,
    language: str = "en",
    email: str = "maija@example.org",
    channel: Channel = Channel.PORTAL,
) -> Submission:
    """A submission that asks for these rights."""
    if controller is None:
        controller = make_controller()
        register = make_register(controller)
    return submit(
        NewSubmission(
            controller=controller,
            register=register,
            rights=rights,
            channel=channel,
            received_at=now(),
            language=language,
            person_name="Maija Meikäläinen",
            email=email,
            objection_scope=scope if Right.OBJECTION in rights else None,
        )
    )


def received(right: Right, **more: object) -> RightsRequest:
    """A request for one right that has just come in."""
    return submitted(right, **more).requests.get()  # type: ignore[arg-type]


def again(request: RightsRequest) -> RightsRequest:
    """The request as the database has it."""
    return RightsRequest.objects.select_related("submission__controller").get(pk=request.pk)


def begun(request: RightsRequest) -> RightsRequest:
    """Assessing has begun, and identity is settled."""
    actor = acting(request.controller)
    assess(request.pk, actor=actor)
    settled(request)
    return again(request)


def settled(request: RightsRequest) -> None:
    """Identity is settled, unless it is."""
    check = request.submission.identity_check
    check = type(check).objects.get(pk=check.pk)
    if check.state != "settled":
        settle_identity(
            check.pk,
            method=IdentityMethod.SEEN_IN_PERSON,
            reason="Came by with her passport.",
            actor=acting(request.controller),
        )


def finish_all(
    request: RightsRequest, kind: TaskKind, *, step: str = "finish", file: str = ""
) -> None:
    """Every system has done what it was asked."""
    for task in request.tasks.filter(kind=kind.value, state="open"):
        finish_task(
            task.pk,
            step=step,
            result=f"{task.data_system.name}: Maija Meikäläinen.",
            files=[SimpleUploadedFile(file, b'{"order": 1001}')] if file else (),
            actor=acting(request.controller),
        )


def items_for(
    request: RightsRequest, *, wish: ItemResult | None = None
) -> tuple[list[Item], list[Ground]]:
    """A result for each purpose: *wish* where the law leaves it open, else the most usual."""
    items, grounds = [], []
    right = Right(request.right)
    for purpose in purposes_concerned(request):
        open_to = results_open_to(purpose, right)
        if not open_to:
            continue
        result = wish if wish in open_to else open_to[0]
        items.append(Item(purpose_id=purpose.pk, result=result))
        if result is ItemResult.KEPT:
            grounds.append(
                Ground(
                    code=KEPT_ON[right],
                    facts="Invoices of 2025.",
                    law="Accounting Act 2:10",
                    purpose_id=purpose.pk,
                )
            )
    return items, grounds


KEPT_ON = {
    Right.ERASURE: RefusalGround.ART17_3B_LEGAL_OBLIGATION,
    Right.PORTABILITY: RefusalGround.ART20_4_OTHERS_RIGHTS,
    Right.OBJECTION: RefusalGround.ART21_COMPELLING_GROUNDS,
}


def decided(
    request: RightsRequest,
    outcome: Outcome = Outcome.GRANTED,
    *,
    wish: ItemResult | None = None,
    grounds: Sequence[Ground] = (),
) -> RightsRequest:
    """A decision stands, with every purpose where the right asks for that."""
    items, kept = items_for(request, wish=wish)
    decide(
        request.pk,
        outcome=outcome,
        reasoning="" if outcome == Outcome.GRANTED else "Part of it goes on.",
        grounds=[*grounds, *kept],
        items=items,
        actor=acting(request.controller),
    )
    return again(request)


def told_all(request: RightsRequest) -> RightsRequest:
    """Every recipient has been told (Art. 19)."""
    actor = acting(request.controller)
    inform(request.pk, actor=actor)
    for notice in request.recipient_notices.filter(told_at=None, excused_at=None):
        tell_recipient(notice.pk, how="By e-mail.", actor=actor)
    return again(request)


def answered(request: RightsRequest) -> RightsRequest:
    """The request of whatever right, walked from receipt to its answer, granted."""
    WAYS[Right(request.right)](request)
    answer(request.pk, actor=acting(request.controller))
    return again(request)


def refused(request: RightsRequest) -> RightsRequest:
    """The request refused with its ground and reasons."""
    begun(request)
    if request.right == Right.OBJECTION:
        weigh(request.pk, facts="She is a teacher.", actor=acting(request.controller))
    refuse(
        request.pk,
        reasoning="The law does not give it here.",
        grounds=[
            Ground(
                code=REFUSED_ON[Right(request.right)], facts="As the file shows.", proof="On file."
            )
        ],
        actor=acting(request.controller),
    )
    return again(request)


def _access(request: RightsRequest) -> None:
    actor = acting(request.controller)
    begun(request)
    collect(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    perform(RightsRequest, request.pk, "review", actor=actor)
    look_all_through(request)
    prepare_answer(request.pk, outcome=Outcome.GRANTED, reasoning="", grounds=(), actor=actor)


def _portability(request: RightsRequest) -> None:
    actor = acting(request.controller)
    begun(request)
    collect(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH, file="orders.json")
    look_all_through(request)
    items, grounds = items_for(request)
    prepare_transfer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=grounds,
        items=items,
        actor=actor,
    )


def rectified(request: RightsRequest) -> RightsRequest:
    """The data are corrected everywhere, and no recipient has been told yet."""
    decided(begun(request))
    change = Change(what="Address", old_value="Vanhakatu 1", new_value="Uusikatu 2")
    correct(request.pk, changes=[change], actor=acting(request.controller))
    finish_all(request, TaskKind.CORRECT)
    return again(request)


def _rectification(request: RightsRequest) -> None:
    told_all(rectified(request))


def _erasure(request: RightsRequest) -> None:
    actor = acting(request.controller)
    begun(request)
    search(request.pk, actor=actor)
    finish_all(request, TaskKind.SEARCH)
    decided(request)
    erase(request.pk, actor=actor)
    finish_all(request, TaskKind.ERASE)
    told_all(request)


def _restriction(request: RightsRequest) -> None:
    decided(begun(request))
    restrict(
        request.pk,
        ground=RestrictionGround.ACCURACY,
        facts="She contests the address.",
        actor=acting(request.controller),
    )
    finish_all(request, TaskKind.RESTRICT)
    told_all(request)


def _objection(request: RightsRequest) -> None:
    actor = acting(request.controller)
    if request.objection_scope == ObjectionScope.MARKETING:
        finish_all(request, TaskKind.STOP_MARKETING)
        decided(request)
        return
    begun(request)
    finish_all(request, TaskKind.STOP_MARKETING)
    weigh(request.pk, facts="She is a teacher.", actor=actor)
    finish_all(request, TaskKind.RESTRICT)
    decided(request)
    cease(request.pk, actor=actor)
    finish_all(request, TaskKind.CEASE)


def _automated_decision(request: RightsRequest) -> None:
    actor = acting(request.controller)
    begun(request)
    start_review(
        request.pk,
        reviewer="Rauha Ratkaisija",
        authority="head of credit",
        meanwhile="The offer stays open.",
        actor=actor,
    )
    record_review(
        request.pk, result=ReviewResult.CHANGED, findings="Her income was misread.", actor=actor
    )


def _consent_withdrawal(request: RightsRequest) -> None:
    finish_all(request, TaskKind.CEASE)
    some = any(item.result is ItemResult.MET for item in items_for(request)[0])
    decided(request, Outcome.GRANTED if some else Outcome.NOT_APPLICABLE)


WAYS: dict[Right, Callable[[RightsRequest], None]] = {
    Right.ACCESS: _access,
    Right.PORTABILITY: _portability,
    Right.RECTIFICATION: _rectification,
    Right.ERASURE: _erasure,
    Right.RESTRICTION: _restriction,
    Right.OBJECTION: _objection,
    Right.AUTOMATED_DECISION: _automated_decision,
    Right.CONSENT_WITHDRAWAL: _consent_withdrawal,
}
