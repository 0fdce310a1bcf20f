"""A file of a message: opened by the one to whom it was sent, or who sent it."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from django.db import transaction
from django.utils.translation import gettext as _

from config.crypto import open_chunks
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import MessageFile, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.record import record


@transaction.atomic
def open_message_file(file_id: int, *, actor: Actor) -> MessageFile:
    """Note who looked at it. Raises NotPermitted; NotPossible once it was destroyed."""
    file = MessageFile.objects.select_related("message__submission").get(pk=file_id)
    case = file.message.submission
    _authorise(actor, case)
    if not file.sealed:
        raise NotPossible(_("This file has been erased: its time was over."))
    record(
        submission_id=case.pk,
        event="message.file_opened",
        actor=actor,
        facts={"message": file.message_id, "file": file.pk},
    )
    return file


def read_message_file(file: MessageFile) -> Iterator[bytes]:
    """The file's content, piece by piece. Raises Undecipherable."""
    with file.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))


def _authorise(actor: Actor, case: Submission) -> None:
    if actor.kind is ActorKind.SUBJECT and actor.id == case.pk:
        return
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
