"""Notices to people whose data came from elsewhere: a duty with a date of its own (GDPR Art. 14).

One row for each time data were obtained; nobody is named in it. Who was told, how and when stands
in the row, or by which exemption nobody is.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models import OurRole, Register
from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from registers_app.models.keys import KeysField
from requests_app.domain.duties import Exemption

# A month and the longest row of holidays after it (domain/deadline.py: 28 to 35 days).
LONGEST_DAYS = 35


class ExemptionChoice(models.TextChoices):
    """Why nobody is told, with its name for people."""

    INFORMED = Exemption.INFORMED.value, _("the people have the information (Art. 14(5)(a))")
    DISPROPORTIONATE = (
        Exemption.DISPROPORTIONATE.value,
        _("telling is impossible, out of proportion, or would defeat the purpose (Art. 14(5)(b))"),
    )
    LAW = (
        Exemption.LAW.value,
        _("a law expressly provides for obtaining or disclosing the data (Art. 14(5)(c))"),
    )
    SECRECY = Exemption.SECRECY.value, _("professional secrecy by law (Art. 14(5)(d))")


class SourceNotice(models.Model):
    """Data that were obtained elsewhere, and what became of telling the people."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="source_notices")
    purposes = KeysField(verbose_name=_("purposes"))
    what = models.TextField(_("which data, and of whom"), max_length=1000)
    source = models.TextField(_("where they came from"), max_length=1000)
    obtained_on = models.DateField(_("obtained"))
    communication_on = models.DateField(_("first communication"), null=True, blank=True)
    disclosure_on = models.DateField(_("first disclosure"), null=True, blank=True)
    due_on = models.DateField(_("people are told by"))
    counted_by = models.CharField(max_length=100)
    created_at = models.DateTimeField(_("entered"))
    created_by_id = models.BigIntegerField()
    told_on = models.DateField(_("people were told"), null=True, blank=True)
    told_how = models.TextField(_("how they were told"), max_length=1000, blank=True)
    told_by_id = models.BigIntegerField(null=True, blank=True)
    exemption = models.CharField(_("exemption"), max_length=30, choices=ExemptionChoice, blank=True)
    exempt_because = models.TextField(_("why the exemption holds"), max_length=5000, blank=True)
    exempted_at = models.DateTimeField(_("exempted"), null=True, blank=True)
    exempted_by_id = models.BigIntegerField(null=True, blank=True)

    IS_OPEN = Q(told_on=None, exempted_at=None)

    class Meta:
        verbose_name = _("notice on data from elsewhere")
        verbose_name_plural = _("notices on data from elsewhere")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="source_notice_says_what", condition=~Q(what="") & ~Q(source="")
            ),
            models.CheckConstraint(
                name="source_notice_due_by_first_event",  # Art. 14(3)
                condition=Q(due_on__gte=F("obtained_on"))
                & (Q(communication_on=None) | Q(due_on__lte=F("communication_on")))
                & (Q(disclosure_on=None) | Q(due_on__lte=F("disclosure_on"))),
            ),
            models.CheckConstraint(
                name="source_notice_told_somehow",
                condition=Q(told_on=None, told_by_id=None, told_how="")
                | (Q(told_on__isnull=False, told_by_id__isnull=False) & ~Q(told_how="")),
            ),
            models.CheckConstraint(
                name="source_notice_exempt_with_reason",  # Art. 5(2), 14(5)
                condition=Q(exemption="", exempt_because="", exempted_at=None, exempted_by_id=None)
                | (
                    Q(exemption__in=ExemptionChoice.values)
                    & Q(exempted_at__isnull=False, exempted_by_id__isnull=False)
                    & ~Q(exempt_because="")
                ),
            ),
            models.CheckConstraint(
                name="source_notice_told_or_exempt",
                condition=Q(told_on=None) | Q(exempted_at=None),
            ),
        ]
        indexes = [
            # The sweep of reminders, and the list's view of what is open.
            models.Index(
                fields=["due_on"],
                condition=Q(told_on=None, exempted_at=None),
                name="source_notice_open",
            )
        ]
        triggers = [
            never_deleted("source_notice_never_deleted"),
            born_without("told_on", "exempted_at", name="source_notice_born_open"),
            stays_once_set("told_on", name="source_notice_told_once"),
            stays_once_set("exempted_at", name="source_notice_exempted_once"),
            pgtrigger.ReadOnly(
                name="source_notice_keeps_its_start",
                fields=[
                    "register",
                    "purposes",
                    "what",
                    "source",
                    "obtained_on",
                    "created_at",
                    "created_by_id",
                ],
            ),
            pgtrigger.Protect(
                name="source_notice_events_come_nearer",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    " OR ".join(
                        f"OLD.{day} IS NOT NULL AND (NEW.{day} IS NULL OR NEW.{day} > OLD.{day})"
                        for day in ("communication_on", "disclosure_on")
                    )
                ),
            ),
            pgtrigger.Trigger(
                name="source_notice_within_the_month",  # Art. 14(3)(a)
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"NEW.due_on <= NEW.obtained_on + {LONGEST_DAYS}",
                    says="nobody is told later than a month after",
                ),
            ),
            pgtrigger.Trigger(
                name="source_notice_of_a_controller",  # Art. 14 binds controllers
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM registers_app_register g
                        WHERE g.id = NEW.register_id AND g.our_role = '{OurRole.CONTROLLER}'
                    )""",  # noqa: S608 - only the names of this file
                    says="a processor tells nobody",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what[:60]} ({self.obtained_on:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        """Whether people still have to be told."""
        return self.told_on is None and self.exempted_at is None
