"""What whoever works on a task and the desk write to each other about it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.models.task import Task


class TaskSide(models.TextChoices):
    """Who wrote."""

    OWNER = "owner", _("the system’s owner")
    STAFF = "staff", _("us")


class TaskSaid(models.TextChoices):
    """What an owner's message is."""

    QUESTION = "question", _("a question")
    COULD_NOT = "could_not", _("something could not be done")
    ADDED = "added", _("added after the task was finished")


class TaskMessage(models.Model):
    """One message about a task; one from its owner is *settled* once the desk has seen to it."""

    CASE_PATH = "task__request__submission"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(_("from"), max_length=10, choices=TaskSide)
    kind = models.CharField(_("kind"), max_length=10, choices=TaskSaid, blank=True)
    written_by_id = models.BigIntegerField(_("written by"), null=True, blank=True)
    written_at = models.DateTimeField(_("written"))
    text = models.TextField(_("message"))
    settled_at = models.DateTimeField(_("seen to"), null=True, blank=True)

    class Meta:
        verbose_name = _("message about a task")
        verbose_name_plural = _("messages about tasks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="task_message_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="task_message_from_whom",
                condition=Q(side="owner", written_by_id__isnull=True, kind__in=TaskSaid.values)
                | Q(side="staff", written_by_id__isnull=False, kind="", settled_at__isnull=True),
            ),
        ]
        indexes = [
            # What the queue and the reminders ask of every open task.
            models.Index(
                name="task_message_waits",
                fields=["task"],
                condition=Q(side="owner", settled_at__isnull=True),
            )
        ]
        triggers = [
            never_deleted("task_message_never_deleted"),
            born_without("settled_at", name="task_message_born_unsettled"),
            stays_once_set("settled_at", "settled_at", name="task_message_settled_once"),
            pgtrigger.ReadOnly(
                name="task_message_says_what_it_said",
                fields=["task", "side", "kind", "written_by_id", "written_at", "text"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.written_at:%Y-%m-%d}"

    @property
    def is_ours(self) -> bool:
        """Whether the desk wrote it."""
        return self.side == TaskSide.STAFF
