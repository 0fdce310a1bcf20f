"""A data system was restored from a backup: what had been erased since is erased again.

One row for each restore, and one for each erasure that its owner has to repeat (law.md B.3).
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models import DataSystem
from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.models.erasure_record import ErasureRecord

# Without undue delay (GDPR Art. 17(1)); the number is the house's.
DAYS_TO_REPEAT = 7


class RepeatEnd(models.TextChoices):
    """What became of an erasure that was to be repeated."""

    ERASED = "erased", _("erased again")
    ABSENT = "absent", _("was not in the backup")


class SystemRestore(models.Model):
    """One restore of one data system."""

    data_system = models.ForeignKey(DataSystem, on_delete=models.PROTECT, related_name="restores")
    backup_of = models.DateTimeField(_("the backup is of"))
    restored_at = models.DateTimeField(_("restored"))
    noted_at = models.DateTimeField(_("noted"))
    # Empty: noted from the command line.
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(_("everything is erased again"), null=True, blank=True)

    IS_OPEN = Q(done_at=None)

    class Meta:
        verbose_name = _("restore from a backup")
        verbose_name_plural = _("restores from backups")
        ordering = ["-restored_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["data_system", "backup_of", "restored_at"], name="system_restore_once"
            ),
            models.CheckConstraint(
                name="system_restore_after_its_backup",
                condition=Q(backup_of__lt=F("restored_at"), restored_at__lte=F("noted_at")),
            ),
        ]
        indexes = [
            # The sweep that chases, and the list's view of what is open.
            models.Index(fields=["noted_at"], condition=Q(done_at=None), name="system_restore_open")
        ]
        triggers = [
            never_deleted("system_restore_never_deleted"),
            born_without("done_at", name="system_restore_born_open"),
            stays_once_set("done_at", "done_at", name="system_restore_done_once"),
            pgtrigger.ReadOnly(
                name="system_restore_stays",
                fields=["data_system", "backup_of", "restored_at", "noted_at", "noted_by_id"],
            ),
            pgtrigger.Trigger(
                name="system_restore_done_when_all_is",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__done_at__isnull=False),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_repeatederasure e
                        WHERE e.restore_id = NEW.id AND e.done_at IS NULL
                    )""",
                    says="something is still to be erased again",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.data_system} ({self.restored_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be erased again."""
        return self.done_at is None

    @property
    def due_on(self) -> date:
        """By which day of the controller everything is to be erased again."""
        zone = ZoneInfo(self.data_system.register.controller.time_zone)
        return self.noted_at.astimezone(zone).date() + timedelta(days=DAYS_TO_REPEAT)


class RepeatedErasure(models.Model):
    """One erasure that has to be done again after a restore."""

    restore = models.ForeignKey(SystemRestore, on_delete=models.PROTECT, related_name="erasures")
    erasure = models.ForeignKey(ErasureRecord, on_delete=models.PROTECT, related_name="repeats")
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    # Empty on what is done: its owner, behind a mailed link.
    done_by_id = models.BigIntegerField(null=True, blank=True)
    ended_as = models.CharField(
        _("what became of it"), max_length=6, choices=RepeatEnd, blank=True, default=""
    )

    class Meta:
        verbose_name = _("erasure to repeat")
        verbose_name_plural = _("erasures to repeat")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["restore", "erasure"], name="repeated_erasure_once"),
            models.CheckConstraint(
                name="repeated_erasure_done_somehow",
                condition=Q(done_at__isnull=True, done_by_id__isnull=True, ended_as="")
                | Q(done_at__isnull=False, ended_as__in=RepeatEnd.values),
            ),
        ]
        triggers = [
            never_deleted("repeated_erasure_never_deleted"),
            born_without("done_at", name="repeated_erasure_born_open"),
            stays_once_set("done_at", name="repeated_erasure_done_once"),
            pgtrigger.ReadOnly(name="repeated_erasure_stays", fields=["restore", "erasure"]),
            pgtrigger.Trigger(
                name="repeated_erasure_fits",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_systemrestore b, requests_app_erasurerecord e
                        WHERE b.id = NEW.restore_id AND e.id = NEW.erasure_id
                          AND b.data_system_id = e.data_system_id
                          AND e.done_at > b.backup_of AND e.done_at <= b.restored_at
                    )""",
                    says="that erasure was not undone by that restore",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.restore}: {self.erasure_id}"
