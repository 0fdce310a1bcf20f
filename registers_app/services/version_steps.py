"""What every step of a register version has in common: lock, permission, transition, trail."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from config.clock import now
from registers_app.domain.actors import SYSTEM, Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.models import Register, RegisterVersion, StepKind, VersionStep
from registers_app.permissions import may
from registers_app.services.errors import NotPermitted, NotPossible


def locked(version_id: int) -> RegisterVersion:
    """The version, its register locked too: one step at a time in a register."""
    register_id = RegisterVersion.objects.values_list("register_id", flat=True).get(pk=version_id)
    Register.objects.select_for_update(no_key=True).get(pk=register_id)
    return (
        RegisterVersion.objects.select_related("register__controller")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=version_id)
    )


def authorise(actor: Actor, permission: Permission, register: Register) -> None:
    """Raises NotPermitted. The system loads files, at the word of whoever runs the desk."""
    if actor != SYSTEM and not may(actor, permission, controller_id=register.controller_id):
        raise NotPermitted


def take(version: RegisterVersion, step: StepKind, *, actor: Actor, note: str = "") -> None:
    """The transition of that name, saved and kept. Raises NotPossible where it is not open."""
    require_open(version, step)
    getattr(version, step.value)()
    version.save()
    keep(version, step, actor=actor, note=note)


def keep(version: RegisterVersion, step: StepKind, *, actor: Actor, note: str = "") -> None:
    """Add a step to the trail."""
    VersionStep.objects.create(
        version=version, step=step, actor_id=user_id(actor), at=now(), note=note
    )


def require_open(version: RegisterVersion, step: StepKind) -> None:
    """Raises NotPossible."""
    if not can_proceed(getattr(version, step.value)):
        raise NotPossible(
            _("This is no longer possible: the version has moved on. Look at it again, please.")
        )


def user_id(actor: Actor) -> int | None:
    """The member of staff who acts; None for the system."""
    return actor.id if actor.kind is ActorKind.USER else None


def is_history(version: RegisterVersion, *, effective_on: date) -> bool:
    """Whether the version was in force before its register was entered here (a local day)."""
    zone = ZoneInfo(version.register.controller.time_zone)
    entered_on = version.register.created_at.astimezone(zone).date()
    return version.predates_desk and effective_on < entered_on
