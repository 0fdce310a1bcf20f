"""Send the answer: release the package if there is one, write the letter, tell the person."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from requests_app.domain.retention import FETCH_DAYS
from requests_app.models import (
    DisclosurePackage,
    Outcome,
    PackageState,
    RequestState,
    RightsRequest,
)
from requests_app.services.answer_context import answer_context, letter_kind
from requests_app.services.ask_archive import ask_archive
from requests_app.services.decide import current_decision
from requests_app.services.errors import NotPossible
from requests_app.services.perform import lock_case, perform
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def answer(request_id: int, *, actor: Actor) -> RightsRequest:
    """Answer the request. Raises NotPermitted; NotPossible while anything stands in the way."""
    lock_case(RightsRequest, request_id)
    before = RightsRequest.objects.get(pk=request_id)
    decision = current_decision(before)
    if decision is None:
        raise NotPossible(_("There is no decision yet."))
    found_nothing = decision.outcome == Outcome.NO_DATA
    at_once = found_nothing and before.state in (RequestState.ASSESSING, RequestState.WEIGHING)
    request = perform(
        RightsRequest, request_id, "answer_no_data" if at_once else "answer", actor=actor
    )
    package = _release(request, actor=actor)
    expires_on = today(request.submission.controller.time_zone) + timedelta(days=FETCH_DAYS)
    write_letter(
        request,
        kind=letter_kind(request, decision),
        expires_on=expires_on,
        **answer_context(request, decision),
    )
    mail_person(
        request,
        kind="answer_ready" if package else "decided",
        occasion=f"answer:{decision.pk}",
        expires_on=expires_on,
    )
    return request


def _release(request: RightsRequest, *, actor: Actor) -> DisclosurePackage | None:
    package = DisclosurePackage.objects.filter(request=request, state=PackageState.READY).first()
    if package is None:
        return None
    released = perform(
        DisclosurePackage,
        package.pk,
        "release",
        actor=actor,
        released_at=now(),
        expires_at=now() + timedelta(days=FETCH_DAYS),
    )
    ask_archive(released.pk, actor=actor)
    return released
