"""Purposes, and the lawful bases that each rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models.kept import stays_as_published
from registers_app.models.keys import key_once
from registers_app.models.parts import VersionPart
from registers_app.models.texts import TextsField
from registers_app.models.version import RegisterVersion


class LawfulBasisChoice(models.TextChoices):
    """Lawful basis, with its name for people."""

    CONSENT = LawfulBasis.CONSENT.value, _("consent")
    CONTRACT = LawfulBasis.CONTRACT.value, _("contract")
    LEGAL_OBLIGATION = LawfulBasis.LEGAL_OBLIGATION.value, _("legal obligation")
    VITAL_INTERESTS = LawfulBasis.VITAL_INTERESTS.value, _("vital interests")
    PUBLIC_TASK = LawfulBasis.PUBLIC_TASK.value, _("public task")
    LEGITIMATE_INTEREST = LawfulBasis.LEGITIMATE_INTEREST.value, _("legitimate interest")


class Purpose(VersionPart):
    """One purpose of processing and the lawful bases it rests on (GDPR Art. 5(1)(b), 6(1))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="purposes")
    names = TextsField(_("purpose"))
    legitimate_interests = TextsField(
        _("legitimate interest pursued"), help_text=_("GDPR Art. 13(1)(d).")
    )
    is_direct_marketing = models.BooleanField(_("direct marketing"), default=False)
    is_research = models.BooleanField(
        _("research or statistics"),
        default=False,
        help_text=_("Scientific, historical or statistical, by GDPR Art. 89(1)."),
    )
    withdrawal_ways = TextsField(
        _("how consent is withdrawn"),
        help_text=_("As easily as it was given (GDPR Art. 7(3)); the desk’s form always works."),
    )
    owner = models.CharField(
        _("owner (a role)"), max_length=200, blank=True, help_text=_("Never published.")
    )
    needs_legal_release = models.BooleanField(
        _("may be secret by law"),
        default=False,
        help_text=_("A lawyer has to release the data before access to them is given."),
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")
        constraints = [key_once("purpose")]
        triggers = [stays_as_published("purpose_stays_as_published")]


class PurposeBasis(models.Model):
    """One lawful basis of one purpose; a purpose may rest on several."""

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="bases")
    basis = models.CharField(_("lawful basis"), max_length=30, choices=LawfulBasisChoice)
    legal_acts = TextsField(_("legal act"), help_text=_("For a legal obligation: which law."))

    class Meta:
        verbose_name = _("lawful basis")
        verbose_name_plural = _("lawful bases")
        ordering = ["purpose", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "basis"], name="purpose_basis_once"),
            models.CheckConstraint(
                name="purpose_basis_known", condition=Q(basis__in=LawfulBasisChoice.values)
            ),
        ]
        triggers = [
            stays_as_published(
                "purpose_basis_stays_as_published",
                version="SELECT version_id FROM registers_app_purpose WHERE id = {row}.purpose_id",
            )
        ]

    def __str__(self) -> str:
        return self.get_basis_display()
