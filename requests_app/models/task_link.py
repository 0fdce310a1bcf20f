"""Links mailed to whoever works on a task. Only a digest of the secret is kept."""

import pgtrigger
from django.db import models
from django.db.models import Q

from registers_app.models.kept import born_without, stays_once_set
from requests_app.models.task import Task


class TaskLink(models.Model):
    """One mailed link: it opens one task, once, and nothing besides.

    What it opened stays open in that browser for a while, unless the link is ended before.
    """

    CASE_PATH = "task__request__submission"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="links")
    secret_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_link_used_in_its_time",
                condition=Q(used_at=None) | Q(used_at__lt=models.F("expires_at")),
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="task_link_keeps_its_task", fields=["task", "secret_digest", "created_at"]
            ),
            born_without("used_at", "ended_at", name="task_link_born_unused"),
            stays_once_set("used_at", "used_at", name="task_link_used_once"),
            stays_once_set("ended_at", "used_at", "ended_at", name="task_link_ended_for_good"),
            pgtrigger.Protect(
                name="task_link_never_prolonged",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__expires_at__gt=pgtrigger.F("old__expires_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.created_at}"
