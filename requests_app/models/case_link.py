"""Two requests that may be, or are, about the same: found by their marks, linked by a human.

A link changes nothing of either request but this: a reminder of an unanswered request, or the same
sent once more, is no new one, so the house works to the older day (EDPB Guidelines 01/2022 para.
28-29). What was sent twice a handler may close, to be answered with the first. Nothing is refused
or merged by a link, and each case keeps its own identity check (GDPR Art. 12(6)).
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_deleted, refuse_unless, stays_once_set
from requests_app.domain.matching import Mark
from requests_app.models.request import RightsRequest


class LinkKind(models.TextChoices):
    """What the later request is to the earlier one, as a human has seen it."""

    DUPLICATE = "duplicate", _("the same request, sent once more")
    REPEAT = "repeat", _("asked again after it was answered")
    REMINDER = "reminder", _("a reminder of a request that is not answered yet")
    DIFFERENT = "different", _("another person, or another matter")


class MarkChoice(models.TextChoices):
    """Mark, with its name for staff."""

    EMAIL = Mark.EMAIL.value, _("same e-mail address")
    PHONE = Mark.PHONE.value, _("same phone number")
    NAME = Mark.NAME.value, _("same name")
    IDENTIFIER = Mark.IDENTIFIER.value, _("same customer number or the like")


ALIKE = """EXISTS (
    SELECT 1 FROM requests_app_rightsrequest a
    JOIN requests_app_rightsrequest b ON b.id = NEW.other_id
    JOIN requests_app_submission s ON s.id = a.submission_id
    JOIN requests_app_submission t ON t.id = b.submission_id
    WHERE a.id = NEW.request_id AND a.submission_id <> b.submission_id
      AND a.controller_id = b.controller_id AND a."right" = b."right"
      AND t.received_at <= s.received_at
)"""


class CaseLink(models.Model):
    """A later request and an earlier one. ``kind`` is empty while nobody has looked."""

    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="links_to_earlier"
    )
    other = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="links_to_later"
    )
    found_by = ArrayField(models.CharField(max_length=10, choices=MarkChoice), default=list)
    found_at = models.DateTimeField()
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(_("why the link was taken away"), blank=True)

    class Meta:
        verbose_name = _("link between requests")
        verbose_name_plural = _("links between requests")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "other"], condition=Q(ended_at=None), name="case_link_once"
            ),
            models.CheckConstraint(
                name="case_link_kind_known", condition=Q(kind__in=["", *LinkKind.values])
            ),
            models.CheckConstraint(
                name="case_link_decided_with_reason",
                condition=Q(kind="", reason="", decided_at=None, decided_by_id=None)
                | (
                    ~Q(kind="")
                    & ~Q(reason="")
                    & Q(decided_at__isnull=False, decided_by_id__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="case_link_ended_with_reason",
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False, decided_at__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        indexes = [
            # The view of the queue: what nobody has looked at yet.
            models.Index(fields=["request"], condition=Q(kind=""), name="case_link_to_look_at")
        ]
        triggers = [
            never_deleted("case_link_never_deleted"),
            stays_once_set(
                "decided_at",
                "kind",
                "reason",
                "decided_at",
                "decided_by_id",
                name="case_link_decided_once",
            ),
            stays_once_set("ended_at", name="case_link_ended_for_good"),
            pgtrigger.Trigger(
                name="case_link_stays_while_it_closes",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__ended_at__isnull=False, new__kind="duplicate"),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        WHERE r.id = NEW.request_id AND r.state = 'not_new'
                    )""",
                    says="the later request is closed because of this link",
                ),
            ),
            pgtrigger.ReadOnly(
                name="case_link_keeps_its_requests",
                fields=["request", "other", "found_by", "found_at"],
            ),
            pgtrigger.Trigger(
                name="case_link_of_like_requests",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(ALIKE, says="these are not two requests for the same right"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind} {self.other_id}"

    @property
    def is_found(self) -> bool:
        """Whether it was only found, and nobody has looked yet."""
        return not self.kind

    @property
    def is_standing(self) -> bool:
        """Whether a human has linked the two, and the link was not taken away."""
        return bool(self.kind) and self.ended_at is None

    def marks(self) -> list[str]:
        """By what they were found, in words."""
        return [str(MarkChoice(mark).label) for mark in self.found_by]
