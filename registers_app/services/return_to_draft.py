"""Give a version in review back to whoever writes it."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import RegisterVersion, StepKind
from registers_app.services.errors import NotPossible
from registers_app.services.version_steps import authorise, locked, take


@transaction.atomic
def return_to_draft(version_id: int, *, note: str, actor: Actor) -> RegisterVersion:
    """It can be edited again; *note* says what is to be changed.

    Raises NotPermitted, NotPossible.
    """
    version = locked(version_id)
    authorise(actor, Permission.EDIT_REGISTERS, version.register)
    if not note.strip():
        raise NotPossible(_("Say what is to be changed."))
    take(version, StepKind.RETURN_TO_DRAFT, actor=actor, note=note.strip())
    return version
