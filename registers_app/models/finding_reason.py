"""Why a version is published although the linter warns."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import stays_as_published
from registers_app.models.version import RegisterVersion


class FindingReason(models.Model):
    """The reason in writing why a warning does not stop a version (GDPR Art. 5(2)).

    ``code`` is the rule's, ``place`` the path of what it warns of, as the linter gives them.
    """

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="reasons")
    code = models.CharField(_("rule"), max_length=60)
    place = models.CharField(_("place"), max_length=200, blank=True)
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("given by"),
    )
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("reason for a finding")
        verbose_name_plural = _("reasons for findings")
        ordering = ["version", "code", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code", "place"], name="finding_reason_once"
            ),
            models.CheckConstraint(name="finding_reason_given", condition=~Q(reason="")),
        ]
        # Who looks a version over gives its reasons too.
        triggers = [stays_as_published("finding_reason_stays_as_published", also_in_review=False)]

    def __str__(self) -> str:
        return f"{self.code} {self.place}".strip()
