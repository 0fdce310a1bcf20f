"""Who names no register means all for which they may turn to that controller (GDPR Art. 26(3))."""

from datetime import UTC, date, datetime

import pytest

from registers_app.models import Controller, OurRole, Register
from requests_app.domain.rights import Right
from requests_app.models import CaseLetter
from tests.cases import handler_of
from tests.clock import Clock
from tests.eight import received, submitted
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import case_url, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def finnish() -> Controller:
    return make_controller()


@pytest.fixture
def swedish(finnish: Controller) -> Controller:
    """Joint with the Finnish controller for the one register there is."""
    controller = make_controller(country="SE", time_zone="Europe/Stockholm", calendar="SE")
    make_register(finnish).joint_controllers.add(controller)
    return controller


@pytest.fixture
def before_a_swedish_holiday(clock: Clock) -> None:
    """A month ends on 6 June, the national day of Sweden: a Friday."""
    clock.set(datetime(2025, 5, 6, 8, tzinfo=UTC))


def test_the_only_joint_register_is_meant_and_the_one_that_keeps_it_answers(
    finnish: Controller, swedish: Controller
) -> None:
    case = submitted(Right.ACCESS, controller=swedish, register=None)
    assert case.controller == finnish
    assert case.addressed_to == swedish
    assert case.register == Register.objects.get()
    assert case.requests.get().register_version is not None


@pytest.mark.usefixtures("before_a_swedish_holiday")
def test_one_that_keeps_a_register_too_answers_by_the_earliest_day_of_all(
    swedish: Controller,
) -> None:
    make_register(swedish, slug="staff")
    request = received(Right.ACCESS, controller=swedish, register=None)
    assert request.controller == swedish
    assert request.due_on == date(2025, 6, 6)
    letter = CaseLetter.objects.get(kind="received").text
    assert "imy.se" in letter
    assert "tietosuoja.fi" in letter


@pytest.mark.parametrize("turned_to", ["finnish", "swedish"])
@pytest.mark.parametrize(
    ("received_at", "due_on"),
    [
        # 6 June is a holiday in Sweden alone, 19 June in neither, 6 December in Finland alone.
        (datetime(2025, 5, 6, 8, tzinfo=UTC), date(2025, 6, 6)),
        (datetime(2025, 5, 19, 8, tzinfo=UTC), date(2025, 6, 19)),
        (datetime(2027, 11, 6, 8, tzinfo=UTC), date(2027, 12, 6)),
        # 6 January is a holiday in both.
        (datetime(2026, 12, 6, 8, tzinfo=UTC), date(2027, 1, 7)),
    ],
)
def test_whoever_is_turned_to_the_one_answers_and_the_earliest_day_of_both_counts(
    request: pytest.FixtureRequest,
    clock: Clock,
    finnish: Controller,
    swedish: Controller,
    turned_to: str,
    received_at: datetime,
    due_on: date,
) -> None:
    clock.set(received_at)
    register = Register.objects.get()
    case = received(Right.ERASURE, controller=request.getfixturevalue(turned_to), register=register)
    assert case.controller == finnish
    assert case.due_on == due_on
    page = text_of(signed_in(handler_of(finnish)).get(case_url(case)))
    assert f"By their arrangement {finnish.name} answers." in page
    assert swedish.name in page


@pytest.mark.usefixtures("before_a_swedish_holiday")
def test_a_register_that_one_keeps_alone_runs_by_its_own_clock(swedish: Controller) -> None:
    alone = make_register(swedish, slug="staff")
    request = received(Right.ACCESS, controller=swedish, register=alone)
    assert request.due_on == date(2025, 6, 9)
    assert "tietosuoja.fi" not in CaseLetter.objects.get(kind="received").text


@pytest.mark.usefixtures("before_a_swedish_holiday")
def test_a_register_kept_for_clients_brings_no_clock_of_its_own(swedish: Controller) -> None:
    clients = make_register(make_controller(), slug="clients")
    clients.our_role = OurRole.PROCESSOR
    clients.save(update_fields=["our_role"])
    request = received(Right.ACCESS, controller=clients.controller, register=None)
    assert request.holiday_version.startswith("FI ")
    assert "SE" not in request.holiday_version


def test_one_register_of_ones_own_is_not_named_for_the_person() -> None:
    controller = make_controller()
    make_register(controller)
    case = submitted(Right.ACCESS, controller=controller, register=None)
    assert (case.controller, case.register, case.addressed_to) == (controller, None, None)
