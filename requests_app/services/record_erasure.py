"""Keep that a data system erased what it held, for as long as a backup may bring it back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from config.clock import now, today
from registers_app.models import Controller, DataSystem
from requests_app.domain.matching import match_keys
from requests_app.models import (
    RightsRequest,
    Submission,
    Task,
    TaskKind,
    TaskState,
    representation_of,
)
from requests_app.models.erasure_record import LONGEST, ErasureRecord, erased_digests
from requests_app.models.system_restore import RepeatedErasure


def record_erasure(task: Task) -> None:
    """Keep it, if *task* erased something. The caller's transaction holds the case."""
    if task.kind != TaskKind.ERASE or task.state != TaskState.DONE:
        return
    system = lock_system(task.data_system_id)
    done_at = now()
    ErasureRecord.objects.create(
        task=task,
        data_system=system,
        done_at=done_at,
        backups_until=backups_until(system, done_at=done_at),
        digests=_digests(system.pk, task.request.submission),
    )


def record_repeat(repeat: RepeatedErasure) -> None:
    """Keep that it was erased once more: the backups made in between hold the data too."""
    before = repeat.erasure
    system = lock_system(before.data_system_id)
    done_at = now()
    ErasureRecord.objects.create(
        task_id=before.task_id,
        data_system=system,
        done_at=done_at,
        backups_until=backups_until(system, done_at=done_at),
        digests=before.digests,
    )


def lock_system(system_id: int) -> DataSystem:
    """Hold a data system: an erasure is either before a restore that is noted, or after it."""
    systems = DataSystem.objects.select_related("register__controller")
    return systems.select_for_update(of=("self",), no_key=True).get(pk=system_id)


def backups_until(system: DataSystem, *, done_at: datetime) -> date | None:
    """The local day on which the last backup with the data is destroyed; None: not known."""
    if system.backup_days is None:
        return None
    zone = ZoneInfo(system.register.controller.time_zone)
    return done_at.astimezone(zone).date() + timedelta(days=system.backup_days)


def backups_of(request: RightsRequest) -> tuple[list[ErasureRecord], date | None]:
    """The erasures of a request, the last of each system, and the day on which all backups are
    gone; None while it is not known of one of them.
    """
    last = ErasureRecord.objects.filter(task__request=request).select_related("data_system")
    rows = list(last.order_by("task_id", "-done_at").distinct("task_id"))
    days = [row.backups_until for row in rows]
    known = [day for day in days if day is not None]
    return rows, max(known) if known and len(known) == len(days) else None


def forget_erased_digests() -> int:
    """Empty the digests of what no backup holds any more (GDPR Art. 5(1)(e)); returns how many."""
    forgotten = 0
    open_ones = RepeatedErasure.objects.filter(done_at=None).values("erasure")
    for controller in Controller.objects.all():
        rows = ErasureRecord.objects.filter(
            ~Q(digests=[]),
            data_system__register__controller=controller,
            backups_until__lt=today(controller.time_zone),
        ).exclude(pk__in=open_ones)
        forgotten += rows.update(digests=[])
    return forgotten


def _digests(system_id: int, case: Submission) -> list[str]:
    """Not of the name, which is many people's, nor of the addresses of who asks for another."""
    is_own = representation_of(case) is None
    keys = match_keys(
        name="",
        email=case.email if is_own else "",
        phone=case.phone if is_own else "",
        identifiers=case.identifiers,
    )
    return [erased_digests(system_id, key)[0] for key in keys][:LONGEST]
