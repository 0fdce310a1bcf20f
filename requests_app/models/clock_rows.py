"""What the clock reads besides the day of receipt: suspensions and the extension, as rows."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import (
    born_without,
    never_changed,
    never_deleted,
    refuse_unless,
    stays_once_set,
)
from requests_app.domain.rights import RULES, ObjectionScope, Right
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import while_open


class SuspensionGround(models.TextChoices):
    """Why the clock stands still."""

    IDENTITY = "identity", _("proof of identity asked for")
    CLARIFICATION = "clarification", _("asked which data are meant")
    FEE = "fee", _("fee asked for")


WITHOUT_PROOF = ", ".join(f"'{right}'" for right in Right if not RULES[right].may_ask_identity)
# Art. 12(6) knows no proof for Art. 22; Recital 63 speaks of access alone.
GROUND_OF_ITS_RIGHT = f"""
    (NEW.ground <> '{SuspensionGround.IDENTITY}' OR r.right NOT IN ({WITHOUT_PROOF}))
    AND (NEW.ground <> '{SuspensionGround.CLARIFICATION}' OR r.right = '{Right.ACCESS}')
"""


def _with_a_month(name: str, *, and_so: str = "TRUE") -> pgtrigger.Trigger:
    """Refuses what would lengthen a duty to stop at once, which has no month (Art. 7(3), 21(3))."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=refuse_unless(
            f"""EXISTS (
                SELECT 1 FROM requests_app_rightsrequest r
                WHERE r.id = NEW.request_id AND r.right <> '{Right.CONSENT_WITHDRAWAL}'
                  AND r.objection_scope <> '{ObjectionScope.MARKETING}' AND ({and_so})
            )""",  # noqa: S608 - only the names of this file
            says="the law knows no such delay for this right",
        ),
    )


class Suspension(models.Model):
    """A time in which we wait for the person (EDPB Guidelines 01/2022 para. 159).

    Never deleted: it ends, or is voided with a reason.
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(_("ground"), max_length=20, choices=SuspensionGround)
    facts = models.TextField(_("facts"))
    asked_at = models.DateTimeField(_("asked"))
    why_late = models.TextField(_("why it was not asked at once"), blank=True)
    ended_at = models.DateTimeField(_("sufficient answer came"), null=True, blank=True)
    voided_at = models.DateTimeField(_("voided"), null=True, blank=True)
    void_reason = models.TextField(_("why it was voided"), blank=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="suspension_ground_known", condition=Q(ground__in=SuspensionGround.values)
            ),
            models.CheckConstraint(name="suspension_has_facts", condition=~Q(facts="")),
            models.CheckConstraint(
                name="suspension_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("asked_at")),
            ),
            models.CheckConstraint(
                name="suspension_voided_with_reason",
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
            ),
            models.UniqueConstraint(
                fields=["request", "ground"],
                condition=Q(ended_at__isnull=True, voided_at__isnull=True),
                name="suspension_one_open_for_each_ground",
            ),
        ]
        triggers = [
            never_deleted("suspension_never_deleted"),
            born_without("ended_at", "voided_at", name="suspension_born_open"),
            stays_once_set("ended_at", "ended_at", name="suspension_ended_once"),
            stays_once_set("voided_at", name="suspension_voided_for_good"),
            while_open("suspension_while_open"),
            _with_a_month("suspension_on_a_ground_of_its_right", and_so=GROUND_OF_ITS_RIGHT),
            pgtrigger.ReadOnly(
                name="suspension_keeps_its_start",
                fields=["request", "ground", "facts", "asked_at", "why_late"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the clock stands still because of this."""
        return self.ended_at is None and self.voided_at is None


class ExtensionCause(models.TextChoices):
    """What made one month too short; effort or size alone is none (EDPB 01/2022 para. 162-164)."""

    AMOUNT = "amount", _("very much data")
    SCATTERED = "scattered", _("data in many places that are hard to search")
    OTHERS = "others", _("data about others have to be taken out")
    INTELLIGIBLE = "intelligible", _("data have to be made understandable")
    MANY_REQUESTS = "many_requests", _("many requests from this person")
    SURGE = "surge", _("an exceptional surge of requests, for a time")
    OTHER = "other", _("other complexity")


class Extension(models.Model):
    """The one extension by two further months, told with reasons in time (GDPR Art. 12(3))."""

    request = models.OneToOneField(
        RightsRequest, on_delete=models.PROTECT, related_name="extension"
    )
    reason = models.TextField(_("why the time is not enough"))
    # The same in one word, so that it can be counted; empty: nobody said.
    cause = models.CharField(
        _("kind of reason"), max_length=20, choices=ExtensionCause, blank=True, default=""
    )
    notified_at = models.DateTimeField(_("told to the person"))
    # A day before the lawful last one, where that is enough; None: the whole of three months.
    promised_on = models.DateField(_("answer promised by"), null=True, blank=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.CheckConstraint(name="extension_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="extension_cause_known", condition=Q(cause__in=["", *ExtensionCause.values])
            ),
        ]
        triggers = [
            never_changed("extension_never_changed"),
            while_open("extension_while_open"),
            _with_a_month("extension_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.request} +2"
