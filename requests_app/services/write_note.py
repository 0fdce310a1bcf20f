"""Write a note for colleagues into a case, and note that a mention was seen."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import holders, may
from requests_app.models import CaseNote, NoteMention, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_staff


@transaction.atomic
def write_note(
    request_id: int,
    *,
    text: str,
    mentions: Iterable[User] = (),
    corrects: CaseNote | None = None,
    tells: bool = True,
    actor: Actor,
) -> CaseNote:
    """Keep a note; whoever is mentioned is told that there is one, without its content.

    ``tells=False``: they are told otherwise. Raises NotPermitted; NotPossible for nothing said,
    once the file was erased, and for a colleague who works on no case of the controller.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    if case.purged_at is not None:
        raise NotPossible(_("The file of this case has been erased, as its time was over."))
    if not text.strip():
        raise NotPossible(_("Write the note."))
    readers = holders(Permission.HANDLE_REQUESTS, controller_id=case.controller_id)
    mentioned = {user.pk: user for user in mentions if user.pk != actor.id}
    if readers.filter(pk__in=mentioned).count() != len(mentioned):
        raise NotPossible(_("Mention only colleagues who handle requests of this organisation."))
    note = CaseNote.objects.create(
        submission=case,
        text=text.strip(),
        written_by_id=actor.id,
        written_at=now(),
        corrects=corrects,
    )
    NoteMention.objects.bulk_create(NoteMention(note=note, user_id=pk) for pk in mentioned)
    record(
        submission_id=case.pk,
        event="note.corrected" if corrects else "note.written",
        actor=actor,
        request_id=request_id,
        facts={"note": note.pk, "mentions": sorted(mentioned)},
    )
    if tells:
        _tell(request_id, note=note, users=list(mentioned.values()))
    return note


def _tell(request_id: int, *, note: CaseNote, users: list[User]) -> None:
    if users:
        request = RightsRequest.objects.select_related("submission__controller").get(pk=request_id)
        mail_staff(request, users=users, kind="staff_mentioned", occasion=f"mention:{note.pk}")


@transaction.atomic
def see_mentions(request_id: int, *, actor: Actor) -> int:
    """The actor has read the notes of the case that they are to read; returns how many."""
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    unseen = NoteMention.objects.filter(note__submission=case, user=actor.id, seen_at=None)
    return unseen.update(seen_at=now())
