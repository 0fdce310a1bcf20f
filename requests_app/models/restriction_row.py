"""Restrictions of processing: each on its ground, lifted only after a prior notice."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import (
    born_without,
    never_deleted,
    refuse_unless,
    stays_once_set,
)
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import while_open


class RestrictionGround(models.TextChoices):
    """On which ground processing is restricted (GDPR Art. 18(1))."""

    ACCURACY = "accuracy", _("the accuracy is contested (Art. 18(1)(a))")
    UNLAWFUL = "unlawful", _("unlawful, but the person opposes erasure (Art. 18(1)(b))")
    CLAIMS = "claims", _("the person needs the data for legal claims (Art. 18(1)(c))")
    OBJECTION = "objection", _("an objection is being weighed (Art. 18(1)(d))")


def _by_local_day(name: str, *, holds: str) -> pgtrigger.Trigger:
    """Refuses what comes on a wrong local day of the controller (GDPR Art. 18(3))."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=refuse_unless(
            f"""EXISTS (
                SELECT 1 FROM requests_app_rightsrequest r
                JOIN registers_app_controller o ON o.id = r.controller_id
                WHERE r.id = NEW.request_id AND ({holds})
            )""",  # noqa: S608 - only the names of this file
            says="the person is told before the restriction is lifted",
        ),
    )


class Restriction(models.Model):
    """Data are only stored, with the exceptions of Art. 18(2), until the restriction is lifted."""

    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="restrictions"
    )
    ground = models.CharField(_("ground"), max_length=20, choices=RestrictionGround)
    facts = models.TextField(_("facts"))
    began_at = models.DateTimeField(_("restricted"))
    # Art. 18(3): the person is told first. lifts_on is a local day of the controller.
    announced_at = models.DateTimeField(_("lifting announced"), null=True, blank=True)
    lifts_on = models.DateField(_("lifted from"), null=True, blank=True)
    lift_reason = models.TextField(_("why it is lifted"), blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name = _("restriction of processing")
        verbose_name_plural = _("restrictions of processing")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="restriction_ground_known", condition=Q(ground__in=RestrictionGround.values)
            ),
            models.CheckConstraint(name="restriction_has_facts", condition=~Q(facts="")),
            models.CheckConstraint(
                name="restriction_announced_with_day_and_reason",
                condition=Q(announced_at__isnull=True, lifts_on__isnull=True)
                | (Q(announced_at__isnull=False, lifts_on__isnull=False) & ~Q(lift_reason="")),
            ),
            models.CheckConstraint(
                name="restriction_lifted_after_notice",
                condition=Q(lifted_at__isnull=True)
                | Q(announced_at__isnull=False, lifted_at__gte=F("announced_at")),
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(lifted_at__isnull=True),
                name="restriction_one_in_force",
            ),
        ]
        triggers = [
            never_deleted("restriction_never_deleted"),
            while_open("restriction_while_open"),
            born_without("announced_at", "lifted_at", name="restriction_born_in_force"),
            stays_once_set(
                "announced_at",
                "announced_at",
                "lifts_on",
                "lift_reason",
                name="restriction_announced_once",
            ),
            stays_once_set("lifted_at", name="restriction_lifted_for_good"),
            _by_local_day(
                "restriction_announced_before_its_day",
                holds="NEW.lifts_on IS NULL"
                " OR (NEW.announced_at AT TIME ZONE o.time_zone)::date < NEW.lifts_on",
            ),
            _by_local_day(
                "restriction_lifted_on_its_day",
                holds="NEW.lifted_at IS NULL"
                " OR (NEW.lifted_at AT TIME ZONE o.time_zone)::date >= NEW.lifts_on",
            ),
            pgtrigger.ReadOnly(
                name="restriction_keeps_its_start",
                fields=["request", "ground", "facts", "began_at"],
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()
