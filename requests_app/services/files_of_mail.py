"""The files that came with a mail into a case: looked at like any other before they are kept."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _

from notices_app.domain.mail.attached import AttachedFile, attached_files
from requests_app.services.write_message import MOST_FILES
from requests_app.uploads.examine import clean_name, examine_from_person
from requests_app.uploads.faults import UploadFault


@dataclass(kw_only=True)
class FilesOfMail:
    """What may be kept with the message, and a sentence for each file that may not."""

    taken: list[UploadedFile[Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def files_of(raw: bytes, *, language: str) -> FilesOfMail:
    """Each file is examined; the mail as it came keeps them all."""
    found = FilesOfMail()
    with translation.override(language):
        for file in attached_files(raw):
            _sort(file, found)
    return found


def _sort(file: AttachedFile, found: FilesOfMail) -> None:
    upload = SimpleUploadedFile(file.name, file.content, content_type=file.content_type)
    # Django cuts a name to its last part; ours also keeps out what only looks like one.
    upload.name = clean_name(file.name)
    try:
        if len(found.taken) >= MOST_FILES:
            raise UploadFault(_("There are too many files."))
        examine_from_person(upload)
    except UploadFault as fault:
        told = {"name": upload.name, "why": str(fault)}
        found.refused.append(_("Not kept with the message: %(name)s. %(why)s") % told)
    else:
        found.taken.append(upload)
