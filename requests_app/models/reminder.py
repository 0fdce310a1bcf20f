"""Reminders that were sent: a row each, so that none is sent twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_changed
from requests_app.models.request import RightsRequest


class ReminderKind(models.TextChoices):
    """Which step of which ladder."""

    BEFORE = "before", _("before the target date")
    BEFORE_14 = "before_14", _("14 days before the target date")
    BEFORE_7 = "before_7", _("7 days before the target date")
    BEFORE_3 = "before_3", _("3 days before the target date")
    BEFORE_1 = "before_1", _("the day before the target date")
    ON_THE_DAY = "on_the_day", _("on the target date")
    LATE = "late", _("after the due date")
    CLOSING_PROPOSED = "closing_proposed", _("no proof of identity came: closing is proposed")
    CLIENT_SILENT_2 = "client_silent_2", _("2 working days without a sign of the controller")
    CLIENT_SILENT_5 = "client_silent_5", _("5 working days without a sign of the controller")
    CLIENT_SILENT_10 = "client_silent_10", _("10 working days without a sign of the controller")
    PROOF_WAITS = "proof_waits", _("proof waits for a decision for more than 72 hours")
    HELP_SOON = "help_soon", _("help to the controller is due tomorrow")
    HELP_TODAY = "help_today", _("help to the controller is due today")
    HELP_LATE = "help_late", _("help to the controller is late")
    PERSON_CONFIRM = "person_confirm", _("the person has not confirmed the e-mail address")
    PERSON_IDENTITY = "person_identity", _("proof of identity has not come")
    PERSON_CLARIFY = "person_clarify", _("clarification has not come")
    PACKAGE_EXPIRES = "package_expires", _("an answer that nobody has opened will be destroyed")
    OWNER = "owner", _("work is missing from a data system: its owner")
    OWNER_HANDLER = "owner_handler", _("work is missing from a data system: handlers")
    OWNER_SUPERVISOR = "owner_supervisor", _("work is missing from a data system: supervisors")
    BY_HAND = "by_hand", _("at the word of a member of staff")


class Reminder(models.Model):
    """One reminder: unique by request, kind and the local day it was due."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=20, choices=ReminderKind)
    reminder_on = models.DateField(_("day"))
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "reminder_on"], name="reminder_once"
            ),
            models.CheckConstraint(
                name="reminder_kind_known", condition=Q(kind__in=ReminderKind.values)
            ),
        ]
        triggers = [never_changed("reminder_never_changed")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reminder_on}"
