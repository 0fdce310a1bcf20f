"""A step that tells the person something, and waits some minutes in which it can be undone."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.models.request import RightsRequest


class StepEnd(models.TextChoices):
    """What became of a step that waited."""

    TAKEN = "taken", _("done")
    UNDONE = "undone", _("undone")
    REFUSED = "refused", _("no longer possible")


class PendingStep(models.Model):
    """A step as its form was sent. Nothing of it has happened yet, and nobody was told.

    Its form is sealed, and is gone when the wait ends: what was done stands in the case itself.
    """

    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="pending_steps"
    )
    name = models.CharField(_("step"), max_length=40)
    target_id = models.BigIntegerField(null=True, blank=True)
    sealed_form = models.BinaryField()
    taken_by_id = models.BigIntegerField(_("taken by"))
    taken_at = models.DateTimeField(_("taken"))
    leaves_at = models.DateTimeField(_("leaves"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end = models.CharField(_("what became of it"), max_length=10, choices=StepEnd, blank=True)

    class Meta:
        verbose_name = _("waiting step")
        verbose_name_plural = _("waiting steps")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="pending_step_end_known", condition=Q(end__in=["", *StepEnd.values])
            ),
            models.CheckConstraint(
                name="pending_step_ends_as_something",
                condition=Q(ended_at__isnull=True, end="")
                | (Q(ended_at__isnull=False) & ~Q(end="")),
            ),
            models.CheckConstraint(
                name="pending_step_keeps_no_form",
                condition=(Q(ended_at__isnull=True) & ~Q(sealed_form=b""))
                | Q(ended_at__isnull=False, sealed_form=b""),
            ),
            models.CheckConstraint(
                name="pending_step_leaves_later", condition=Q(leaves_at__gt=F("taken_at"))
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(ended_at__isnull=True),
                name="pending_step_one_at_a_time",
            ),
        ]
        indexes = [
            # The sweep: what waits and is due.
            models.Index(
                fields=["leaves_at"],
                condition=Q(ended_at__isnull=True),
                name="pending_step_by_time",
            ),
        ]
        triggers = [
            never_deleted("pending_step_never_deleted"),
            born_without("ended_at", name="pending_step_born_waiting"),
            stays_once_set("ended_at", name="pending_step_ends_once"),
            pgtrigger.ReadOnly(
                name="pending_step_keeps_its_start",
                fields=["request", "name", "target_id", "taken_by_id", "taken_at", "leaves_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.name}"
