"""What a rectification changes: old and new value, or a statement beside the data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_changed
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import while_open


class Correction(models.Model):
    """One correction (GDPR Art. 16). Opinions get a supplementary statement."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="corrections")
    what = models.CharField(_("what is corrected"), max_length=200)
    old_value = models.TextField(_("as it was"), blank=True)
    new_value = models.TextField(_("as it is now"), blank=True)
    statement = models.TextField(_("supplementary statement"), blank=True)
    recorded_by_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_changes_something",
                condition=~Q(what="") & (~Q(new_value="") | ~Q(statement="")),
            )
        ]
        triggers = [never_changed("correction_never_changed"), while_open("correction_while_open")]

    def __str__(self) -> str:
        return self.what
