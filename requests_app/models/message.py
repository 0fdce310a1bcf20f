"""Messages between the person and the desk, in the case, beside its letters.

Unlike a letter a message decides nothing and says nothing that the law demands.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.models.stored_file import random_path
from requests_app.models.submission import Submission


class MessageSide(models.TextChoices):
    """Who wrote a message."""

    PERSON = "person", _("the person")
    STAFF = "staff", _("us")


class MessageKind(models.TextChoices):
    """What a message from the person is for."""

    QUESTION = "question", _("a question")
    INFORMATION = "information", _("information for the request")
    ANSWER_AGAIN = "answer_again", _("the answer is asked for again")


class CaseMessage(models.Model):
    """One message about a submission; one from the person is *settled* once somebody saw to it."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(_("from"), max_length=10, choices=MessageSide)
    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind, blank=True)
    written_by_id = models.BigIntegerField(_("written by"), null=True, blank=True)
    written_at = models.DateTimeField(_("written"))
    text = models.TextField(_("message"))
    settled_at = models.DateTimeField(_("seen to"), null=True, blank=True)
    settled_by_id = models.BigIntegerField(_("seen to by"), null=True, blank=True)

    CASE_PATH = "submission"

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="message_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="message_from_whom",
                condition=Q(side="person", written_by_id__isnull=True)
                | Q(side="staff", written_by_id__isnull=False, settled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="message_kind_known",  # the desk's own have none
                condition=Q(kind="") | Q(kind__in=MessageKind.values, side="person"),
            ),
            models.CheckConstraint(
                name="message_settled_by_whom",
                condition=Q(settled_at__isnull=True, settled_by_id__isnull=True)
                | Q(settled_at__isnull=False, settled_by_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="message_waits",
                fields=["submission"],
                condition=Q(side="person", settled_at__isnull=True),
            )
        ]
        triggers = [
            never_deleted("message_never_deleted"),
            born_without("settled_at", name="message_born_unsettled"),
            stays_once_set(
                "settled_at", "settled_at", "settled_by_id", name="message_settled_once"
            ),
            pgtrigger.ReadOnly(
                name="message_says_what_it_said",
                fields=["submission", "side", "kind", "written_by_id", "written_at", "text"],
            ),
            pgtrigger.Trigger(
                name="message_while_the_file_is_kept",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_submission s
                        WHERE s.id = NEW.submission_id
                          AND s.contacts_purged_at IS NULL AND s.purged_at IS NULL
                    )""",
                    says="the file of the case has been erased",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.written_at:%Y-%m-%d}"

    @property
    def is_ours(self) -> bool:
        """Whether the desk wrote it."""
        return self.side == MessageSide.STAFF


class MessageFile(models.Model):
    """A file that came with a message: sealed at rest, never served inline."""

    message = models.ForeignKey(CaseMessage, on_delete=models.PROTECT, related_name="files")
    sealed = models.FileField(upload_to=random_path, max_length=100, blank=True)
    name = models.CharField(_("file name"), max_length=255, blank=True)
    content_type = models.CharField(_("type"), max_length=100, blank=True)
    size = models.BigIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["pk"]
        triggers = [
            never_deleted("message_file_never_deleted"),
            pgtrigger.ReadOnly(
                name="message_file_keeps_its_message", fields=["message", "received_at", "size"]
            ),
            pgtrigger.Protect(
                name="message_file_only_destroyed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.sealed <> OLD.sealed AND NEW.sealed <> ''"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
