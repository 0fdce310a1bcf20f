"""Cases at every stage, reached as in life: through the services, never by writing rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from config.clock import now
from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Register, User
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.rights import Right
from requests_app.models import AccessRequest, Channel, IdentityMethod, Outcome, RightsRequest
from requests_app.services.answer import answer
from requests_app.services.assess import assess
from requests_app.services.collect import collect
from requests_app.services.decide import Ground
from requests_app.services.finish_task import finish_task
from requests_app.services.identity import ask_identity, settle_identity
from requests_app.services.look_through import find_all_clear
from requests_app.services.perform import perform
from requests_app.services.prepare_answer import prepare_answer
from requests_app.services.refuse import refuse
from requests_app.services.submit import NewSubmission, submit
from tests.factories import make_controller, make_register, make_user

FILE_CONTENT = b"order;date\n1001;2026-03-01\n"


def handler_of(controller: Controller) -> User:
    """A handler of the organisation; the same one every time."""
    found = User.objects.filter(
        memberships__controller=controller, memberships__role=Role.HANDLER.value
    ).first()
    return found or make_user(controller)


def acting(controller: Controller) -> Actor:
    """The organisation's handler as an actor."""
    return user_actor(handler_of(controller).pk)


def make_received(
    controller: Controller | None = None,
    *,
    register: Register | None = None,
    channel: Channel = Channel.PORTAL,
    received_at: datetime | None = None,
    language: str = "en",
    person_name: str = "Maija Meikäläinen",
    email: str = "maija@example.org",
    **more: Any,
) -> AccessRequest:
    """An access request that has just come in."""
    if controller is None:
        controller = make_controller()
        register = make_register(controller)
    submission = submit(
        NewSubmission(
            controller=controller,
            register=register,
            rights=(Right.ACCESS,),
            channel=channel,
            received_at=received_at or now(),
            language=language,
            person_name=person_name,
            email=email,
            **more,
        )
    )
    return AccessRequest.objects.get(submission=submission)


def begin(request: AccessRequest) -> AccessRequest:
    """Assessing has begun."""
    assess(request.pk, actor=acting(request.controller))
    return _again(request)


def ask_for_identity(request: AccessRequest) -> AccessRequest:
    """Proof of identity was asked for; the clock waits."""
    ask_identity(
        request.submission.identity_check.pk,
        doubt="The address is not the one we hold.",
        what_is_asked="Tell us your customer number.",
        why_late="Her letter lay in a branch office.",
        actor=acting(request.controller),
    )
    return _again(request)


def settle(request: AccessRequest) -> AccessRequest:
    """Identity is settled."""
    settle_identity(
        request.submission.identity_check.pk,
        method=IdentityMethod.NOT_IN_DOUBT,
        reason="Wrote from the address that we hold, and named the customer number.",
        actor=acting(request.controller),
    )
    return _again(request)


def collect_all(
    request: AccessRequest,
    *,
    files: Sequence[UploadedFile[Any]] | None = None,
    result: str = "",
) -> AccessRequest:
    """Every system has answered, the first with a file, and the result lies for review."""
    actor = acting(request.controller)
    collect(request.pk, actor=actor)
    given = [SimpleUploadedFile("orders.csv", FILE_CONTENT)] if files is None else files
    for number, task in enumerate(request.tasks.all()):
        finish_task(
            task.pk,
            step="finish",
            result=result
            or f"Found in {task.data_system.name}: Maija Meikäläinen, Esimerkkikatu 1.",
            actor=actor,
            files=given if number == 0 else (),
        )
    perform(AccessRequest, request.pk, "review", actor=actor)
    return _again(request)


def prepare(
    request: AccessRequest, *, outcome: Outcome = Outcome.GRANTED, reasoning: str = ""
) -> AccessRequest:
    """The answer is decided and put together."""
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=outcome,
        reasoning=reasoning,
        grounds=(),
        actor=acting(request.controller),
    )
    return _again(request)


def look_all_through(request: RightsRequest) -> None:
    """Somebody has found nothing of others in what was collected."""
    find_all_clear(request, withheld=frozenset(), actor=acting(request.controller))


def send_answer(request: AccessRequest) -> AccessRequest:
    """The answer has gone out."""
    answer(request.pk, actor=acting(request.controller))
    return _again(request)


def make_answered(
    controller: Controller | None = None, *, register: Register | None = None, language: str = "en"
) -> AccessRequest:
    """An access request answered in full, with a file to fetch."""
    request = begin(make_received(controller, register=register, language=language))
    return send_answer(prepare(collect_all(settle(request))))


def make_refused(controller: Controller | None = None) -> AccessRequest:
    """An access request refused with its ground and reasons."""
    request = begin(make_received(controller))
    refuse(
        request.pk,
        reasoning="You asked for the same a week ago and nothing has changed since.",
        grounds=[
            Ground(
                code=RefusalGround.ART12_5_EXCESSIVE,
                facts="Fifth request this month.",
                proof="On file.",
            )
        ],
        actor=acting(request.controller),
    )
    return _again(request)


def _again(request: AccessRequest) -> AccessRequest:
    return AccessRequest.objects.select_related("submission__controller", "controller").get(
        pk=request.pk
    )
