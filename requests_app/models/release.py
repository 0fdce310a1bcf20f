"""A lawyer's release of data that a law may keep secret (GDPR Art. 23)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_changed
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import while_open


class LegalRelease(models.Model):
    """Who has looked at what a law may keep secret, and what may be given."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="releases")
    lawyer = models.CharField(_("lawyer"), max_length=200)
    opinion = models.TextField(_("what may be given, and what stays secret by which law"))
    recorded_by_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("lawyer’s release")
        verbose_name_plural = _("lawyers’ releases")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="release_by_a_named_lawyer", condition=~Q(lawyer="") & ~Q(opinion="")
            )
        ]
        triggers = [never_changed("release_never_changed"), while_open("release_while_open")]

    def __str__(self) -> str:
        return self.lawyer
