"""Processors forward, joint controllers answer by the earliest clock."""

from datetime import UTC, date, datetime

import pytest
from django.db import Error, transaction

from notices_app.models import Notice
from registers_app.models import Controller, OurRole, Register
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import CaseLetter, RightsRequest, Submission
from requests_app.services.assess import assess
from requests_app.services.close import forward
from requests_app.services.collect import collect
from requests_app.services.confirm_email import confirm_email
from requests_app.services.errors import NotPossible
from requests_app.services.hand_over import Answerer
from requests_app.services.redate import dates_of
from tests.cases import acting
from tests.clock import Clock
from tests.eight import again, received, submitted
from tests.factories import make_controller, make_register

pytestmark = pytest.mark.django_db


def processor() -> Register:
    register = make_register(make_controller())
    register.our_role = OurRole.PROCESSOR
    register.save(update_fields=["our_role"])
    return register


def joint() -> tuple[Register, Controller]:
    """A Finnish company that answers, and a Swedish one that decides with it."""
    register = make_register(make_controller())
    swedish = make_controller(country="SE", time_zone="Europe/Stockholm", calendar="SE")
    register.joint_controllers.add(swedish)
    return register, swedish


@pytest.mark.parametrize("right", list(Right))
def test_a_processor_works_to_the_day_by_which_it_forwards(right: Right, clock: Clock) -> None:
    register = processor()
    request = received(
        right,
        controller=register.controller,
        register=register,
        scope=ObjectionScope.MARKETING if right is Right.OBJECTION else None,
    )

    assert request.state == "received"
    assert request.forward_by == request.target_on == date(2026, 3, 3)
    assert request.stop_by is None
    assert not request.tasks.exists()


def test_who_names_no_register_where_all_is_kept_for_others_is_forwarded_in_a_day(
    clock: Clock,
) -> None:
    request = received(Right.ACCESS, controller=processor().controller, register=None)

    assert request.forward_by == request.target_on == date(2026, 3, 3)
    assert CaseLetter.objects.get(request=request).kind == "received_to_forward"

    mixed = processor().controller
    make_register(mixed, slug="own")
    request = received(Right.ACCESS, controller=mixed, register=None)
    assert request.forward_by is None


def test_a_processor_decides_nothing_and_discloses_nothing() -> None:
    register = processor()
    request = received(Right.ACCESS, controller=register.controller, register=register)
    actor = acting(request.controller)
    assess(request.pk, actor=actor)
    with pytest.raises(NotPossible, match="only the processor"):
        collect(request.pk, actor=actor)
    with pytest.raises(Error, match="belongs to our client"), transaction.atomic():
        force_state(request, "collecting")


def force_state(request: RightsRequest, state: str) -> None:
    """Past the machine, but not past the triggers."""
    RightsRequest.objects.filter(pk=request.pk).update(state=state)


def test_a_processor_tells_the_person_who_answers(clock: Clock) -> None:
    register = processor()
    request = received(Right.ERASURE, controller=register.controller, register=register)
    forward(
        request.pk,
        to=Answerer(name="Southwind AB"),
        how="Secure mail of the agreement, to their privacy mailbox.",
        actor=acting(request.controller),
    )

    assert again(request).state == "forwarded"
    assert "Southwind AB" in CaseLetter.objects.get(kind="forwarded").text


def test_what_has_been_passed_on_has_no_day_of_ours_in_a_later_mail(clock: Clock) -> None:
    register = processor()
    request = received(Right.ERASURE, controller=register.controller, register=register)
    to = Answerer(name="Southwind AB")
    forward(request.pk, to=to, how="By post.", actor=acting(request.controller))
    confirm_email(request.submission.links.get(purpose="confirm"))

    mail = Notice.objects.get(kind="email_confirmed")
    assert "2026" not in mail.text


def test_the_earliest_day_of_the_joint_controllers_counts(clock: Clock) -> None:
    """6 June is a holiday in Sweden, 6 December in Finland."""
    register, swedish = joint()
    clock.set(datetime(2025, 5, 6, 8, tzinfo=UTC))
    request = received(Right.ACCESS, controller=swedish, register=register)
    assert request.due_on == date(2025, 6, 6)

    clock.set(datetime(2027, 11, 6, 8, tzinfo=UTC))
    other = received(Right.ACCESS, controller=register.controller, register=register)
    assert other.due_on == date(2027, 12, 6)
    assert dates_of(other).steps[-1].rule == "joint_earliest"


def test_the_one_that_answers_by_the_arrangement_gets_the_case() -> None:
    register, swedish = joint()
    submission = submitted(Right.ACCESS, controller=swedish, register=register)

    assert submission.controller == register.controller
    assert submission.addressed_to == swedish
    letter = CaseLetter.objects.get(kind="received")
    assert "tietosuoja.fi" in letter.text
    assert "imy.se" in letter.text


def test_a_register_of_somebody_else_is_refused() -> None:
    register = make_register(make_controller())
    with pytest.raises(NotPossible, match="another organisation"):
        submitted(Right.ACCESS, controller=make_controller(), register=register)
    assert not Submission.objects.exists()


def test_a_request_without_a_register_leaves_clients_data_alone() -> None:
    controller = make_controller()
    make_register(controller)
    clients = make_register(controller, slug="clients", systems=("Client database",))
    clients.our_role = OurRole.PROCESSOR
    clients.save(update_fields=["our_role"])
    request = received(Right.ACCESS, controller=controller, register=None)
    actor = acting(controller)
    assess(request.pk, actor=actor)
    collect(request.pk, actor=actor)

    names = {task.data_system.name for task in request.tasks.all()}
    assert names == {"Customer database", "Mailing list"}
