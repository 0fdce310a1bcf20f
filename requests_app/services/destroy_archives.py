"""Destroy packages that were built as one file; that they were, and their digest, stays."""

from config.clock import now
from requests_app.models import PackageArchive
from requests_app.services.destroy_files import delete_on_commit


def destroy_archives(**of: object) -> None:
    """Destroy those that match; one that is being built is not finished any more."""
    for archive in PackageArchive.objects.filter(failed_at=None, destroyed_at=None, **of):
        if archive.sealed:
            delete_on_commit(archive.sealed)
        archive.sealed = ""
        archive.destroyed_at = now()
        archive.save(update_fields=["sealed", "destroyed_at"])
