"""Decisions: what is given, what is not, on which ground and why."""

from collections.abc import Iterable

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models import Purpose
from registers_app.models.kept import (
    born_without,
    never_changed,
    never_deleted,
    refuse_unless,
    stays_once_set,
)
from requests_app.domain.grounds import (
    PROVEN_BY_THE_CONTROLLER,
    RESTING_ON_A_LAW,
    RefusalGround,
)
from requests_app.domain.purposes import ItemResult
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import OPEN, while_open

LONGEST_LAW = 300


class Outcome(models.TextChoices):
    """What a decision gives."""

    GRANTED = "granted", _("granted")
    PARTIAL = "partial", _("granted in part")
    REFUSED = "refused", _("refused")
    NO_DATA = "no_data", _("no data held about the person")
    NOT_APPLICABLE = "not_applicable", _("not applicable: nothing rests on consent")


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
    ART16_NOT_INACCURATE = (
        RefusalGround.ART16_NOT_INACCURATE.value,
        _("the data are not inaccurate (Art. 16)"),
    )
    ART17_NO_GROUND = (
        RefusalGround.ART17_NO_GROUND.value,
        _("none of the grounds for erasure applies (Art. 17(1))"),
    )
    ART17_3A_EXPRESSION = (
        RefusalGround.ART17_3A_EXPRESSION.value,
        _("freedom of expression and information (Art. 17(3)(a))"),
    )
    ART17_3B_LEGAL_OBLIGATION = (
        RefusalGround.ART17_3B_LEGAL_OBLIGATION.value,
        _("a legal obligation demands that the data are kept (Art. 17(3)(b))"),
    )
    ART17_3B_PUBLIC_TASK = (
        RefusalGround.ART17_3B_PUBLIC_TASK.value,
        _("needed for a task in the public interest (Art. 17(3)(b))"),
    )
    ART17_3C_PUBLIC_HEALTH = (
        RefusalGround.ART17_3C_PUBLIC_HEALTH.value,
        _("public health (Art. 17(3)(c))"),
    )
    ART17_3D_ARCHIVE_RESEARCH = (
        RefusalGround.ART17_3D_ARCHIVE_RESEARCH.value,
        _("archiving, research or statistics (Art. 17(3)(d))"),
    )
    ART17_3E_LEGAL_CLAIMS = (
        RefusalGround.ART17_3E_LEGAL_CLAIMS.value,
        _("legal claims (Art. 17(3)(e))"),
    )
    ART18_NO_GROUND = (
        RefusalGround.ART18_NO_GROUND.value,
        _("none of the grounds for restriction applies (Art. 18(1))"),
    )
    ART20_NOT_CONSENT_OR_CONTRACT = (
        RefusalGround.ART20_NOT_CONSENT_OR_CONTRACT.value,
        _("not processed on consent or a contract (Art. 20(1)(a))"),
    )
    ART20_NOT_AUTOMATED = (
        RefusalGround.ART20_NOT_AUTOMATED.value,
        _("not processed by automated means (Art. 20(1)(b))"),
    )
    ART20_NOT_PROVIDED_BY_SUBJECT = (
        RefusalGround.ART20_NOT_PROVIDED_BY_SUBJECT.value,
        _("not provided by the person (Art. 20(1))"),
    )
    ART20_3_PUBLIC_TASK = (
        RefusalGround.ART20_3_PUBLIC_TASK.value,
        _("needed for a task in the public interest (Art. 20(3))"),
    )
    ART20_4_OTHERS_RIGHTS = (
        RefusalGround.ART20_4_OTHERS_RIGHTS.value,
        _("rights and freedoms of others (Art. 20(4))"),
    )
    ART20_2_DIRECT_NOT_FEASIBLE = (
        RefusalGround.ART20_2_DIRECT_NOT_FEASIBLE.value,
        _("sending straight to another controller is not technically feasible (Art. 20(2))"),
    )
    ART21_NOT_E_OR_F = (
        RefusalGround.ART21_NOT_E_OR_F.value,
        _("not processed for a public task or a legitimate interest (Art. 21(1))"),
    )
    ART21_COMPELLING_GROUNDS = (
        RefusalGround.ART21_COMPELLING_GROUNDS.value,
        _("compelling legitimate grounds that override (Art. 21(1))"),
    )
    ART21_LEGAL_CLAIMS = (
        RefusalGround.ART21_LEGAL_CLAIMS.value,
        _("legal claims (Art. 21(1))"),
    )
    ART21_6_PUBLIC_INTEREST_RESEARCH = (
        RefusalGround.ART21_6_PUBLIC_INTEREST_RESEARCH.value,
        _("research or statistics in the public interest (Art. 21(6))"),
    )
    ART22_NOT_SOLELY_AUTOMATED = (
        RefusalGround.ART22_NOT_SOLELY_AUTOMATED.value,
        _("the decision was not made by a machine alone (Art. 22(1))"),
    )
    ART22_NO_SIGNIFICANT_EFFECT = (
        RefusalGround.ART22_NO_SIGNIFICANT_EFFECT.value,
        _("the decision has no legal or similarly significant effect (Art. 22(1))"),
    )
    ART22_2_EXCEPTION = (
        RefusalGround.ART22_2_EXCEPTION.value,
        _("allowed by a contract, a law or explicit consent, with its safeguards (Art. 22(2))"),
    )
    NATIONAL_LAW = RefusalGround.NATIONAL_LAW.value, _("national law (Art. 23)")


