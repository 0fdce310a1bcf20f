"""A hold: a dispute for which the file of a case is kept beyond its time (GDPR Art. 17(3)(e))."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.models.submission import Submission


class CaseHold(models.Model):
    """A complaint, a claim or a proceeding: nothing of the case is erased while it lasts."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField(_("why the file is kept"))
    set_at = models.DateTimeField(_("held since"))
    set_by_id = models.BigIntegerField(_("held by"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_by_id = models.BigIntegerField(_("released by"), null=True, blank=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="hold_has_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_released_by_whom",
                condition=Q(released_at__isnull=True, released_by_id__isnull=True)
                | Q(released_at__isnull=False, released_by_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(released_at__isnull=True),
                name="hold_one_in_force",
            ),
        ]
        triggers = [
            never_deleted("hold_never_deleted"),
            born_without("released_at", name="hold_born_in_force"),
            stays_once_set("released_at", name="hold_released_for_good"),
            pgtrigger.ReadOnly(
                name="hold_keeps_its_start", fields=["submission", "reason", "set_at", "set_by_id"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.set_at:%Y-%m-%d}"
