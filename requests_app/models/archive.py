"""The disclosure package as one file to keep: each row is one time that it was built."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.models.package import DisclosurePackage
from requests_app.models.stored_file import random_path

DIGEST = r"^[0-9a-f]{64}$"


class ArchiveFault(models.TextChoices):
    """Why a package could not be built."""

    FILE_LOST = "file_lost", _("A file of the answer is no longer there, or was changed.")
    STORAGE = "storage", _("The place where files are kept did not take it.")
    INTERRUPTED = "interrupted", _("The work was interrupted again and again.")
    UNEXPECTED = "unexpected", _("Something went wrong that nobody had thought of.")


class PackageArchive(models.Model):
    """One ZIP file of a released package, sealed: waiting, being built, ready, failed or gone."""

    package = models.ForeignKey(
        DisclosurePackage, on_delete=models.PROTECT, related_name="archives"
    )
    asked_at = models.DateTimeField()
    # Who builds counts up; a worker that died loses its claim to the next.
    tries = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    parts = models.PositiveIntegerField(default=0)
    parts_done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, choices=ArchiveFault, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    sealed = models.FileField(upload_to=random_path, max_length=100, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("package as one file")
        verbose_name_plural = _("packages as one file")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(failed_at=None, destroyed_at=None),
                name="archive_one_current",
            ),
            models.CheckConstraint(
                name="archive_finished_is_whole",
                condition=Q(finished_at=None, sha256="", manifest_sha256="", size=0)
                | Q(
                    finished_at__isnull=False,
                    sha256__regex=DIGEST,
                    manifest_sha256__regex=DIGEST,
                    size__gt=0,
                ),
            ),
            models.CheckConstraint(
                name="archive_there_until_destroyed",
                condition=(Q(finished_at__isnull=False, destroyed_at=None) & ~Q(sealed=""))
                | (~Q(finished_at__isnull=False, destroyed_at=None) & Q(sealed="")),
            ),
            models.CheckConstraint(
                name="archive_failed_for_a_reason",
                condition=Q(failed_at=None, fault="")
                | Q(failed_at__isnull=False, finished_at=None, fault__in=ArchiveFault.values),
            ),
            models.CheckConstraint(
                name="archive_progress_within_its_parts", condition=Q(parts_done__lte=F("parts"))
            ),
        ]
        indexes = [
            # What waits for a worker (services/build_archives.py).
            models.Index(
                fields=["asked_at"],
                condition=Q(finished_at=None, failed_at=None, destroyed_at=None),
                name="archive_to_build",
            )
        ]
        triggers = [
            never_deleted("archive_never_deleted"),
            born_without("finished_at", "failed_at", "destroyed_at", name="archive_born_unbuilt"),
            pgtrigger.Trigger(
                name="archive_of_a_released_package",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_disclosurepackage p
                        WHERE p.id = NEW.package_id AND p.state IN ('released', 'fetched')
                    )""",
                    says="the package is not released",
                ),
            ),
            pgtrigger.ReadOnly(name="archive_keeps_its_package", fields=["package", "asked_at"]),
            stays_once_set(
                "finished_at",
                *("finished_at", "failed_at", "size", "sha256", "manifest_sha256", "tries"),
                name="archive_finished_once",
            ),
            stays_once_set("failed_at", name="archive_failed_for_good"),
            stays_once_set("destroyed_at", name="archive_destroyed_for_good"),
            pgtrigger.Protect(
                name="archive_never_exchanged",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.sealed <> '' AND NEW.sealed <> OLD.sealed AND NEW.sealed <> ''"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id}: {self.asked_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched."""
        return self.finished_at is not None and self.destroyed_at is None

    @property
    def waits(self) -> bool:
        """Whether a worker builds it or will."""
        return not (self.finished_at or self.failed_at or self.destroyed_at)
