"""Retention: how long data are kept, from when on, and by which law."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import stays_as_published
from registers_app.models.keys import KeysField
from registers_app.models.parts import VersionPart, constraints
from registers_app.models.texts import TextsField
from registers_app.models.version import RegisterVersion


class RetentionStart(models.TextChoices):
    """From when on a period of retention runs."""

    COLLECTION = "collection", _("when the data came")
    RELATIONSHIP_END = "relationship_end", _("when the contract or relationship ends")
    LAST_CONTACT = "last_contact", _("after the last contact")
    FINANCIAL_YEAR_END = "financial_year_end", _("at the end of the financial year")
    CALENDAR_YEAR_END = "calendar_year_end", _("at the end of the calendar year")
    PURPOSE_END = "purpose_end", _("when the purpose is fulfilled")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("when consent is withdrawn")
    OBJECTION = "objection", _("when the person objects")
    OTHER = "other", _("as the text says")


class RetentionRule(VersionPart):
    """How long data are kept, or by which criteria (GDPR Art. 13(2)(a), 15(1)(d), 30(1)(f)).

    ``purposes`` and ``data_categories`` name what it is about; both empty: everything.
    """

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="retention_rules"
    )
    period_months = models.PositiveSmallIntegerField(
        _("period in months"), null=True, blank=True, help_text=_("Empty: the text says how long.")
    )
    starts = models.CharField(_("runs from"), max_length=20, choices=RetentionStart, blank=True)
    is_statutory = models.BooleanField(
        _("a law demands that the data are kept"),
        default=False,
        help_text=_("What a law demands is not erased before (GDPR Art. 17(3)(b))."),
    )
    legal_acts = TextsField(_("legal act"))
    purposes = KeysField(verbose_name=_("purposes"))
    data_categories = KeysField(verbose_name=_("data categories"))

    class Meta(VersionPart.Meta):
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        constraints = constraints(
            "retention_rule",
            [
                models.CheckConstraint(
                    name="retention_start_known",
                    condition=Q(starts__in=["", *RetentionStart.values]),
                )
            ],
        )
        triggers = [stays_as_published("retention_rule_stays_as_published")]
