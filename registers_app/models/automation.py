"""Profiling, and decisions that a machine takes alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import stays_as_published
from registers_app.models.keys import KeysField
from registers_app.models.parts import VersionPart, constraints
from registers_app.models.texts import TextsField
from registers_app.models.version import RegisterVersion


class AutomationGround(models.TextChoices):
    """What allows a decision by a machine alone (GDPR Art. 22(2))."""

    CONTRACT = "contract", _("needed for a contract (Art. 22(2)(a))")
    LAW = "law", _("a law allows it (Art. 22(2)(b))")
    CONSENT = "consent", _("explicit consent (Art. 22(2)(c))")


class Automation(VersionPart):
    """One automated decision or one kind of profiling (GDPR Art. 13(2)(f), 15(1)(h), 22)."""

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="automations"
    )
    decides_alone = models.BooleanField(
        _("decides alone, with legal or similar effect"), default=False
    )
    ground = models.CharField(
        _("what allows it"), max_length=20, choices=AutomationGround, blank=True
    )
    legal_acts = TextsField(_("legal act"))
    logics = TextsField(_("how it works"), help_text=_("The logic involved, so that one follows."))
    consequences = TextsField(_("what it means for the person"))
    purposes = KeysField(verbose_name=_("purposes"))

    class Meta(VersionPart.Meta):
        verbose_name = _("automated decision or profiling")
        verbose_name_plural = _("automated decisions and profiling")
        constraints = constraints(
            "automation",
            [
                models.CheckConstraint(
                    name="automation_ground_known",
                    condition=Q(ground__in=["", *AutomationGround.values]),
                )
            ],
        )
        triggers = [stays_as_published("automation_stays_as_published")]