class ItemChoice(models.TextChoices):
    """What becomes of one purpose, with its name for people."""

    MET = ItemResult.MET.value, _("done as asked")
    KEPT = ItemResult.KEPT.value, _("goes on or is kept, on a ground")
    OUTSIDE = ItemResult.OUTSIDE.value, _("stands on another basis")
    NOT_HELD = ItemResult.NOT_HELD.value, _("nothing about the person is held for it")


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
            models.CheckConstraint(
                name="decision_approved_by_whom_and_when",
                condition=Q(approved_by_id__isnull=True, approved_at__isnull=True)
                | Q(approved_by_id__isnull=False, approved_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(superseded_at__isnull=True),
                name="decision_one_current",
            ),
        ]
        triggers = [
            never_deleted("decision_never_deleted"),
            born_without("approved_by_id", "superseded_at", name="decision_born_unapproved"),
            stays_once_set(
                "approved_at", "approved_at", "approved_by_id", name="decision_approved_once"
            ),
            stays_once_set("superseded_at", name="decision_superseded_for_good"),
            while_open("decision_while_open", operation=pgtrigger.Insert | pgtrigger.Update),
            pgtrigger.Trigger(
                name="decision_refuses_no_duty_to_stop",  # Art. 7(3), 21(3)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__outcome__in=[Outcome.REFUSED, Outcome.PARTIAL]),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        WHERE r.id = NEW.request_id AND (
                            r.right = 'consent_withdrawal' OR r.objection_scope = 'marketing'
                        )
                    )""",
                    says="what stops at once is not refused",
                ),
            ),
            pgtrigger.ReadOnly(
                name="decision_never_rewritten",
                fields=["request", "outcome", "reasoning", "proposed_by_id", "proposed_at"],
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


def _before_it_is_told(name: str) -> pgtrigger.Trigger:
    """Refuses a part that comes after the decision was approved, superseded or told."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=refuse_unless(
            f"""EXISTS (
                SELECT 1 FROM requests_app_decision d
                JOIN requests_app_rightsrequest r ON r.id = d.request_id
                WHERE d.id = NEW.decision_id AND d.approved_at IS NULL
                  AND d.superseded_at IS NULL AND r.state IN ({OPEN})
            )""",  # noqa: S608 - the states come from their enum
            says="the decision stands already",
        ),
    )


def _born_with(
    field: str, codes: Iterable[RefusalGround], *, name: str, says: str
) -> pgtrigger.Trigger:
    """Refuses a ground of these codes whose *field* is blank."""
    listed = ", ".join(f"'{code}'" for code in sorted(codes))
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=refuse_unless(f"NEW.code NOT IN ({listed}) OR btrim(NEW.{field}) <> ''", says=says),
    )


class DecisionGround(models.Model):
    """One ground of a refusal with the facts it rests on."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="grounds")
    code = models.CharField(_("ground"), max_length=40, choices=GroundChoice)
    purpose = models.ForeignKey(
        Purpose,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("purpose"),
    )
    facts = models.TextField(_("facts"))
    law = models.CharField(_("law and section"), max_length=LONGEST_LAW, blank=True)
    proof = models.TextField(_("what shows it, for an authority"), blank=True)

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
            never_changed("decision_ground_never_changed"),
            _before_it_is_told("decision_ground_before_it_is_told"),
            _born_with(
                "law",
                RESTING_ON_A_LAW,  # Art. 17(3)(b), 20(3), 23
                name="decision_ground_names_its_law",
                says="the ground rests on a law that is not named",
            ),
            _born_with(
                "proof",
                PROVEN_BY_THE_CONTROLLER,  # Art. 12(5)
                name="decision_ground_is_proven",
                says="the controller bears the burden of proof, and shows none",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class DecisionItem(models.Model):
    """What the decision does with one purpose: a purpose has its own bases, so its own answer."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="items")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(_("result"), max_length=20, choices=ItemChoice)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("decision on a purpose")
        verbose_name_plural = _("decisions on purposes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "purpose"], name="decision_item_once"),
            models.CheckConstraint(
                name="decision_item_known", condition=Q(result__in=ItemChoice.values)
            ),
        ]
        triggers = [
            never_changed("decision_item_never_changed"),
            _before_it_is_told("decision_item_before_it_is_told"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.get_result_display()}"
