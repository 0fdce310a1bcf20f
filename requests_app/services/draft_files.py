"""Files of a form that is not sent yet: kept sealed, taken out again, or sent with it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from requests_app.models import CaseMessage, Draft, DraftFile, MessageFile, MessageSide, Submission
from requests_app.services.destroy_files import delete_on_commit
from requests_app.services.errors import NotPossible
from requests_app.services.seal_upload import seal_upload
from requests_app.services.write_message import MOST_FILES

MEGABYTE = 1024 * 1024


@transaction.atomic
def add_files(draft: Draft, files: Sequence[UploadedFile[Any]]) -> None:
    """Keep files with a draft, all or none. Raises NotPossible for what is not taken."""
    kept = draft.files.aggregate(size=Sum("size"))["size"] or 0
    if draft.files.count() + len(files) > MOST_FILES:
        raise NotPossible(_("Choose at most %(count)d files.") % {"count": MOST_FILES})
    if kept + sum(file.size or 0 for file in files) > settings.UPLOAD_MAX_BYTES:
        raise NotPossible(
            _("Together the files may have at most %(size)d megabytes. Send the others later.")
            % {"size": settings.UPLOAD_MAX_BYTES // MEGABYTE}
        )
    for file in files:
        seal_upload(DraftFile(draft=draft), file)


@transaction.atomic
def remove_file(draft: Draft, file_id: int) -> None:
    """Destroy a file of this draft; nothing happens where it has none by that number."""
    _forget(list(draft.files.filter(pk=file_id)))


@transaction.atomic
def forget_draft(draft: Draft) -> None:
    """Destroy a draft with its files."""
    _forget(list(draft.files.all()))
    draft.delete()


def send_files(draft: Draft, submission: Submission) -> None:
    """The files of the draft become a message of the person in the case; nothing without any."""
    files = list(draft.files.all())
    if not files:
        return
    with translation.override(submission.language):
        text = _("Files that came with the request.")
    message = CaseMessage.objects.create(
        submission=submission, side=MessageSide.PERSON, written_at=now(), text=text
    )
    MessageFile.objects.bulk_create(
        MessageFile(
            message=message,
            sealed=file.sealed.name,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            received_at=file.received_at,
        )
        for file in files
    )
    draft.files.all().delete()


def _forget(files: Sequence[DraftFile]) -> None:
    for file in files:
        delete_on_commit(file.sealed)
        file.delete()
