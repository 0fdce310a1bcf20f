"""Documents of office programs: no programs in them, and no bomb."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from requests_app.uploads.faults import UploadFault

MOST_UNPACKED = 200 * 1024 * 1024
_PROGRAMS = ("vbaproject.bin", "/activex/", "/embeddings/", "basic/", "scripts/", "macrosheets/")


def check_office(content: bytes) -> None:
    """Raises UploadFault for a document with macros or embedded programs, or that is a bomb."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError) as error:
        raise UploadFault(
            _("The document cannot be read. Save it as PDF, and send that.")
        ) from error
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UploadFault(_("The document is too large. Save it as PDF, and send that."))
    names = [f"/{entry.filename.casefold()}" for entry in entries]
    if any(part in name for name in names for part in _PROGRAMS):
        raise UploadFault(
            _("The document holds a program, which we do not take. Save it as PDF, and send that.")
        )
