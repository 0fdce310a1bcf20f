"""Proof of identity that the person looks at before it is sent.

What arrived is examined and sealed as any upload, and nobody but the person sees it. It goes to
staff when the person says so; it counts for no clock before.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from config.clock import now
from config.crypto import open_chunks
from registers_app.domain.actors import Actor
from requests_app.models import IdentityEvidence, UnsentProof
from requests_app.services.destroy_evidence import destroy_unsent
from requests_app.services.evidence import lock_asked, note_received, require_room
from requests_app.services.seal_upload import seal_upload

# Left lying for so long it is destroyed: nobody waits for it.
KEPT = timedelta(days=1)


@transaction.atomic
def keep_unsent(check_id: int, *, files: Sequence[UploadedFile[Any]], actor: Actor) -> None:
    """Take files in to be looked at. Raises as receive_evidence does."""
    _case, check = lock_asked(check_id, actor=actor)
    require_room(check, more=len(files) and check.unsent_proof.count() + len(files))
    for file in files:
        seal_upload(UnsentProof(check_row=check), file)


@transaction.atomic
def take_away(check_id: int, unsent_id: int, *, actor: Actor) -> None:
    """Destroy one of them; nothing happens where there is none by that number."""
    _case, check = lock_asked(check_id, actor=actor)
    destroy_unsent(check.unsent_proof.filter(pk=unsent_id))


@transaction.atomic
def send_unsent(check_id: int, *, actor: Actor) -> list[IdentityEvidence]:
    """What was looked at goes to those who check. Raises as receive_evidence does."""
    case, check = lock_asked(check_id, actor=actor)
    unsent = list(check.unsent_proof.all())
    require_room(check, more=len(unsent))
    rows = [_sent(row) for row in unsent]
    note_received(case, check, rows, actor=actor)
    return rows


def forget_unsent() -> int:
    """Destroy what was left lying; returns how many files went."""
    with transaction.atomic():
        return destroy_unsent(UnsentProof.objects.filter(received_at__lte=now() - KEPT))


def read_unsent(row: UnsentProof) -> bytes:
    """The file's content. Raises Undecipherable."""
    with row.sealed.open("rb") as source:
        return b"".join(open_chunks(cast(BinaryIO, source)))


def _sent(row: UnsentProof) -> IdentityEvidence:
    """The sealed bytes stay where they lie; they have another owner."""
    sent = IdentityEvidence.objects.create(
        check_row_id=row.check_row_id,
        sealed=str(row.sealed.name),
        name=row.name,
        content_type=row.content_type,
        size=row.size,
        received_at=now(),
    )
    row.delete()
    return sent
