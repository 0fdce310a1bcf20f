"""What colleagues write to each other in a case. The person does not read it.

It is part of the file all the same: it is about the person, who may ask for a copy (Art. 15).
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import (
    born_without,
    never_changed,
    refuse_unless,
    stays_once_set,
)
from requests_app.models.submission import Submission


class CaseNote(models.Model):
    """A note. It is never changed: what was wrong in it is put right by another."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(_("note"), max_length=5000)
    written_by_id = models.BigIntegerField(_("written by"))
    written_at = models.DateTimeField(_("written"))
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("puts right"),
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="case_note_says_something", condition=~Q(text="")),
        ]
        triggers = [
            never_changed("case_note_never_changed"),
            pgtrigger.Trigger(
                name="case_note_corrects_its_own_case",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__corrects__isnull=False),
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_casenote n
                        WHERE n.id = NEW.corrects_id AND n.submission_id = NEW.submission_id
                    )""",
                    says="the note that it puts right stands in another case",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.written_at:%Y-%m-%d}"


class NoteMention(models.Model):
    """A colleague who is to read a note."""

    note = models.ForeignKey(CaseNote, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["note", "user"], name="mention_each_colleague_once")
        ]
        indexes = [
            # The queue: what somebody is to read.
            models.Index(fields=["user"], condition=Q(seen_at=None), name="mention_to_see"),
        ]
        triggers = [
            born_without("seen_at", name="mention_born_unseen"),
            stays_once_set("seen_at", name="mention_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.user_id}"
