"""Cases that somebody brought for another, reached through the services."""

from typing import Any

from requests_app.domain.representation import AnswerTo, Role
from requests_app.models import AccessRequest, AuthorityMethod, Representation, RightsRequest
from requests_app.services.address_answer import address_answer
from requests_app.services.authority import ask_authority, fail_authority, settle_authority
from requests_app.services.note_writer import WrittenFor
from tests.cases import acting, make_received

PERSON = "Eino Edustettu"
WRITER = "Anna Asiamies"
PERSONS_ADDRESS = "Edustetunkuja 7\n90100 Oulu"
FOR_ANOTHER = (Role.AGENT, Role.GUARDIAN, Role.PARENT, Role.RELATIVE)


def make_represented(role: Role = Role.AGENT, **more: Any) -> AccessRequest:
    """An access request that somebody else brought, or a child who asks alone."""
    writer = "" if role is Role.MINOR else WRITER
    written_for = WrittenFor(role=role, writer_name=writer, contact=PERSONS_ADDRESS)
    return make_received(person_name=PERSON, written_for=written_for, **more)


def row_of(case: RightsRequest) -> Representation:
    """Who asks for whom, as the database has it."""
    return Representation.objects.get(submission=case.submission_id)


def settle_role(case: AccessRequest) -> AccessRequest:
    """The authority is settled, in the way that fits the role."""
    row = row_of(case)
    dead = row.role == Role.RELATIVE
    settle_authority(
        row.pk,
        method=AuthorityMethod.NATIONAL_LAW if dead else AuthorityMethod.DOCUMENT,
        reason="It covers this organisation and this right.",
        child_view="She is six, and was told." if row.role == Role.PARENT else "",
        actor=acting(case.controller),
    )
    return again(case)


def fail_role(case: AccessRequest) -> AccessRequest:
    """What was asked for did not come."""
    actor = acting(case.controller)
    ask_authority(row_of(case).pk, asked_for="The mandate.", actor=actor)
    fail_authority(row_of(case).pk, reason="It ended last year.", actor=actor)
    return again(case)


def answer_to(case: AccessRequest, to: AnswerTo, *, contact: str = "") -> AccessRequest:
    """It is noted who gets the letters."""
    address_answer(
        row_of(case).pk,
        answer_to=to,
        contact=contact,
        reason="The mandate is in doubt.",
        actor=acting(case.controller),
    )
    return again(case)


def again(case: AccessRequest) -> AccessRequest:
    """The case as the database has it now."""
    return AccessRequest.objects.select_related("submission__controller").get(pk=case.pk)
