"""Categories of personal data: where they come from, and what harm they may do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.register import RegisterVersion, VersionPart


class DataOrigin(models.TextChoices):
    """How data came to be here: decides portability (GDPR Art. 20(1))."""

    PROVIDED = "provided", _("given by the person")
    OBSERVED = "observed", _("observed from the person’s use")
    THIRD_PARTY = "third_party", _("received from others")
    DERIVED = "derived", _("inferred or derived")


class Sensitivity(models.TextChoices):
    """What makes data other than special categories do harm in the wrong hands."""

    ORDINARY = "ordinary", _("ordinary")
    FINANCE = "finance", _("money: accounts, credit, pay")
    MINORS = "minors", _("minors")
    LOCATION = "location", _("where somebody is or was")
    CREDENTIALS = "credentials", _("passwords and keys")


class DataCategory(VersionPart):
    """A category of personal data (GDPR Art. 15(1)(b))."""

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="data_categories"
    )
    origin = models.CharField(
        _("origin"), max_length=20, choices=DataOrigin, default=DataOrigin.PROVIDED
    )
    is_special = models.BooleanField(_("special category (Art. 9)"), default=False)
    is_identity_code = models.BooleanField(_("personal identity code (Art. 87)"), default=False)
    sensitivity = models.CharField(
        _("in the wrong hands"),
        max_length=20,
        choices=Sensitivity,
        default=Sensitivity.ORDINARY,
        help_text=_("Decides how sure one has to be who asks for these data (GDPR Art. 32)."),
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("data category")
        verbose_name_plural = _("data categories")
        constraints = [
            models.CheckConstraint(
                name="data_category_origin_known", condition=Q(origin__in=DataOrigin.values)
            ),
            models.CheckConstraint(
                name="data_category_sensitivity_known",
                condition=Q(sensitivity__in=Sensitivity.values),
            ),
        ]

    @property
    def is_sensitive(self) -> bool:
        """Whether a wrong release of these data would do harm (GDPR Art. 9, 32)."""
        return self.is_special or self.sensitivity != Sensitivity.ORDINARY
