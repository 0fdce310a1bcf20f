"""How an organisation reminds: the ladder, quiet hours, and days on which nobody works."""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.domain.ladder import Ladder
from registers_app.models.controller import Controller

FURTHEST = 60
DAY_FIELDS = (
    "handler_days",
    "supervisor_days",
    "dpo_days",
    "owner_days",
    "owner_handler_days",
    "owner_supervisor_days",
)


def _staff() -> list[int]:
    return list(Ladder().handler_days)


def _owner() -> list[int]:
    return list(Ladder().owner_days)


def _owner_handler() -> list[int]:
    return list(Ladder().owner_handler_days)


def _owner_supervisor() -> list[int]:
    return list(Ladder().owner_supervisor_days)


def _days(label: Any, default: Callable[[], list[int]]) -> ArrayField[list[int], list[int]]:
    return ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(FURTHEST)]),
        verbose_name=label,
        default=default,
        blank=True,
        size=10,
    )


class ReminderPlan(models.Model):
    """An organisation without one has the standard ladder with its hours."""

    controller = models.OneToOneField(
        Controller, on_delete=models.CASCADE, related_name="reminder_plan"
    )
    handler_days = _days(_("handlers: days before the target day"), _staff)
    supervisor_days = _days(_("supervisors: days before the target day"), _staff)
    dpo_days = _days(_("data protection officer: days before the target day"), list)
    owner_days = _days(_("owner of a data system: days before the target day"), _owner)
    owner_handler_days = _days(_("an owner is silent, handlers: days before"), _owner_handler)
    owner_supervisor_days = _days(
        _("an owner is silent, supervisors: days before"), _owner_supervisor
    )
    quiet_from = models.TimeField(
        _("no reminders from"),
        null=True,
        blank=True,
        default=time(20),
        help_text=_("On the organisation’s clock. Letters that a person waits for are never held."),
    )
    quiet_until = models.TimeField(_("no reminders until"), null=True, blank=True, default=time(8))
    working_days_only = models.BooleanField(
        _("staff and owners are reminded on working days only"), default=True
    )

    class Meta:
        verbose_name = _("reminders")
        verbose_name_plural = _("reminders")
        constraints = [
            models.CheckConstraint(
                name="reminder_plan_quiet_whole",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                violation_error_message=_("Say from when and until when."),
            )
        ]

    def __str__(self) -> str:
        return str(self.controller)

    @property
    def ladder(self) -> Ladder:
        """The same in plain Python."""
        return Ladder(
            **{name: tuple(getattr(self, name)) for name in DAY_FIELDS},
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            working_days_only=self.working_days_only,
        )

    def clean(self) -> None:
        """Somebody is told before it is too late. Raises ValidationError."""
        if not any((*self.handler_days, *self.supervisor_days)):
            raise ValidationError({"handler_days": _("Somebody has to be told before the day.")})
