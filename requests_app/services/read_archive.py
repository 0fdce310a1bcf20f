"""Look at a package that was built as one file."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from config.crypto import open_chunks
from requests_app.models import DisclosurePackage, PackageArchive


def newest_archive(package: DisclosurePackage) -> PackageArchive | None:
    """How the newest attempt stands; None: nobody has asked for one."""
    return package.archives.filter(destroyed_at=None).order_by("-pk").first()


def read_archive(archive: PackageArchive) -> Iterator[bytes]:
    """The file, piece by piece. Raises Undecipherable."""
    with archive.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))
