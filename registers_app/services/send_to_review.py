"""Give a draft to somebody else to look at."""

from django.db import transaction

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import RegisterVersion, StepKind
from registers_app.services.version_steps import authorise, locked, require_open, take, user_id


@transaction.atomic
def send_to_review(version_id: int, *, actor: Actor, note: str = "") -> RegisterVersion:
    """From now on the draft stays as it is, until it is published or returned.

    Raises NotPermitted, NotPossible.
    """
    version = locked(version_id)
    authorise(actor, Permission.EDIT_REGISTERS, version.register)
    require_open(version, StepKind.SEND_TO_REVIEW)
    version.submitted_by_id = user_id(actor)
    take(version, StepKind.SEND_TO_REVIEW, actor=actor, note=note)
    return version
