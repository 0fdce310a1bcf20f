"""What may happen to a request in the demo: each step is a service, taken as it is in life.

Here is what happens to requests for whatever right; work_steps.py has what belongs to some.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import SimpleUploadedFile

from registers_app.domain.actors import Actor, subject_actor
from registers_app.models import ProcessorClient, User
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.rights import Right
from requests_app.management.demo.picture import tiny_picture
from requests_app.models import (
    CaseLink,
    DisclosurePackage,
    IdentityMethod,
    LinkKind,
    LinkPurpose,
    Outcome,
    PersonLink,
    RightsRequest,
    Suspension,
    Task,
    TaskState,
)
from requests_app.services.answer import answer
from requests_app.services.assess import assess
from requests_app.services.assign import assign
from requests_app.services.close import close_not_new, close_unidentified, forward, reopen, withdraw
from requests_app.services.collect import collect
from requests_app.services.confirm_email import confirm_email
from requests_app.services.decide import Ground
from requests_app.services.evidence import receive_evidence
from requests_app.services.extend import extend
from requests_app.services.fetch import note_opened
from requests_app.services.finish_task import finish_task
from requests_app.services.hand_over import Answerer, answerer_of
from requests_app.services.identity import ask_identity, fail_identity, settle_identity
from requests_app.services.link import link_found
from requests_app.services.look_through import find_all_clear
from requests_app.services.perform import perform
from requests_app.services.prepare_answer import prepare_answer
from requests_app.services.refuse import approve_answer, approve_refusal, ask_approval, refuse
from requests_app.services.release import release
from requests_app.services.resume import resume
from requests_app.services.suspend import ask_clarification


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The request a step is taken on, and who takes it."""

    request_id: int
    by_handler: Actor
    by_supervisor: Actor

    @property
    def request(self) -> RightsRequest:
        """The request as it is now."""
        requests = RightsRequest.objects.select_related(
            "submission__identity_check", "submission__controller"
        )
        return requests.get(pk=self.request_id)

    @property
    def by_person(self) -> Actor:
        """The person as an actor."""
        return subject_actor(self.request.submission_id)


Step = Callable[[Scene], object]


def on(right: Right, step: Step) -> Step:
    """The step, taken on the request for this right where several were sent together."""

    def taken(scene: Scene) -> None:
        request = RightsRequest.objects.get(
            submission=scene.request.submission_id, right=right.value
        )
        step(replace(scene, request_id=request.pk))

    return taken


def confirmed(scene: Scene) -> None:
    """The person pressed the button behind the mailed link."""
    links = PersonLink.objects.filter(
        submission=scene.request.submission_id, purpose=LinkPurpose.CONFIRM
    )
    confirm_email(links.latest("pk"))


def assigned(scene: Scene) -> None:
    """The supervisor gave it to the handler."""
    handler = User.objects.get(pk=scene.by_handler.id)
    assign(scene.request_id, assignee=handler, actor=scene.by_supervisor)


def begun(scene: Scene) -> None:
    """The handler began."""
    assess(scene.request_id, actor=scene.by_handler)


def proof_asked(doubt: str, what_is_asked: str) -> Step:
    """Proof of identity was asked for; the clock waits."""
    return lambda scene: ask_identity(
        scene.request.submission.identity_check.pk,
        doubt=doubt,
        what_is_asked=what_is_asked,
        actor=scene.by_handler,
    )


def identified(method: IdentityMethod, reason: str) -> Step:
    """Identity was settled."""
    return lambda scene: settle_identity(
        scene.request.submission.identity_check.pk,
        method=method,
        reason=reason,
        actor=scene.by_handler,
    )


def not_identified(reason: str) -> Step:
    """The proof never came or was not enough."""
    return lambda scene: fail_identity(
        scene.request.submission.identity_check.pk, reason=reason, actor=scene.by_handler
    )


def proof_sent(scene: Scene) -> None:
    """The person sent a proof, which waits to be looked at."""
    receive_evidence(
        scene.request.submission.identity_check.pk,
        files=[SimpleUploadedFile("proof.png", tiny_picture())],
        actor=scene.by_person,
    )


def closed_unidentified(scene: Scene) -> None:
    """Closed, for the person could not be identified."""
    close_unidentified(scene.request_id, actor=scene.by_handler)


def question_asked(question: str, facts: str) -> Step:
    """The person was asked which data they mean; the clock waits."""
    return lambda scene: ask_clarification(
        scene.request_id, question=question, facts=facts, actor=scene.by_handler
    )


