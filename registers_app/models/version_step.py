"""Who did what with a register version, and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_changed
from registers_app.models.version import RegisterVersion


class StepKind(models.TextChoices):
    """What was done; but for the last, the transition of that name."""

    SEND_TO_REVIEW = "send_to_review", _("sent to review")
    RETURN_TO_DRAFT = "return_to_draft", _("returned to draft")
    PUBLISH = "publish", _("published")
    SUPERSEDE = "supersede", _("superseded by a newer version")
    STILL_HOLDS = "still_holds", _("looked through: it still holds")


class VersionStep(models.Model):
    """One step of a register version (GDPR Art. 5(2), 24(1)). Without an actor: the system."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(_("step"), max_length=20, choices=StepKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step of a version")
        verbose_name_plural = _("steps of a version")
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(
                name="version_step_known", condition=Q(step__in=StepKind.values)
            ),
            models.CheckConstraint(
                name="version_returned_with_a_note",
                condition=~Q(step=StepKind.RETURN_TO_DRAFT, note=""),
            ),
        ]
        triggers = [never_changed("version_step_never_changed")]

    def __str__(self) -> str:
        return f"{self.version}: {self.step}"
