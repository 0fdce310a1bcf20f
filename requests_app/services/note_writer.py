"""Who asks for whom, noted at intake or when it turns out later.

Whether they may is looked at afterwards, in one way for both (authority.py; EDPB Guidelines
01/2022 para. 80-82): until it is settled nothing goes out to who wrote, also of what was answered
before.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.representation import Role, asks_for_another, first_authority
from requests_app.models import Representation, RightsRequest, Submission, representation_of
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@dataclass(frozen=True, kw_only=True)
class WrittenFor:
    """Somebody asks for the person who is named: what they are to them, and how they are called.

    ``contact`` is where a letter reaches the person themselves, if that is known.
    """

    role: Role
    writer_name: str = ""
    contact: str = field(default="", repr=False)

    def require_whole(self) -> None:
        """Who asks for another has a name, and a child who asks alone has no other.

        Raises NotPossible.
        """
        named = bool(self.writer_name.strip())
        if self.role is Role.SELF or named != asks_for_another(self.role):
            raise NotPossible(_("Say who wrote, if it was not the person themselves."))


def keep_writer(submission: Submission, written_for: WrittenFor) -> Representation:
    """Keep who asks for whom; the caller locks the case and writes the audit entry."""
    row = Representation(
        submission=submission,
        role=written_for.role.value,
        writer_name=written_for.writer_name,
        state=first_authority(written_for.role).value,
    )
    row.contact = written_for.contact
    row.save(force_insert=True)
    return row


@transaction.atomic
def note_writer(
    request_id: int, *, written_for: WrittenFor, person_name: str, reason: str, actor: Actor
) -> Representation:
    """Who seemed to ask for themselves asks for *person_name*, or is a child: *reason* shows it.

    From here it goes as if it had been said at the start. Raises NotPermitted; NotPossible where
    it is noted already, or the file was erased.
    """
    require_text(reason, person_name)
    written_for.require_whole()
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    if representation_of(case) is not None:
        raise NotPossible(_("It is noted already who asks for whom."))
    if case.contacts_purged_at is not None:
        raise NotPossible(_("The file of this case has been erased, as its time was over."))
    row = keep_writer(case, written_for)
    record(
        submission_id=case.pk,
        event="authority.noted",
        actor=actor,
        facts={"written_by": written_for.role.value},
        payload={"reason": reason, "named_before": case.person_name},
    )
    if case.person_name != person_name:
        case.person_name = person_name
        case.save()
    return row
