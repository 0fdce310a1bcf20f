"""What of a collected file or text is covered, and that somebody has looked it through.

An access answer gives the person their data and takes nothing from others (GDPR Art. 15(4)). So
whatever was collected is looked through first; what is covered becomes a file of its own.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.domain.redaction import Reason
from requests_app.models.stored_file import StoredFile
from requests_app.models.task import Task

ONE_THING = Q(file__isnull=False, task=None) | Q(file=None, task__isnull=False)
DIGEST = r"^[0-9a-f]{64}$"


class RedactionReason(models.TextChoices):
    """Why something is covered (domain/redaction.py)."""

    OTHERS = Reason.OTHERS.value, _("data of another person (Art. 15(4))")
    BUSINESS = Reason.BUSINESS.value, _("a trade secret or intellectual property (Art. 15(4))")
    LAW = Reason.LAW.value, _("kept secret by a law (Art. 23)")
    NOT_THEIRS = Reason.NOT_THEIRS.value, _("not about the person at all (Art. 15(3))")


class Verdict(models.TextChoices):
    """What came of looking a file or text through."""

    CLEAR = "clear", _("nothing of others is in it")
    REDACTED = "redacted", _("covered in part")


class RedactionMark(models.Model):
    """One place that is covered: a box on a page, or a stretch of a text."""

    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="marks", null=True, blank=True
    )
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="marks", null=True, blank=True
    )
    # Of what was marked: a text that is written anew begins without marks.
    content_sha256 = models.CharField(max_length=64)
    page = models.PositiveIntegerField(null=True, blank=True)
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    width = models.FloatField(null=True, blank=True)
    height = models.FloatField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=RedactionReason)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["page", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="mark_on_one_thing", condition=ONE_THING),
            models.CheckConstraint(
                name="mark_is_a_box_or_a_stretch",
                condition=Q(
                    page__isnull=False,
                    file__isnull=False,
                    # A comparison with nothing is no refusal: each has to be there.
                    x__isnull=False,
                    y__isnull=False,
                    width__isnull=False,
                    height__isnull=False,
                    x__gte=0,
                    y__gte=0,
                    width__gt=0,
                    height__gt=0,
                    start=None,
                    end=None,
                )
                | Q(
                    page=None,
                    x=None,
                    y=None,
                    width=None,
                    height=None,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                ),
            ),
            models.CheckConstraint(
                name="mark_reason_known", condition=Q(reason__in=RedactionReason.values)
            ),
        ]
        triggers = [
            never_deleted("mark_never_deleted"),
            pgtrigger.ReadOnly(
                name="mark_keeps_its_place",
                fields=[
                    *("file", "task", "content_sha256", "page", "x", "y", "width", "height"),
                    *("start", "end", "reason", "made_by_id", "made_at"),
                ],
            ),
            born_without("removed_at", name="mark_born_in_force"),
            stays_once_set("removed_at", name="mark_removed_for_good"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id or self.task_id}: {self.reason}"


class DisclosureReview(models.Model):
    """Somebody has looked a file or text through, and perhaps a second person too."""

    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="reviews", null=True, blank=True
    )
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="reviews", null=True, blank=True
    )
    content_sha256 = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict)
    # The covered copy; the original is kept apart, and never given.
    result = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="made_by", null=True, blank=True
    )
    reviewed_by_id = models.BigIntegerField()
    reviewed_at = models.DateTimeField()
    second_by_id = models.BigIntegerField(null=True, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review of what is given")
        verbose_name_plural = _("reviews of what is given")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="review_of_one_thing", condition=ONE_THING),
            models.CheckConstraint(
                name="disclosure_review_verdict_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="review_redacted_has_its_copy",
                condition=Q(verdict=Verdict.CLEAR, result=None)
                | Q(verdict=Verdict.REDACTED, file__isnull=False, result__isnull=False)
                | Q(verdict=Verdict.REDACTED, task__isnull=False, result=None),
            ),
            models.CheckConstraint(
                name="review_second_is_another",
                condition=Q(second_by_id=None, second_at=None)
                | (
                    Q(second_at__isnull=False, second_by_id__isnull=False)
                    & ~Q(second_by_id=F("reviewed_by_id"))
                ),
            ),
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(voided_at=None, file__isnull=False),
                name="review_one_of_a_file",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(voided_at=None, task__isnull=False),
                name="review_one_of_a_text",
            ),
        ]
        triggers = [
            never_deleted("disclosure_review_never_deleted"),
            pgtrigger.ReadOnly(
                name="disclosure_review_keeps_what_it_saw",
                fields=[
                    *("file", "task", "content_sha256", "verdict", "result"),
                    *("reviewed_by_id", "reviewed_at"),
                ],
            ),
            born_without("second_at", "voided_at", name="disclosure_review_born_by_one"),
            stays_once_set(
                "second_at", "second_at", "second_by_id", name="review_seconded_for_good"
            ),
            stays_once_set("voided_at", name="review_voided_for_good"),
            pgtrigger.Trigger(
                name="review_gives_its_own_copy",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """NEW.result_id IS NULL OR EXISTS (
                        SELECT 1 FROM requests_app_storedfile f
                        WHERE f.id = NEW.result_id AND f.redacted_from_id = NEW.file_id
                    )""",
                    says="the copy was made of another file",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id or self.task_id}: {self.verdict}"
