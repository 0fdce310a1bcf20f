"""What somebody has typed into the public form and not sent yet: sealed, and forgotten in time."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.stored_file import random_path


class Draft(models.Model):
    """One unfinished form. A cookie holds its secret, this row a digest of it."""

    secret_digest = models.CharField(max_length=64, unique=True)
    # Of the other browsers in which somebody goes on by a mailed link.
    other_digests = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    # Of the link that was mailed last; one use, and it ends with the draft.
    link_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    sealed = models.BinaryField()
    # When its first page was sent: how long the person took is one of domain/signs.py.
    begun_at = models.DateTimeField(null=True)
    # The sweep that forgets old drafts reads by this.
    changed_at = models.DateTimeField(db_index=True)
    # One submission for each draft, however often the button is pressed.
    submission = models.OneToOneField(
        "requests_app.Submission", on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        indexes = [GinIndex(fields=["other_digests"], name="draft_in_other_browsers")]

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A file added to a form that is not sent yet: looked at, and sealed at rest."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    sealed = models.FileField(upload_to=random_path, max_length=100)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
