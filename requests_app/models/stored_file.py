"""Files, sealed at rest (config/crypto.py), never served inline."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_deleted, refuse_unless
from requests_app.models.request import RightsRequest
from requests_app.models.task import Task
from requests_app.models.while_open import while_open


def random_path(instance: object, filename: str) -> str:
    """A storage name that tells nothing about the file or the person."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class StoredFile(models.Model):
    """One sealed file that belongs to a request."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="files")
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="files", null=True, blank=True
    )
    sealed = models.FileField(upload_to=random_path, max_length=100)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    # The file of which this one is a covered copy.
    redacted_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="copies", null=True, blank=True
    )
    is_disclosed = models.BooleanField(_("goes to the person"), default=True)
    # It was read as data, row by row, before it was kept (domain/tables.py).
    is_data = models.BooleanField(_("structured data"), default=False, db_default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="file_size_not_negative", condition=Q(size__gte=0)),
            models.CheckConstraint(
                name="file_digest_whole", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        triggers = [
            never_deleted("file_never_deleted"),
            while_open("file_while_open"),
            pgtrigger.ReadOnly(
                name="file_keeps_its_case",
                fields=[
                    "request",
                    "task",
                    "redacted_from",
                    "size",
                    "sha256",
                    "is_data",
                    "created_at",
                ],
            ),
            pgtrigger.Protect(
                name="file_only_destroyed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.sealed <> OLD.sealed AND NEW.sealed <> ''"),
            ),
            pgtrigger.Trigger(
                name="file_of_its_requests_task",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """NEW.task_id IS NULL OR EXISTS (
                        SELECT 1 FROM requests_app_task t
                        WHERE t.id = NEW.task_id AND t.request_id = NEW.request_id
                    )""",
                    says="the task belongs to another request",
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
