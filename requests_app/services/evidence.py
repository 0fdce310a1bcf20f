"""Proof of identity that the person sends: sealed, opened by staff, destroyed on the decision."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from config.crypto import open_chunks
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.identity import MOST_TRIES
from requests_app.models import (
    OPEN_STATES,
    IdentityCheck,
    IdentityEvidence,
    IdentityState,
    Submission,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.redate import redate
from requests_app.services.seal_upload import seal_upload
from requests_app.services.tell import handlers_of, mail_staff

MOST_FILES = MOST_TRIES


@transaction.atomic
def receive_evidence(
    check_id: int, *, files: Sequence[UploadedFile[Any]], actor: Actor
) -> list[IdentityEvidence]:
    """Keep what the person sent to prove who they are, until identity is decided.

    Raises NotPermitted; NotPossible when no proof is asked for, nothing of the case is open, or a
    file is empty or too large.
    """
    case, check = lock_asked(check_id, actor=actor)
    require_room(check, more=len(files))
    rows = [seal_upload(IdentityEvidence(check_row=check), file) for file in files]
    note_received(case, check, rows, actor=actor)
    return rows


def lock_asked(check_id: int, *, actor: Actor) -> tuple[Submission, IdentityCheck]:
    """Lock the case of a check that asks for proof. Raises NotPermitted, NotPossible."""
    case = lock_case(IdentityCheck, check_id)
    _authorise(actor, case_id=case.pk, controller_id=case.controller_id)
    check = IdentityCheck.objects.select_for_update().get(pk=check_id)
    goes_on = case.requests.filter(state__in=OPEN_STATES).exists()
    if check.state != IdentityState.ASKED or not goes_on:
        raise NotPossible(_("No proof of identity is asked for now. Please do not send any."))
    return case, check


def require_room(check: IdentityCheck, *, more: int) -> None:
    """There are files, and not too many of them. Raises NotPossible."""
    if not more or sent_since_asked(check) + more > MOST_FILES:
        raise NotPossible(_("Choose at least one file, and at most %d in all.") % MOST_FILES)


def note_received(
    case: Submission, check: IdentityCheck, rows: Sequence[IdentityEvidence], *, actor: Actor
) -> None:
    """Put on record that proof came, and tell staff."""
    entry = record(
        submission_id=case.pk,
        event="identity.evidence_received",
        actor=actor,
        facts={"files": len(rows)},
    )
    # From here on it is we who are waited for.
    requests = list(case.requests.order_by("pk"))
    for request in requests:
        redate(request, actor=actor)
    first = requests[0]
    if actor.kind is ActorKind.SUBJECT:
        mail_staff(
            first,
            users=handlers_of(first),
            kind="staff_person_acted",
            occasion=f"evidence:{check.pk}:{entry.number}",
            what="evidence_came",
        )


@transaction.atomic
def open_evidence(evidence_id: int, *, actor: Actor) -> IdentityEvidence:
    """Note that staff looked at a proof. Raises NotPermitted; NotPossible once destroyed."""
    check_id = IdentityEvidence.objects.values_list("check_row_id", flat=True).get(pk=evidence_id)
    case = lock_case(IdentityCheck, check_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    row = IdentityEvidence.objects.get(pk=evidence_id)
    if row.destroyed_at is not None:
        raise NotPossible(_("This proof was destroyed when identity was decided."))
    record(
        submission_id=case.pk,
        event="identity.evidence_opened",
        actor=actor,
        facts={"evidence": row.pk},
    )
    return row


def read_evidence(row: IdentityEvidence) -> Iterator[bytes]:
    """The file's content, piece by piece. Raises Undecipherable."""
    with row.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))


def sent_since_asked(check: IdentityCheck) -> int:
    """How many files came since proof was asked for, destroyed meanwhile or not."""
    return check.evidence.filter(received_at__gte=check.asked_at).count()


def _authorise(actor: Actor, *, case_id: int, controller_id: int) -> None:
    if actor.kind is ActorKind.SUBJECT and actor.id == case_id:
        return
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=controller_id):
        raise NotPermitted
