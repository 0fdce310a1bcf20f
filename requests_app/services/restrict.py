"""Have the processing restricted (GDPR Art. 18)."""

from django.db import transaction

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.models import Restriction, RestrictionGround, RightsRequest, TaskKind
from requests_app.services.errors import require_text
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import lock_case, perform
from requests_app.services.record import record


@transaction.atomic
def restrict(
    request_id: int, *, ground: RestrictionGround, facts: str, actor: Actor
) -> RightsRequest:
    """Restrict on a ground with its facts, in every data system.

    Raises NotPermitted, NotPossible.
    """
    require_text(facts)
    lock_case(RightsRequest, request_id)
    request = RightsRequest.objects.get(pk=request_id)
    begin_restriction(request, ground=ground, facts=facts, actor=actor)
    request = perform(RightsRequest, request_id, "restrict", actor=actor)
    require_systems(request)
    open_tasks(request, kind=TaskKind.RESTRICT, actor=actor)
    return request


def begin_restriction(
    request: RightsRequest, *, ground: RestrictionGround, facts: str, actor: Actor
) -> Restriction:
    """The restriction in force, begun now unless there is one. The caller holds the case's lock."""
    found = Restriction.objects.filter(request=request, lifted_at=None).first()
    if found is not None:
        return found
    row = Restriction.objects.create(request=request, ground=ground, facts=facts, began_at=now())
    record(
        submission_id=request.submission_id,
        event="restriction.began",
        actor=actor,
        request_id=request.pk,
        facts={"ground": ground.value, "restriction": row.pk},
        payload={"facts": facts},
    )
    return row
