"""Which signs of a program a form shows as it is sent, and when its network has to wait."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from config.clock import now
from requests_app.domain.signs import Sign
from requests_app.models import Draft
from requests_app.portal.proof_of_work import is_proven
from requests_app.portal.throttle import DAY, spent, spent_from_here

# A field that people neither see nor hear of; what fills in every field fills in this one.
TRAP = "website"
PROOF = "proof"


def is_flood(request: HttpRequest) -> bool:
    """Count one more form from this network, and say whether it has sent far too many."""
    return spent_from_here(request, "flood", limit=settings.FLOOD_FROM_NETWORK)


def signs_of(request: HttpRequest, draft: Draft, *, email: str) -> tuple[Sign, ...]:
    """What speaks for a program. Counts this form among those of its network and address."""
    seen = {
        Sign.TOO_FAST: _was_too_fast(draft),
        Sign.TRAP_FILLED: bool(request.POST.get(TRAP)),
        Sign.NO_PROOF_OF_WORK: _lacks_proof(request),
        Sign.MANY_FROM_NETWORK: spent_from_here(
            request, "sent_from", limit=settings.MANY_FROM_NETWORK
        ),
        Sign.MANY_FOR_ADDRESS: _are_many_for(email),
    }
    return tuple(sign for sign, is_seen in seen.items() if is_seen)


def _was_too_fast(draft: Draft) -> bool:
    if draft.begun_at is None:
        return False
    return now() - draft.begun_at < timedelta(seconds=settings.FILL_SECONDS)


def _lacks_proof(request: HttpRequest) -> bool:
    return bool(settings.PROOF_OF_WORK) and not is_proven(str(request.POST.get(PROOF, "")))


def _are_many_for(email: str) -> bool:
    return spent("sent_for", mailbox(email), limit=settings.MANY_FOR_ADDRESS, seconds=DAY)


def mailbox(email: str) -> str:
    """The mailbox that an address leads to: what stands after a plus changes nothing."""
    name, _, host = email.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
