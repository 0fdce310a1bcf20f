"""Have the data corrected (GDPR Art. 16)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.models import Correction, RightsRequest, TaskKind
from requests_app.services.errors import NotPossible
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import lock_case, perform


@dataclass(frozen=True, kw_only=True)
class Change:
    """One correction: the new value, or a statement that is kept beside the data."""

    what: str
    old_value: str = ""
    new_value: str = ""
    statement: str = ""


@transaction.atomic
def correct(request_id: int, *, changes: Sequence[Change], actor: Actor) -> RightsRequest:
    """Record what is corrected, and have every data system do it.

    Raises NotPermitted; NotPossible, also for a change that changes nothing.
    """
    lock_case(RightsRequest, request_id)
    for change in changes:
        if not change.what.strip() or not (change.new_value or change.statement).strip():
            raise NotPossible(
                _("Say for each correction what it is about, and the new value or the statement.")
            )
    Correction.objects.bulk_create(
        Correction(
            request_id=request_id,
            what=change.what,
            old_value=change.old_value,
            new_value=change.new_value,
            statement=change.statement,
            recorded_by_id=actor.id,
            recorded_at=now(),
        )
        for change in changes
    )
    request = perform(
        RightsRequest,
        request_id,
        "correct",
        actor=actor,
        facts={"corrections": len(changes)},
        payload={"corrected": [_line(change) for change in changes]} if changes else None,
    )
    require_systems(request)
    open_tasks(request, kind=TaskKind.CORRECT, actor=actor)
    return request


def _line(change: Change) -> str:
    if change.new_value:
        return f"{change.what}: {change.old_value or '–'} → {change.new_value}"
    return f"{change.what}: {change.statement}"
