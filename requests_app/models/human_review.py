"""A human decides anew what a machine had decided (GDPR Art. 22(3))."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import (
    born_without,
    never_deleted,
    refuse_unless,
    stays_once_set,
)
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import while_open


class ReviewResult(models.TextChoices):
    """What the human decided."""

    CHANGED = "changed", _("the decision was changed")
    CONFIRMED = "confirmed", _("the decision stands")


class HumanReview(models.Model):
    """One review: by whom, with which authority, and with what result and reasons."""

    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="human_reviews"
    )
    reviewer = models.CharField(_("who decides anew"), max_length=200)
    authority = models.CharField(_("position and authority to change the decision"), max_length=300)
    meanwhile = models.TextField(_("what the decision does meanwhile"), blank=True)
    began_at = models.DateTimeField(_("begun"))
    result = models.CharField(_("result"), max_length=20, choices=ReviewResult, blank=True)
    findings = models.TextField(_("what was looked at, and why"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("human review")
        verbose_name_plural = _("human reviews")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="review_by_a_named_human", condition=~Q(reviewer="") & ~Q(authority="")
            ),
            models.CheckConstraint(
                name="review_decided_with_reasons",
                condition=Q(decided_at__isnull=True, result="", findings="")
                | (Q(decided_at__isnull=False, result__in=ReviewResult.values) & ~Q(findings="")),
            ),
        ]
        triggers = [
            never_deleted("review_never_deleted"),
            born_without("decided_at", name="review_born_undecided"),
            pgtrigger.Trigger(
                name="review_says_what_holds_meanwhile",  # Art. 22(3)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    "btrim(NEW.meanwhile) <> ''",
                    says="nobody said what the decision does meanwhile",
                ),
            ),
            pgtrigger.ReadOnly(
                name="review_keeps_its_reviewer",
                fields=["request", "reviewer", "authority", "meanwhile", "began_at"],
            ),
            stays_once_set("decided_at", name="review_decided_once"),
            while_open("review_while_open", operation=pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return self.reviewer
