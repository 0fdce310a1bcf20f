"""What the controller has us do for a request that was forwarded to it (GDPR Art. 28(3)(a), (e)).

On its instruction and with proof for it: the processor decides nothing and writes to no person.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.models.hand_over import FORWARDED
from requests_app.models.request import RightsRequest


class Help(models.TextChoices):
    """What a processor can do for the controller's answer."""

    SEARCH = "search", _("search for the person’s data")
    EXPORT = "export", _("hand the data over to the controller")
    CORRECT = "correct", _("correct data")
    ERASE = "erase", _("erase data")
    RESTRICT = "restrict", _("restrict or stop processing")


class Assistance(models.Model):
    """One instruction of the controller, and the proof that it was followed."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="assistances")
    kind = models.CharField(_("what the controller asks for"), max_length=10, choices=Help)
    instruction = models.TextField(_("the controller’s instruction"), max_length=5000)
    asked_at = models.DateTimeField(_("recorded"))
    asked_by_id = models.BigIntegerField()
    deliver_by = models.DateField(_("to be delivered by"))
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    delivered_by_id = models.BigIntegerField(null=True, blank=True)
    proof = models.TextField(_("proof"), max_length=5000, blank=True)
    # Not followed: it infringes the law, as the controller was told (Art. 28(3) last subparagraph).
    unlawful = models.BooleanField(_("breaks the law"), default=False, db_default=False)

    class Meta:
        verbose_name = _("assistance to a controller")
        verbose_name_plural = _("assistance to controllers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="assistance_kind_known", condition=Q(kind__in=Help.values)),
            models.CheckConstraint(
                name="assistance_on_an_instruction", condition=~Q(instruction="")
            ),
            models.CheckConstraint(
                name="assistance_unlawful_once_told",
                condition=Q(unlawful=False) | Q(delivered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assistance_delivered_with_proof",
                condition=Q(delivered_at=None, delivered_by_id=None, proof="")
                | (Q(delivered_at__isnull=False, delivered_by_id__isnull=False) & ~Q(proof="")),
            ),
        ]
        indexes = [
            models.Index(fields=["request"], condition=Q(delivered_at=None), name="assistance_open")
        ]
        triggers = [
            never_deleted("assistance_never_deleted"),
            born_without("delivered_at", name="assistance_born_open"),
            stays_once_set("delivered_at", name="assistance_delivered_once"),
            pgtrigger.ReadOnly(
                name="assistance_keeps_its_instruction",
                fields=["request", "kind", "instruction", "asked_at", "asked_by_id", "deliver_by"],
            ),
            pgtrigger.Trigger(
                name="assistance_of_what_was_forwarded",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(FORWARDED, says="the request was not forwarded"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        """Whether the controller still waits for it."""
        return self.delivered_at is None
