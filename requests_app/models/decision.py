"""Decisions: what is given, what is not, on which ground and why."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.domain.grounds import RefusalGround
from requests_app.models.request import RightsRequest


class Outcome(models.TextChoices):
    """What a decision gives."""

    GRANTED = "granted", _("granted")
    PARTIAL = "partial", _("granted in part")
    REFUSED = "refused", _("refused")
    NO_DATA = "no_data", _("no data held about the person")


class GroundChoice(models.TextChoices):
    """Ground of a refusal, with its name for people."""

    ART11_NOT_IDENTIFIABLE = (
        RefusalGround.ART11_NOT_IDENTIFIABLE.value,
        _("the person cannot be identified (Art. 11(2))"),
    )
    ART12_5_UNFOUNDED = (
        RefusalGround.ART12_5_UNFOUNDED.value,
        _("manifestly unfounded (Art. 12(5))"),
    )
    ART12_5_EXCESSIVE = (
        RefusalGround.ART12_5_EXCESSIVE.value,
        _("manifestly excessive (Art. 12(5))"),
    )
    ART12_6_ID_NOT_CONFIRMED = (
        RefusalGround.ART12_6_ID_NOT_CONFIRMED.value,
        _("identity not confirmed (Art. 12(6))"),
    )
    ART15_4_OTHERS_RIGHTS = (
        RefusalGround.ART15_4_OTHERS_RIGHTS.value,
        _("rights and freedoms of others (Art. 15(4))"),
    )
    ART15_4_TRADE_SECRET = (
        RefusalGround.ART15_4_TRADE_SECRET.value,
        _("trade secret (Art. 15(4))"),
    )
    NATIONAL_LAW = RefusalGround.NATIONAL_LAW.value, _("national law (Art. 23)")


class Decision(models.Model):
    """One decision on one request; a later one supersedes it, none is overwritten."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    reasoning = models.TextField(_("reasons, as the person will read them"), blank=True)
    proposed_by_id = models.BigIntegerField(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"))
    approved_by_id = models.BigIntegerField(_("approved by"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_outcome_known", condition=Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="decision_refusal_has_reasons",
                condition=~Q(outcome__in=[Outcome.REFUSED, Outcome.PARTIAL]) | ~Q(reasoning=""),
            ),
            models.CheckConstraint(
                name="decision_two_different_people",
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("proposed_by_id")),
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(superseded_at__isnull=True),
                name="decision_one_current",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="decision_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="decision_never_rewritten",
                fields=["request", "outcome", "reasoning", "proposed_by_id", "proposed_at"],
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class DecisionGround(models.Model):
    """One ground of a refusal with the facts it rests on."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="grounds")
    code = models.CharField(_("ground"), max_length=40, choices=GroundChoice)
    facts = models.TextField(_("facts"))

    class Meta:
        verbose_name = _("ground of refusal")
        verbose_name_plural = _("grounds of refusal")
        constraints = [
            models.CheckConstraint(
                name="decision_ground_known", condition=Q(code__in=GroundChoice.values)
            ),
            models.CheckConstraint(name="decision_ground_has_facts", condition=~Q(facts="")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decision_ground_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return self.get_code_display()
