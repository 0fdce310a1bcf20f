"""Look through what was collected before it is given (GDPR Art. 15(4), 20(4)).

Each file and text is found free of others' data, or gets a covered copy (cover.py); a second person
agrees where the organisation asks for that. The database holds the gate too (models/package.py).
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.redaction import Reason, Span, covered
from requests_app.models import (
    DisclosureReview,
    RedactionMark,
    RedactionReason,
    RequestState,
    RightsRequest,
    StoredFile,
    Task,
    TaskState,
    Verdict,
)
from requests_app.services.addressing import another_reads_of_the_hidden
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import Happened, record, record_all

Thing = StoredFile | Task
OPEN_TO_REVIEW = (RequestState.COLLECTING, RequestState.REVIEWING)


def things_of(request: RightsRequest) -> list[Thing]:
    """What is looked through: the files as they came, and the texts that were found."""
    files = request.files.filter(redacted_from=None).exclude(sealed="")
    texts = request.tasks.filter(state=TaskState.DONE).exclude(result="")
    return [*files.select_related("task__data_system"), *texts.select_related("data_system")]


def not_looked_through(request: RightsRequest, *, withheld: frozenset[int]) -> list[Thing]:
    """What still keeps an answer of data from being put together."""
    return [
        thing
        for thing in things_of(request)
        if not (isinstance(thing, StoredFile) and thing.pk in withheld)
        and not counts(current_review(thing), request)
    ]


def still_to_look_through(request: RightsRequest) -> list[Thing]:
    """What was collected and waits for somebody, asked for all of it at once."""
    of_it = Q(file__request=request) | Q(task__request=request)
    found = DisclosureReview.objects.filter(of_it, voided_at=None)
    done = {
        (review.file_id, review.task_id, review.content_sha256)
        for review in found
        if counts(review, request)
    }
    return [thing for thing in things_of(request) if _key(thing) not in done]


def _key(thing: Thing) -> tuple[int | None, int | None, str]:
    is_file = isinstance(thing, StoredFile)
    return (thing.pk if is_file else None, None if is_file else thing.pk, digest_of(thing))


def counts(review: DisclosureReview | None, request: RightsRequest) -> bool:
    """Whether a review is enough for this organisation."""
    if review is None:
        return False
    return review.second_at is not None or not wants_second(request)


def wants_second(request: RightsRequest) -> bool:
    """Whether a second person has to look: the organisation asks for that, or somebody else will
    read of a person with a non-disclosure order, and one line overlooked tells where they are.
    """
    return request.controller.second_person_reviews or another_reads_of_the_hidden(
        request.submission
    )


def current_review(thing: Thing) -> DisclosureReview | None:
    """The review of a thing as it is now."""
    return thing.reviews.filter(voided_at=None, content_sha256=digest_of(thing)).first()


def marks_of(thing: Thing) -> list[RedactionMark]:
    """What is covered in it."""
    return list(thing.marks.filter(removed_at=None, content_sha256=digest_of(thing)))


def given_file(file: StoredFile) -> StoredFile:
    """What is given in place of a collected file: its covered copy, where there is one."""
    review = current_review(file)
    return review.result if review is not None and review.result is not None else file


def given_text(task: Task) -> str:
    """What is given of a text that was found, in the language that is active."""
    review = current_review(task)
    if review is None or review.verdict != Verdict.REDACTED:
        return task.result
    return covered(task.result, spans_of(marks_of(task)), labels=labels())


def spans_of(marks: list[RedactionMark]) -> Iterator[Span]:
    """The stretches of a text that are covered."""
    for mark in marks:
        if mark.start is not None and mark.end is not None:
            yield Span(start=mark.start, end=mark.end, reason=Reason(mark.reason))


def labels() -> dict[Reason, str]:
    """What stands in place of a covered text, as a screen reader says it too."""
    return {Reason(value): str(label) for value, label in RedactionReason.choices}


@transaction.atomic
def find_clear(thing: Thing, *, actor: Actor) -> DisclosureReview:
    """Nothing of others is in it. Raises NotPermitted, NotPossible."""
    require_open(thing, actor=actor)
    return _found_clear([thing], actor=actor)[0]


@transaction.atomic
def find_all_clear(request: RightsRequest, *, withheld: frozenset[int], actor: Actor) -> None:
    """The same of everything that nobody has looked through yet."""
    unseen = [
        thing
        for thing in things_of(request)
        if not (isinstance(thing, StoredFile) and thing.pk in withheld)
        and current_review(thing) is None
    ]
    if unseen:
        require_open(unseen[0], actor=actor)  # they are all of one case
        _found_clear(unseen, actor=actor)


def _found_clear(things: Sequence[Thing], *, actor: Actor) -> list[DisclosureReview]:
    """The caller holds the lock of their case."""
    if any(map(marks_of, things)):
        raise NotPossible(_("Something is marked in it: cover it, or take the marks away first."))
    reviews = [_keep(thing, Verdict.CLEAR, actor=actor) for thing in things]
    happened = [
        _reviewed(thing, review, by=actor) for thing, review in zip(things, reviews, strict=True)
    ]
    record_all(things[0].request.submission_id, happened)
    return reviews


@transaction.atomic
def agree(thing: Thing, *, actor: Actor) -> DisclosureReview:
    """A second person has looked it through. Raises NotPermitted, NotPossible."""
    require_open(thing, actor=actor)
    review = current_review(thing)
    if review is None:
        raise NotPossible(_("Nobody has looked it through yet."))
    if review.reviewed_by_id == actor.id:
        raise NotPossible(_("Another person has to look it through too: you were the first."))
    if review.second_at is None:
        review.second_by_id = actor.id
        review.second_at = now()
        review.save(update_fields=["second_by_id", "second_at"])
        record(
            submission_id=thing.request.submission_id,
            event="disclosure_review.agreed",
            actor=actor,
            request_id=thing.request_id,
            facts=_facts(review),
        )
    return review


def require_open(thing: Thing, *, actor: Actor) -> None:
    """Lock the case. Raises NotPermitted; NotPossible where nothing is looked through now."""
    case = lock_case(RightsRequest, thing.request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    state = RightsRequest.objects.values_list("state", flat=True).get(pk=thing.request_id)
    if state not in OPEN_TO_REVIEW:
        raise NotPossible(
            _("What was collected is looked through before the answer is put together, not now.")
        )


def write_review(
    thing: Thing, verdict: Verdict, *, actor: Actor, result: StoredFile | None = None
) -> DisclosureReview:
    """Keep a review in place of an earlier one. The caller holds the lock of the case."""
    review = _keep(thing, verdict, actor=actor, result=result)
    record_all(thing.request.submission_id, [_reviewed(thing, review, by=actor)])
    return review


def _keep(
    thing: Thing, verdict: Verdict, *, actor: Actor, result: StoredFile | None = None
) -> DisclosureReview:
    void_reviews(thing)
    return DisclosureReview.objects.create(
        **about(thing),
        content_sha256=digest_of(thing),
        verdict=verdict,
        result=result,
        reviewed_by_id=actor.id,
        reviewed_at=now(),
    )


def void_reviews(thing: Thing) -> None:
    """Whatever was found before does not hold any more."""
    thing.reviews.filter(voided_at=None).update(voided_at=now())


def about(thing: Thing) -> dict[str, Thing]:
    """The thing, as a row about it names it."""
    return {"file": thing} if isinstance(thing, StoredFile) else {"task": thing}


def digest_of(thing: Thing) -> str:
    """Of what is looked through."""
    if isinstance(thing, StoredFile):
        return thing.sha256
    return hashlib.sha256(thing.result.encode()).hexdigest()


def _reviewed(thing: Thing, review: DisclosureReview, *, by: Actor) -> Happened:
    is_clear = review.verdict == Verdict.CLEAR
    return Happened(
        event="disclosure_review.clear" if is_clear else "disclosure_review.redacted",
        actor=by,
        request_id=thing.request_id,
        facts=_facts(review),
    )


def _facts(review: DisclosureReview) -> dict[str, Any]:
    return {"review": review.pk, "sha256": review.content_sha256}
