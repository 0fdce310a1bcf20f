"""Work for one data system."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from registers_app.domain.roles import Permission
from registers_app.models import DataSystem
from registers_app.models.machine import DeclaredTransitions, born_as
from requests_app.models.request import RightsRequest


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", _("open")
    DONE = "done", _("data found")
    NOTHING_FOUND = "nothing_found", _("nothing found")
    CANCELLED = "cancelled", _("not needed")


class Task(models.Model):
    """Search one data system for one request."""

    CASE_PATH = "request__submission"
    AUDIT_NAME = "task"

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="tasks")
    data_system = models.ForeignKey(DataSystem, on_delete=models.PROTECT, related_name="tasks")
    state = FSMField(
        _("state"),
        default=TaskState.OPEN,
        choices=TaskState.choices,
        max_length=20,
        protected=True,
    )
    result = models.TextField(_("what was found"), blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    finished_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "data_system"], name="task_each_system_once"
            ),
            models.CheckConstraint(
                name="task_state_known", condition=Q(state__in=TaskState.values)
            ),
            models.CheckConstraint(
                name="task_finished_has_its_time",
                condition=Q(state=TaskState.OPEN, finished_at__isnull=True)
                | (~Q(state=TaskState.OPEN) & Q(finished_at__isnull=False)),
            ),
        ]
        triggers = [
            born_as(TaskState.OPEN.value, name="task_born_open"),
            pgtrigger.Protect(name="task_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="task_keeps_its_work", fields=["request", "data_system"]),
        ]

    def __str__(self) -> str:
        return str(self.data_system)

    @transition(
        state,
        source=TaskState.OPEN,
        target=TaskState.DONE,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Data found")},
    )
    def finish(self, *, result: str, finished_at: datetime, finished_by_id: int) -> None:
        """The data system holds something about the person."""
        self.result = result
        self.finished_at = finished_at
        self.finished_by_id = finished_by_id

    @transition(
        state,
        source=TaskState.OPEN,
        target=TaskState.NOTHING_FOUND,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Nothing found")},
    )
    def find_nothing(self, *, result: str, finished_at: datetime, finished_by_id: int) -> None:
        """The data system was searched, and holds nothing."""
        self.result = result
        self.finished_at = finished_at
        self.finished_by_id = finished_by_id

    @transition(
        state,
        source=TaskState.OPEN,
        target=TaskState.CANCELLED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Not needed")},
    )
    def cancel(self, *, result: str, finished_at: datetime, finished_by_id: int) -> None:
        """This system cannot hold anything about the person; *result* says why."""
        self.result = result
        self.finished_at = finished_at
        self.finished_by_id = finished_by_id

    @transition(
        state,
        source=[TaskState.DONE, TaskState.NOTHING_FOUND, TaskState.CANCELLED],
        target=TaskState.OPEN,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Search again")},
    )
    def search_again(self) -> None:
        """The result was not enough."""
        self.finished_at = None
        self.finished_by_id = None


pgtrigger.register(DeclaredTransitions(name="task_declared_transitions", machine=Task))(Task)
