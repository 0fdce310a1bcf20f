"""Keep what a person handed in or sent on paper: the scan is the request's original."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import CaseMessage, MessageFile, MessageSide, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.seal_upload import seal_upload
from requests_app.services.settle_message import settle_all
from requests_app.services.write_message import MOST_FILES


@transaction.atomic
def keep_original(
    request_id: int, *, files: Sequence[UploadedFile[Any]], actor: Actor
) -> CaseMessage:
    """The files stand in the case as what the person sent, seen to by who entered it.

    Raises NotPermitted; NotPossible for a file that is not taken.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    if len(files) > MOST_FILES:
        raise NotPossible(_("Choose at most %(count)d files.") % {"count": MOST_FILES})
    with translation.override(case.language):
        text = _("Files that came with the request.")
    message = CaseMessage.objects.create(
        submission=case, side=MessageSide.PERSON, written_at=now(), text=text
    )
    for file in files:
        seal_upload(MessageFile(message=message), file)
    settle_all(case, actor=actor)
    record(
        submission_id=case.pk,
        event="submission.original_kept",
        actor=actor,
        facts={"files": len(files)},
    )
    return message
