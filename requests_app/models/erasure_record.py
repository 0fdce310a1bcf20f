"""What outlives the file of an erasure, so that it can be done again after a restore (law.md B.3).

No name and no address: which system erased it, when, until when a backup may hold it, and keyed
digests by which a restored system can ask whether it holds somebody who was erased.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.crypto import keyed_digests
from registers_app.models import DataSystem
from registers_app.models.kept import never_deleted, refuse_unless
from requests_app.models.task import Task, TaskKind, TaskState

LONGEST = 20


def erased_digests(system_id: int, key: str) -> list[str]:
    """What may stand for a mark of a person (domain/matching.py) among what *system* erased."""
    return keyed_digests(f"erased:{system_id}:{key}")


class ErasureRecord(models.Model):
    """A data system erased what it held of one person. It outlives the file of its case."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="erasures")
    data_system = models.ForeignKey(DataSystem, on_delete=models.PROTECT, related_name="erasures")
    done_at = models.DateTimeField(_("erased"))
    # Empty: the register does not say how long backups of the system live.
    backups_until = models.DateField(_("in backups until"), null=True, blank=True)
    digests = ArrayField(models.CharField(max_length=64), size=LONGEST, default=list, blank=True)

    class Meta:
        verbose_name = _("record of an erasure")
        verbose_name_plural = _("records of erasures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "done_at"], name="erasure_record_once"),
        ]
        indexes = [
            # What a system erased after the moment of a backup.
            models.Index(fields=["data_system", "done_at"], name="erasure_record_since"),
            # The sweep that forgets digests once no backup holds the data.
            models.Index(
                fields=["backups_until"],
                condition=~Q(digests=[]) & Q(backups_until__isnull=False),
                name="erasure_record_to_forget",
            ),
        ]
        triggers = [
            never_deleted("erasure_record_never_deleted"),
            pgtrigger.ReadOnly(
                name="erasure_record_stays",
                fields=["task", "data_system", "done_at", "backups_until"],
            ),
            pgtrigger.Trigger(
                name="erasure_record_of_an_erasure",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_task t
                        WHERE t.id = NEW.task_id AND t.data_system_id = NEW.data_system_id
                          AND t.kind = '{TaskKind.ERASE}' AND t.state = '{TaskState.DONE}'
                          AND NEW.done_at >= t.finished_at
                    )""",  # noqa: S608 - only the names of this file
                    says="nothing was erased",
                ),
            ),
            pgtrigger.Trigger(
                name="erasure_record_keeps_digests_only",  # GDPR Art. 5(1)(c)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    "NOT EXISTS (SELECT 1 FROM unnest(NEW.digests) AS d"
                    " WHERE d IS NULL OR d !~ '^[0-9a-f]{64}$')",
                    says="an erased person is kept as digests only",
                ),
            ),
            pgtrigger.Protect(
                name="erasure_record_digests_only_go",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.digests IS DISTINCT FROM OLD.digests AND NEW.digests <> '{}'"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.data_system} {self.done_at:%Y-%m-%d}"
