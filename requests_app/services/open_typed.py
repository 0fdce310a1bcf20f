"""Look at the identity codes that a person typed: to find the person, and on record."""

from django.db import transaction

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.detail_words import detail_text
from requests_app.domain.identity_codes import holds_code
from requests_app.domain.rights import Right
from requests_app.models import Submission
from requests_app.services.errors import NotPermitted
from requests_app.services.record import record


@transaction.atomic
def open_typed(submission_id: int, *, actor: Actor) -> list[str]:
    """Each text of a case that holds a code, as it was typed; nobody sees one unrecorded.

    A code is kept because it tells people apart, and shown to who needs it for that (Finland: Data
    Protection Act 1050/2018 s. 29; GDPR Art. 5(1)(f)). Raises NotPermitted.
    """
    case = note_codes_opened(submission_id, actor=actor)
    return [text for text in dict.fromkeys(typed_in(case)) if holds_code(text)]


@transaction.atomic
def note_codes_opened(submission_id: int, *, actor: Actor) -> Submission:
    """Note that somebody looked at the codes of a case. Raises NotPermitted."""
    case = Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    record(submission_id=case.pk, event="submission.codes_opened", actor=actor)
    return case


def typed_in(submission: Submission) -> list[str]:
    """What the person wrote, as it was typed."""
    requests = list(submission.requests.order_by("pk"))
    return [
        submission.person_name,
        submission.identifiers,
        submission.about,
        submission.client_named,
        submission.postal_address,
        *(detail_text(Right(row.right), row.said) for row in requests),
        *(row.part_about for row in requests),
        *(message.text for message in submission.messages.all()),
    ]
