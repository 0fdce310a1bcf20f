"""Who is mailed the deadline report of which organisation, and how often."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller


class Rhythm(models.TextChoices):
    """How often the report is mailed."""

    WEEKLY = "weekly", _("every Monday")
    MONTHLY = "monthly", _("on the first day of every month")


class ReportSubscription(models.Model):
    """One reader and one organisation. ``told_until``: the first day that the next mail covers."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="report_subscriptions"
    )
    controller = models.ForeignKey(
        Controller, on_delete=models.CASCADE, related_name="report_subscriptions"
    )
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm)
    told_until = models.DateField(_("told until"))

    class Meta:
        verbose_name = _("report by mail")
        verbose_name_plural = _("reports by mail")
        constraints = [
            models.UniqueConstraint(fields=["user", "controller"], name="report_subscription_once"),
            models.CheckConstraint(
                name="report_subscription_rhythm_known", condition=Q(rhythm__in=Rhythm.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.controller} {self.rhythm}"
