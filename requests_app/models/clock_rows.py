"""What the clock reads besides the day of receipt: suspensions and the extension, as rows."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.request import RightsRequest


class SuspensionGround(models.TextChoices):
    """Why the clock stands still."""

    IDENTITY = "identity", _("proof of identity asked for")
    CLARIFICATION = "clarification", _("asked which data are meant")
    FEE = "fee", _("fee asked for")


class Suspension(models.Model):
    """A time in which we wait for the person (EDPB Guidelines 01/2022 para. 159).

    Never deleted: it ends, or is voided with a reason.
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(_("ground"), max_length=20, choices=SuspensionGround)
    facts = models.TextField(_("facts"))
    asked_at = models.DateTimeField(_("asked"))
    ended_at = models.DateTimeField(_("sufficient answer came"), null=True, blank=True)
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)
    void_reason = models.TextField(_("why it was voided"), blank=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="suspension_ground_known", condition=Q(ground__in=SuspensionGround.values)
            ),
            models.CheckConstraint(name="suspension_has_facts", condition=~Q(facts="")),
            models.CheckConstraint(
                name="suspension_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("asked_at")),
            ),
            models.CheckConstraint(
                name="suspension_voided_with_reason",
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
            ),
            models.UniqueConstraint(
                fields=["request", "ground"],
                condition=Q(ended_at__isnull=True, voided_at__isnull=True),
                name="suspension_one_open_for_each_ground",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="suspension_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="suspension_keeps_its_start", fields=["request", "ground", "asked_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the clock stands still because of this."""
        return self.ended_at is None and self.voided_at is None


class Extension(models.Model):
    """The one extension by two further months, told with reasons in time (GDPR Art. 12(3))."""

    request = models.OneToOneField(
        RightsRequest, on_delete=models.PROTECT, related_name="extension"
    )
    reason = models.TextField(_("why the time is not enough"))
    notified_at = models.DateTimeField(_("told to the person"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [models.CheckConstraint(name="extension_has_reason", condition=~Q(reason=""))]
        triggers = [
            pgtrigger.Protect(
                name="extension_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.request} +2"
