"""An answer as one file, built by the worker and opened as its reader opens it."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from requests_app.models import PackageArchive, RightsRequest
from requests_app.services.build_archives import build_archives
from requests_app.services.read_archive import read_archive


def archive_of(request: RightsRequest) -> PackageArchive:
    """The newest attempt."""
    return PackageArchive.objects.filter(package__request=request).latest("pk")


def built(request: RightsRequest) -> ZipFile:
    """The file, once the worker has built it."""
    build_archives()
    return opened(archive_of(request))


def opened(archive: PackageArchive) -> ZipFile:
    """What was built."""
    return ZipFile(BytesIO(b"".join(read_archive(archive))))


def json_in(archive: ZipFile, name: str) -> Any:
    """A file of the archive as data."""
    return json.loads(archive.read(name))
