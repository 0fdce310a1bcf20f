"""Categories of personal data: where they come from, and what harm they may do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import stays_as_published
from registers_app.models.keys import KeysField
from registers_app.models.parts import VersionPart, constraints
from registers_app.models.texts import TextsField
from registers_app.models.version import RegisterVersion


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


class SpecialCondition(models.TextChoices):
    """What lifts the ban on special categories of data (GDPR Art. 9(2))."""

    EXPLICIT_CONSENT = "explicit_consent", _("explicit consent (Art. 9(2)(a))")
    EMPLOYMENT = "employment", _("employment and social security law (Art. 9(2)(b))")
    VITAL_INTERESTS = "vital_interests", _("vital interests (Art. 9(2)(c))")
    MEMBERS = "members", _("members of a non-profit body (Art. 9(2)(d))")
    MADE_PUBLIC = "made_public", _("made public by the person (Art. 9(2)(e))")
    LEGAL_CLAIMS = "legal_claims", _("legal claims (Art. 9(2)(f))")
    PUBLIC_INTEREST = "public_interest", _("substantial public interest (Art. 9(2)(g))")
    HEALTH_CARE = "health_care", _("health or social care (Art. 9(2)(h))")
    PUBLIC_HEALTH = "public_health", _("public health (Art. 9(2)(i))")
    RESEARCH = "research", _("archiving, research or statistics (Art. 9(2)(j))")


class DataCategory(VersionPart):
    """A category of personal data (GDPR Art. 14(1)(d), 15(1)(b), 30(1)(c)).

    ``purposes`` and ``subject_categories`` say what it is used for and about whom; empty: all.
    """

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="data_categories"
    )
    origin = models.CharField(
        _("origin"), max_length=20, choices=DataOrigin, default=DataOrigin.PROVIDED
    )
    is_special = models.BooleanField(_("special category (Art. 9)"), default=False)
    special_condition = models.CharField(
        _("what allows the special category"),
        max_length=20,
        choices=SpecialCondition,
        blank=True,
    )
    is_criminal = models.BooleanField(_("convictions and offences (Art. 10)"), default=False)
    is_identity_code = models.BooleanField(_("personal identity code (Art. 87)"), default=False)
    legal_acts = TextsField(
        _("legal act"),
        help_text=_(
            "Which law allows it: for an identity code or convictions always, for a special "
            "category where its condition rests on a law."
        ),
    )
    purposes = KeysField(verbose_name=_("purposes"))
    subject_categories = KeysField(verbose_name=_("groups of people"))
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
        constraints = constraints(
            "data_category",
            [
                models.CheckConstraint(
                    name="data_category_origin_known", condition=Q(origin__in=DataOrigin.values)
                ),
                models.CheckConstraint(
                    name="data_category_sensitivity_known",
                    condition=Q(sensitivity__in=Sensitivity.values),
                ),
                models.CheckConstraint(
                    name="data_category_condition_known",
                    condition=Q(special_condition__in=["", *SpecialCondition.values]),
                ),
            ],
        )
        triggers = [stays_as_published("data_category_stays_as_published")]

    @property
    def is_sensitive(self) -> bool:
        """Whether a wrong release of these data would do harm (GDPR Art. 9, 32)."""
        return self.is_special or self.sensitivity != Sensitivity.ORDINARY
