"""Have a named human decide anew what a machine had decided (GDPR Art. 22(3))."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.models import HumanReview, Outcome, RequestState, ReviewResult, RightsRequest
from requests_app.services.decide import decide
from requests_app.services.errors import NotPossible, require_text
from requests_app.services.perform import lock_case, perform
from requests_app.services.record import record


@transaction.atomic
def start_review(
    request_id: int, *, reviewer: str, authority: str, meanwhile: str, actor: Actor
) -> RightsRequest:
    """Name the human and their authority to change the result.

    *meanwhile* says whether the effect of the decision is held back until then, or why it cannot
    be: a safeguard that comes after the harm is none (Art. 22(3)).

    Raises NotPermitted, NotPossible.
    """
    require_text(reviewer, authority, meanwhile)
    lock_case(RightsRequest, request_id)
    HumanReview.objects.create(
        request_id=request_id,
        reviewer=reviewer,
        authority=authority,
        meanwhile=meanwhile,
        began_at=now(),
    )
    return perform(
        RightsRequest,
        request_id,
        "start_review",
        actor=actor,
        payload={"reviewer": reviewer, "authority": authority, "meanwhile": meanwhile},
    )


@transaction.atomic
def record_review(
    request_id: int, *, result: ReviewResult, findings: str, actor: Actor
) -> HumanReview:
    """What the human decided, and why: this is what the person is answered.

    Raises NotPermitted, NotPossible.
    """
    require_text(findings)
    case = lock_case(RightsRequest, request_id)
    decide(
        request_id,
        outcome=Outcome.GRANTED,
        reasoning=findings,
        grounds=(),
        actor=actor,
    )
    review = (
        HumanReview.objects.select_for_update()
        .filter(request=request_id, decided_at=None, request__state=RequestState.HUMAN_REVIEW)
        .order_by("-pk")
        .first()
    )
    if review is None:
        raise NotPossible(_("No human review is open."))
    review.result, review.findings, review.decided_at = result, findings, now()
    review.save(update_fields=["result", "findings", "decided_at"])
    record(
        submission_id=case.pk,
        event="review.decided",
        actor=actor,
        request_id=request_id,
        facts={"result": result.value},
    )
    return review
