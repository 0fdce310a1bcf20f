"""Say who gets the letters: who wrote, the person themselves, or both."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.representation import (
    AnswerTo,
    Authority,
    Role,
    person_is_posted,
    possible_answers,
)
from requests_app.models import Representation
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def address_answer(
    row_id: int, *, answer_to: AnswerTo, contact: str, reason: str, actor: Actor
) -> Representation:
    """From now on letters go to *answer_to*; *contact* is where one reaches the person.

    EDPB Guidelines 01/2022 para. 80-82. Raises NotPermitted; NotPossible for whom the law or the
    doubt leaves out, or without an address of the person.
    """
    require_text(reason)
    case = lock_case(Representation, row_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    row = Representation.objects.select_for_update(no_key=True).get(pk=row_id)
    before = AnswerTo(row.answer_to)
    if answer_to not in possible_answers(Role(row.role), Authority(row.state)):
        raise NotPossible(_("In this case that person cannot be written to."))
    if (
        before is AnswerTo.PERSON
        and Authority(row.state)
        not in (
            Authority.SETTLED,
            Authority.OWN,
        )
        and answer_to is not AnswerTo.PERSON
    ):
        raise NotPossible(_("While the authority is in doubt, letters stay with the person."))
    if person_is_posted(answer_to) and not (contact.strip() or row.contact):
        raise NotPossible(_("Write down where a letter reaches the person."))
    if contact.strip():
        row.contact = contact.strip()
    row.answer_to = answer_to.value
    row.save(update_fields=["answer_to", "sealed_contact"])
    record(
        submission_id=case.pk,
        event="authority.addressed",
        actor=actor,
        facts={"answer_to": answer_to.value},
        payload={"reason": reason},
    )
    return row
