"""A part of a request goes to a client, and the rest stays ours."""

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM, subject_actor
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, CaseLetter, RightsRequest
from requests_app.services.close import withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hand_over import Answerer, answerer_of
from requests_app.services.pass_on_part import pass_on_part
from tests.cases import acting
from tests.eight import again, received
from tests.factories import make_controller, make_register
from tests.requests_app.admin.registers import make_processor_register

pytestmark = pytest.mark.django_db

OTHER = Answerer(name="Fabrikam AB")


@pytest.fixture
def both() -> Controller:
    """It keeps a register of its own and one for its clients."""
    controller = make_controller()
    make_register(controller)
    make_processor_register(controller)
    return controller


def of_all(controller: Controller) -> RightsRequest:
    return received(Right.ERASURE, controller=controller, register=None)


def pass_on(case: RightsRequest, *, to: Answerer = OTHER, how: str = "By post.") -> None:
    pass_on_part(case.pk, to=to, passed_on="My payslips.", how=how, actor=acting(case.controller))


def test_the_client_and_the_person_are_told_and_nothing_else_changes(both: Controller) -> None:
    case = of_all(both)
    pass_on(case, to=answerer_of(ProcessorClient.objects.get(name="Acme Oy")), how="")

    later = again(case)
    assert (later.state, later.due_on) == (case.state, case.due_on)
    assert Notice.objects.get(kind="handed_over").to_address == "privacy@acme.example"
    assert Notice.objects.get(kind="part_passed_on").to_address == case.submission.email
    assert "My payslips." in CaseLetter.objects.get(kind="part_passed_on").text
    entry = AuditEntry.objects.get(event="request.split")
    assert entry.payload.content["part"] == "My payslips."


def test_by_another_channel_the_desk_mails_no_controller(both: Controller) -> None:
    pass_on(of_all(both))

    assert not Notice.objects.filter(kind="handed_over").exists()
    assert AuditEntry.objects.get(event="request.forward").payload.content["how"] == "By post."


def test_without_a_mailbox_it_has_to_be_said_how(both: Controller) -> None:
    with pytest.raises(NotPossible, match="Write the reason"):
        pass_on(of_all(both), how=" ")


def test_a_closed_request_has_no_part_to_pass_on(both: Controller) -> None:
    case = of_all(both)
    withdraw(case.pk, statement="", actor=subject_actor(case.submission_id))
    with pytest.raises(NotPossible, match="closed"):
        pass_on(case)


def test_who_named_one_of_our_registers_asked_for_no_client_s_data(both: Controller) -> None:
    own = both.registers.get(slug="customers")
    with pytest.raises(NotPossible, match="no client’s data"):
        pass_on(received(Right.ERASURE, controller=both, register=own))


def test_only_who_handles_requests_passes_anything_on(both: Controller) -> None:
    case = of_all(both)
    for actor in (SYSTEM, subject_actor(case.submission_id), acting(make_controller())):
        with pytest.raises(NotPermitted):
            pass_on_part(case.pk, to=OTHER, passed_on="All.", how="By post.", actor=actor)
    assert not AuditEntry.objects.filter(event__in=["request.split", "request.forward"]).exists()
    assert not case.parts.exists()