def question_answered(scene: Scene) -> None:
    """The person said which data they mean."""
    waiting = Suspension.objects.get(request=scene.request_id, ended_at=None)
    resume(waiting.pk, actor=scene.by_handler)


def collecting(scene: Scene) -> None:
    """Every data system got its task."""
    collect(scene.request_id, actor=scene.by_handler)


def found(text: str, *, file: str = "") -> Step:
    """The next data system answered, with a file when *file* holds its content."""

    def step(scene: Scene) -> None:
        given = [SimpleUploadedFile("export.csv", file.encode())] if file else []
        finish_task(
            _next_task(scene).pk, step="finish", result=text, files=given, actor=scene.by_handler
        )

    return step


def nothing_found(scene: Scene) -> None:
    """The next data system holds nothing."""
    finish_task(_next_task(scene).pk, step="find_nothing", result="", actor=scene.by_handler)


def reviewing(scene: Scene) -> None:
    """All systems have answered; what was found is looked through."""
    perform(RightsRequest, scene.request_id, "review", actor=scene.by_handler)


def prepared(
    outcome: Outcome = Outcome.GRANTED,
    *,
    reasoning: str = "",
    ground: RefusalGround | None = None,
    facts: str = "",
) -> Step:
    """The answer was looked through, decided and put together."""

    def step(scene: Scene) -> None:
        find_all_clear(scene.request, withheld=frozenset(), actor=scene.by_handler)
        prepare_answer(
            scene.request_id,
            outcome=outcome,
            reasoning=reasoning,
            grounds=[Ground(code=ground, facts=facts)] if ground else [],
            actor=scene.by_handler,
        )

    return step


def laid_before_supervisor(scene: Scene) -> None:
    """A partial answer waits for a second person."""
    ask_approval(scene.request_id, actor=scene.by_handler)


def answer_approved(scene: Scene) -> None:
    """The supervisor agreed with a partial answer."""
    approve_answer(scene.request_id, actor=scene.by_supervisor)


def refusal_approved(scene: Scene) -> None:
    """The supervisor agreed with a refusal."""
    approve_refusal(scene.request_id, actor=scene.by_supervisor)


def answered(scene: Scene) -> None:
    """The answer went out."""
    answer(scene.request_id, actor=scene.by_handler)


def opened(scene: Scene) -> None:
    """The person opened the answer."""
    package = DisclosurePackage.objects.select_related("request").get(request=scene.request_id)
    note_opened(package)


def refused(ground: RefusalGround, *, reasoning: str, facts: str, proof: str = "") -> Step:
    """The handler refused, or proposed to where two people decide."""
    return lambda scene: refuse(
        scene.request_id,
        reasoning=reasoning,
        grounds=[Ground(code=ground, facts=facts, proof=proof)],
        actor=scene.by_handler,
    )


def extended(reason: str) -> Step:
    """Two further months, told with reasons."""
    return lambda scene: extend(scene.request_id, reason=reason, actor=scene.by_handler)


def withdrawn(statement: str) -> Step:
    """The person no longer wants an answer."""
    return lambda scene: withdraw(scene.request_id, statement=statement, actor=scene.by_person)


def reopened(reason: str) -> Step:
    """The supervisor opened it again."""
    return lambda scene: reopen(scene.request_id, reason=reason, actor=scene.by_supervisor)


def sent_before(reason: str) -> Step:
    """The handler saw that it is the same request once more: it is answered with the first."""

    def step(scene: Scene) -> None:
        link = CaseLink.objects.get(request=scene.request_id)
        link_found(link.pk, kind=LinkKind.DUPLICATE, reason=reason, actor=scene.by_handler)
        close_not_new(scene.request_id, actor=scene.by_handler)

    return step


def released(lawyer: str, opinion: str) -> Step:
    """A lawyer looked at what a law may keep secret; the supervisor recorded it."""
    return lambda scene: release(
        scene.request_id, lawyer=lawyer, opinion=opinion, actor=scene.by_supervisor
    )


def forwarded(to: str, how: str) -> Step:
    """As a processor we passed it on to the controller."""
    return lambda scene: forward(
        scene.request_id, to=Answerer(name=to), how=how, actor=scene.by_handler
    )


def handed_over(client: str) -> Step:
    """As a processor we sent it to the client of that name, by the desk's own mail."""

    def step(scene: Scene) -> None:
        register = scene.request.submission.register
        to = answerer_of(ProcessorClient.objects.get(register=register, name=client))
        forward(scene.request_id, to=to, how="", actor=scene.by_handler)

    return step


def _next_task(scene: Scene) -> Task:
    return Task.objects.filter(request=scene.request_id, state=TaskState.OPEN).earliest("pk")
