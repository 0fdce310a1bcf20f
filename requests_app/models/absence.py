"""A time in which a member of staff is away, and a colleague stands in for them."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, stays_once_set


class Absence(models.Model):
    """From one local day to another, both included; over early where it was ended."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="deputised",
        verbose_name=_("deputy"),
    )
    first_on = models.DateField(_("first day away"))
    last_on = models.DateField(_("last day away"))
    noted_at = models.DateTimeField(_("noted"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(name="absence_has_another", condition=~Q(user=F("deputy"))),
        ]
        indexes = [
            # Whom a member of staff stands in for, and who stands in for them.
            models.Index(
                fields=["deputy", "last_on"], condition=Q(ended_at=None), name="absence_by_deputy"
            ),
            models.Index(
                fields=["user", "last_on"], condition=Q(ended_at=None), name="absence_by_user"
            ),
        ]
        triggers = [
            born_without("ended_at", name="absence_born_in_force"),
            stays_once_set("ended_at", name="absence_ended_for_good"),
            pgtrigger.ReadOnly(
                name="absence_keeps_its_days",
                fields=["user", "deputy", "first_on", "last_on", "noted_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.first_on} – {self.last_on}"


def away_on(day: object) -> Q:
    """Absences in force on a local *day*."""
    return Q(first_on__lte=day, last_on__gte=day, ended_at=None)
