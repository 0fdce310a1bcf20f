"""Transfers of data to third countries, and what makes them lawful."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import stays_as_published
from registers_app.models.parts import VersionPart, constraints
from registers_app.models.texts import TextsField
from registers_app.models.version import RegisterVersion


class Safeguard(models.TextChoices):
    """What makes a transfer to a third country lawful (GDPR Chapter V), or no longer does."""

    ADEQUACY = "adequacy", _("adequacy decision (Art. 45)")
    STANDARD_CLAUSES = "standard_clauses", _("standard contractual clauses (Art. 46(2)(c))")
    BINDING_RULES = "binding_rules", _("binding corporate rules (Art. 47)")
    AUTHORITY_CLAUSES = "authority_clauses", _("clauses of an authority (Art. 46(2)(d))")
    CODE_OF_CONDUCT = "code_of_conduct", _("code of conduct (Art. 46(2)(e))")
    CERTIFICATION = "certification", _("certification (Art. 46(2)(f))")
    PUBLIC_INSTRUMENT = "public_instrument", _("instrument between public bodies (Art. 46(2)(a))")
    ARRANGEMENT = "arrangement", _("administrative arrangement (Art. 46(3)(b))")
    OWN_CLAUSES = "own_clauses", _("clauses that an authority has authorised (Art. 46(3)(a))")
    DEROGATION = "derogation", _("derogation (Art. 49)")
    COMPELLING_INTERESTS = (
        "compelling_interests",
        _("compelling legitimate interests (Art. 49(1), second subparagraph)"),
    )
    PRIVACY_SHIELD = "privacy_shield", _("EU–US Privacy Shield (invalid since 16 July 2020)")
    SAFE_HARBOUR = "safe_harbour", _("Safe Harbour (invalid since 6 October 2015)")
    FORMER_CLAUSES = (
        "former_clauses",
        _("standard clauses of 2001, 2004 or 2010 (not valid since 27 December 2022)"),
    )
    NOT_NAMED = "not_named", _("no safeguard is named")


class Transfer(VersionPart):
    """A transfer outside the EU and EEA and its safeguard (GDPR Art. 15(2), 30(1)(e))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="transfers")
    country = models.CharField(_("country (ISO code)"), max_length=2, blank=True)
    safeguard = models.CharField(_("safeguard"), max_length=30, choices=Safeguard)
    fallback = models.CharField(
        _("what steps in if the safeguard falls"), max_length=30, choices=Safeguard, blank=True
    )
    copies = TextsField(
        _("where a copy of the safeguard can be had"), help_text=_("GDPR Art. 13(1)(f).")
    )
    documentation = models.TextField(
        _("where it is documented"),
        blank=True,
        help_text=_(
            "The assessment of the transfer; for Art. 49(1), second subparagraph, what the record "
            "has to hold (Art. 49(6)). Never published."
        ),
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = constraints(
            "transfer",
            [
                models.CheckConstraint(
                    name="transfer_safeguard_known", condition=Q(safeguard__in=Safeguard.values)
                ),
                models.CheckConstraint(
                    name="transfer_fallback_known",
                    condition=Q(fallback__in=["", *Safeguard.values]),
                ),
                models.CheckConstraint(
                    name="transfer_country_iso", condition=Q(country__regex=r"^([A-Z]{2})?$")
                ),
            ],
        )
        triggers = [stays_as_published("transfer_stays_as_published")]
