"""Put who objects to direct marketing on the list of addresses to leave alone (GDPR Art. 21(3))."""

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.domain.representation import Role, asks_for_another
from requests_app.models import (
    AddressKind,
    LeftAlone,
    RightsRequest,
    Submission,
    representation_of,
)
from requests_app.models.left_alone import left_alone_digests
from requests_app.services.record import record


def leave_alone(request: RightsRequest) -> list[LeftAlone]:
    """Keep a digest of each address the person gave. The caller's transaction holds the case.

    Not of who asks for another: those addresses are the writer's. What is on the list already
    stays as it is.
    """
    added = [
        LeftAlone(
            controller_id=request.controller_id,
            request_id=request.pk,
            kind=kind.value,
            digest=digests[0],
            since=now(),
        )
        for kind, digests in own_digests(request.submission).items()
        if not _is_on_list(request.controller_id, digests)
    ]
    # Two at once of the same person: the list has the address once.
    LeftAlone.objects.bulk_create(added, ignore_conflicts=True)
    if added:
        record(
            submission_id=request.submission_id,
            event="left_alone.added",
            actor=SYSTEM,
            request_id=request.pk,
            facts={"addresses": [row.kind for row in added]},
        )
    return added


def own_digests(submission: Submission) -> dict[AddressKind, list[str]]:
    """What stands for each of the person's own addresses, as far as they are known."""
    writer = representation_of(submission)
    if writer is not None and asks_for_another(Role(writer.role)):
        return {}
    given = {
        AddressKind.EMAIL: submission.email,
        AddressKind.PHONE: submission.contact.phone,
    }
    found = {
        kind: left_alone_digests(submission.controller_id, kind, address)
        for kind, address in given.items()
    }
    return {kind: digests for kind, digests in found.items() if digests}


def _is_on_list(controller_id: int, digests: list[str]) -> bool:
    return LeftAlone.objects.filter(
        controller=controller_id, digest__in=digests, ended_at=None
    ).exists()
