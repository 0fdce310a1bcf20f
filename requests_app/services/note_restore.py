"""A data system was restored from a backup: have what was erased since erased again (law.md B.3).

The owner of the system gets a task for each erasure, once, and is chased until all of it is done.
The database knows a restore by its two moments: noted twice it is the same.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import SYSTEM, Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import ErasureRecord, RepeatedErasure, RepeatEnd, SystemRestore
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.mail_repeat import mail_repeat, whole_repeat
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.record_erasure import lock_system, record_repeat


@transaction.atomic
def note_restore(
    system_id: int, *, backup_of: datetime, restored_at: datetime, actor: Actor
) -> SystemRestore:
    """Note it, and ask the owner for each erasure of the time in between. Twice is once.

    *actor* is staff, or the system for the command line. Raises NotPermitted; NotPossible for
    moments that cannot be.
    """
    system = lock_system(system_id)
    controller = system.register.controller
    if actor != SYSTEM and not may(actor, Permission.HANDLE_REQUESTS, controller_id=controller.pk):
        raise NotPermitted
    if not backup_of < restored_at:
        raise NotPossible(_("A backup is older than what is restored from it."))
    if restored_at > now():
        raise NotPossible(_("That moment is still to come."))
    restore, is_new = SystemRestore.objects.get_or_create(
        data_system=system,
        backup_of=backup_of,
        restored_at=restored_at,
        defaults={"noted_at": now(), "noted_by_id": _user(actor)},
    )
    if is_new:
        _ask_for_all(restore)
    return restore


@transaction.atomic
def end_repeat(repeat_id: int, *, ended_as: RepeatEnd, actor: Actor) -> RepeatedErasure:
    """It is erased again, or was not in the backup: said by its owner or by staff, once.

    Raises NotPermitted.
    """
    task = whole_repeat(repeat_id).erasure.task
    is_owner = actor.kind is ActorKind.OWNER and actor.id == task.pk
    if not is_owner and not may(
        actor, Permission.HANDLE_REQUESTS, controller_id=task.request.controller_id
    ):
        raise NotPermitted
    lock_case(type(task), task.pk)
    repeat = whole_repeat(repeat_id)
    restore = SystemRestore.objects.select_for_update(no_key=True).get(pk=repeat.restore_id)
    repeat = whole_repeat(repeat_id)
    if repeat.done_at is not None:
        return repeat
    repeat.done_at, repeat.ended_as = now(), ended_as.value
    repeat.done_by_id = _user(actor)
    repeat.save(update_fields=["done_at", "ended_as", "done_by_id"])
    if ended_as is RepeatEnd.ERASED:
        record_repeat(repeat)
    event = "erasure.repeated" if ended_as is RepeatEnd.ERASED else "erasure.was_absent"
    record(
        submission_id=task.request.submission_id,
        event=event,
        actor=actor,
        request_id=task.request_id,
        facts={"system": restore.data_system_id, "restore": restore.pk},
    )
    _end_when_done(restore)
    return repeat


def _ask_for_all(restore: SystemRestore) -> None:
    undone = ErasureRecord.objects.filter(
        data_system=restore.data_system_id,
        done_at__gt=restore.backup_of,
        done_at__lte=restore.restored_at,
    )
    for erasure in undone.order_by("task_id", "-done_at").distinct("task_id"):
        row = RepeatedErasure.objects.create(restore=restore, erasure=erasure)
        mail_repeat(row, step=0)
    _end_when_done(restore)


def _end_when_done(restore: SystemRestore) -> None:
    if not restore.erasures.filter(done_at=None).exists():
        restore.done_at = now()
        restore.save(update_fields=["done_at"])


def _user(actor: Actor) -> int | None:
    return actor.id if actor.kind is ActorKind.USER else None
