"""Send the answer: release the package, write the letter, tell the person."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from config.clock import now, today
from registers_app.domain.actors import Actor
from requests_app.domain.grounds import ARTICLES, RefusalGround
from requests_app.models import (
    AccessRequest,
    Decision,
    DisclosurePackage,
    Outcome,
    PackageState,
)
from requests_app.services.decide import current_decision
from requests_app.services.perform import perform
from requests_app.services.tell import mail_person, write_letter

# How long the answer can be fetched; afterwards the copy is destroyed.
FETCH_DAYS = 60
LETTERS = {
    Outcome.GRANTED.value: "access_granted",
    Outcome.PARTIAL.value: "access_partial",
    Outcome.NO_DATA.value: "access_no_data",
}


@transaction.atomic
def answer(request_id: int, *, actor: Actor) -> AccessRequest:
    """Answer the request. Raises NotPermitted; NotPossible while anything stands in the way."""
    request = perform(AccessRequest, request_id, "answer", actor=actor)
    decision = current_decision(request)
    assert decision is not None  # a guard of the transition
    package = DisclosurePackage.objects.filter(request=request, state=PackageState.READY).first()
    if package:
        perform(
            DisclosurePackage,
            package.pk,
            "release",
            actor=actor,
            released_at=now(),
            expires_at=now() + timedelta(days=FETCH_DAYS),
        )
    time_zone = request.submission.controller.time_zone
    expires_on = today(time_zone) + timedelta(days=FETCH_DAYS)
    write_letter(
        request,
        kind=LETTERS[decision.outcome],
        expires_on=expires_on,
        **decision_context(decision, language=request.submission.language),
    )
    mail_person(
        request,
        kind="answer_ready",
        occasion=f"answer:{decision.pk}",
        expires_on=expires_on,
    )
    return request


def decision_context(decision: Decision, *, language: str) -> dict[str, Any]:
    """What a letter says of a decision: reasons, and each ground with its article and facts."""
    with translation.override(language):
        grounds = [
            {
                "label": str(ground.get_code_display()),
                "article": ARTICLES[RefusalGround(ground.code)],
                "facts": ground.facts,
            }
            for ground in decision.grounds.order_by("pk")
        ]
    return {"reasoning": decision.reasoning, "grounds": grounds}
