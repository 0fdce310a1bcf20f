"""Files, sealed at rest (config/crypto.py), never served inline."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.request import RightsRequest
from requests_app.models.task import Task


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
    is_disclosed = models.BooleanField(_("goes to the person"), default=True)
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

    def __str__(self) -> str:
        return self.name
