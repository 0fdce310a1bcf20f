"""Complaints to a controller under the law of the United Kingdom (DPA 2018 s. 164A).

Apart from requests: a complaint has its own clock and its own letters, and may be about no request
at all. The Regulation of the Union knows no such step.
"""

from datetime import date, timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notices_app.models import OwnWording
from registers_app.models import Controller, LanguageChoice, Regime
from registers_app.models.kept import (
    born_without,
    never_changed,
    never_deleted,
    refuse_unless,
    stays_once_set,
)
from requests_app.domain.duties import ACKNOWLEDGE_DAYS
from requests_app.domain.periods import local_day
from requests_app.domain.references import new_reference
from requests_app.models.submission import Channel, Submission


class Complaint(models.Model):
    """What somebody complains of, when it was acknowledged, and what came of it."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, default=new_reference)
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="complaints")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="complaints", null=True, blank=True
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    received_at = models.DateTimeField(_("received"))
    received_on = models.DateField(_("day of receipt"))
    acknowledge_by = models.DateField(_("acknowledged by"))
    language = models.CharField(_("language"), max_length=2, choices=LanguageChoice)
    person_name = models.CharField(_("name"), max_length=200)
    contact = models.TextField(_("how the person is reached"), max_length=500, blank=True)
    about = models.TextField(_("what the complaint is about"), max_length=10_000)
    entered_by_id = models.BigIntegerField(_("entered by"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"))
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), max_length=10_000, blank=True)
    outcome_at = models.DateTimeField(_("outcome told"), null=True, blank=True)
    outcome_by_id = models.BigIntegerField(null=True, blank=True)
    purged_at = models.DateTimeField(_("erased"), null=True, blank=True)

    IS_OPEN = Q(outcome_at=None)

    class Meta:
        verbose_name = _("complaint to the controller")
        verbose_name_plural = _("complaints to the controller")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="complaint_says_something", condition=~Q(about="") & ~Q(person_name="")
            ),
            models.CheckConstraint(
                name="complaint_channel_known", condition=Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(
                name="complaint_language_known", condition=Q(language__in=LanguageChoice.values)
            ),
            models.CheckConstraint(
                name="complaint_not_from_the_future",
                condition=Q(received_at__lte=F("created_at")),
            ),
            models.CheckConstraint(
                name="complaint_within_thirty_days",  # DPA 2018 s. 164A(3)
                condition=Q(acknowledge_by=F("received_on") + timedelta(days=ACKNOWLEDGE_DAYS - 1)),
            ),
            models.CheckConstraint(
                name="complaint_outcome_told",  # DPA 2018 s. 164A(4)(b)
                condition=Q(outcome_at=None, outcome_by_id=None, outcome="")
                | (
                    Q(outcome_at__isnull=False, outcome_by_id__isnull=False)
                    & Q(acknowledged_at__isnull=False)
                    & ~Q(outcome="")
                ),
            ),
        ]
        indexes = [
            # The sweep of reminders, and the list's view of what is open.
            models.Index(
                fields=["acknowledge_by"], condition=Q(outcome_at=None), name="complaint_open"
            )
        ]
        triggers = [
            never_deleted("complaint_never_deleted"),
            born_without("outcome_at", "purged_at", name="complaint_born_open"),
            stays_once_set(
                "acknowledged_at", "acknowledged_at", name="complaint_acknowledged_once"
            ),
            stays_once_set(
                "outcome_at", "outcome", "outcome_at", "outcome_by_id", name="complaint_ended_once"
            ),
            stays_once_set("purged_at", "purged_at", name="complaint_erased_for_good"),
            pgtrigger.ReadOnly(
                name="complaint_keeps_its_receipt",
                fields=[
                    "reference",
                    "controller",
                    "submission",
                    "channel",
                    "received_at",
                    "received_on",
                    "acknowledge_by",
                    "language",
                    "person_name",
                    "contact",
                    "about",
                    "entered_by_id",
                    "created_at",
                ],
            ),
            pgtrigger.Trigger(
                name="complaint_under_uk_law",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM registers_app_controller o
                        WHERE o.id = NEW.controller_id AND o.regime = '{Regime.UK}'
                    )""",  # noqa: S608 - only the names of this file
                    says="only the law of the United Kingdom knows it",
                ),
            ),
            pgtrigger.Trigger(
                name="complaint_of_its_case",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """NEW.submission_id IS NULL OR EXISTS (
                        SELECT 1 FROM requests_app_submission s
                        WHERE s.id = NEW.submission_id AND s.controller_id = NEW.controller_id
                          AND s.contacts_purged_at IS NULL
                    )""",
                    says="the case was erased, or is not of this controller",
                ),
            ),
            pgtrigger.Trigger(
                name="complaint_erased_in_time",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__purged_at=None, new__purged_at__isnull=False),
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM registers_app_controller o
                        WHERE o.id = NEW.controller_id
                          AND (NEW.outcome_at AT TIME ZONE o.time_zone)::date
                              + make_interval(months => o.keep_case_months)
                              <= (NEW.purged_at AT TIME ZONE o.time_zone)::date
                    )""",
                    says="it is not the time to erase it",
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def outcome_on(self) -> date | None:
        """The local day on which the outcome was told."""
        if self.outcome_at is None:
            return None
        return local_day(self.outcome_at, self.controller.time_zone)

    @property
    def is_open(self) -> bool:
        """Whether the person still waits for what comes of it."""
        return self.outcome_at is None


class ComplaintLetter(models.Model):
    """One letter about a complaint, exactly as it was written."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"))
    wording = models.ForeignKey(
        OwnWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(_("SHA-256 of what was written"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("letter about a complaint")
        verbose_name_plural = _("letters about complaints")
        ordering = ["pk"]
        triggers = [never_changed("complaint_letter_never_changed")]

    def __str__(self) -> str:
        return self.subject
