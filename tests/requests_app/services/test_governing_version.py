"""A request is handled by what was in force when it came; a version to come governs nothing."""

from datetime import date

import pytest

from registers_app.models import Purpose, PurposeBasis, Recipient, Register, RegisterVersion
from registers_app.services.publish import publish
from requests_app.domain.rights import Right
from requests_app.models import purposes_concerned, recipients_concerned, versions_concerned
from requests_app.portal.advice import advice_of
from requests_app.portal.options import public_registers
from tests.cases import make_received
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_version, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def register(clock: Clock) -> Register:
    return make_register(make_controller())


def publish_next(
    register: Register, *, on: date, purpose: str, basis: str = "contract"
) -> RegisterVersion:
    draft = make_version(register)
    PurposeBasis.objects.filter(purpose__version=draft).update(basis=basis)
    Purpose.objects.filter(version=draft).update(names=texts(purpose))
    Recipient.objects.filter(version=draft).update(names=texts(f"{purpose} Oy"))
    draft.descriptions = texts(purpose)
    draft.save()
    return publish(version_id=draft.pk, effective_on=on)


def purposes(request: object) -> list[str]:
    return [row.names["en"] for row in purposes_concerned(request)]  # type: ignore[arg-type]


@pytest.mark.parametrize("names_it", [True, False])
def test_a_version_to_come_does_not_govern_a_request_of_today(
    register: Register, names_it: bool, clock: Clock
) -> None:
    publish_next(register, on=TOMORROW, purpose="Profiling")
    named = register if names_it else None

    today = make_received(register.controller, register=named)
    clock.advance(days=1)
    tomorrow = make_received(register.controller, register=named)

    assert purposes(today) == ["Delivering what was ordered"]
    assert [row.number for row in versions_concerned(today)] == [1]
    assert purposes(tomorrow) == ["Profiling"]


@pytest.mark.parametrize("names_it", [True, False])
def test_what_takes_force_after_receipt_does_not_change_the_request(
    register: Register, names_it: bool, clock: Clock
) -> None:
    request = make_received(register.controller, register=register if names_it else None)
    publish_next(register, on=TOMORROW, purpose="Profiling")
    clock.advance(days=10)

    assert purposes(request) == ["Delivering what was ordered"]


def test_a_second_version_published_on_the_same_day_waits_for_the_next(
    register: Register, clock: Clock
) -> None:
    publish_next(register, on=TODAY, purpose="Profiling")
    publish_next(register, on=TOMORROW, purpose="No profiling")
    request = make_received(register.controller, register=register)

    assert request.register_version is not None
    assert request.register_version.number == 2
    clock.advance(days=1)
    assert purposes(request) == ["Profiling"]
    assert purposes(make_received(register.controller, register=register)) == ["No profiling"]


def test_who_got_the_data_since_receipt_is_told_of_a_change_too(
    register: Register, clock: Clock
) -> None:
    request = make_received(register.controller, register=register)
    publish_next(register, on=TOMORROW, purpose="Profiling")
    names = [row.names["en"] for row in recipients_concerned(request)]
    assert names == ["Posti Oy"]
    clock.advance(days=1)
    names = [row.names["en"] for row in recipients_concerned(request)]
    assert names == ["Posti Oy", "Profiling Oy"]


def test_the_public_form_speaks_by_what_is_in_force_today(register: Register, clock: Clock) -> None:
    publish_next(register, on=TOMORROW, purpose="Profiling", basis="legal_obligation")

    def shown() -> str:
        (offered,) = public_registers(register.controller)
        return offered.description.text

    def advised() -> str:
        return str(advice_of(register.controller, register)[Right.PORTABILITY]())

    assert shown() == "Data on those who buy from us."
    before = advised()
    clock.advance(days=1)
    assert shown() == "Profiling"
    assert advised() != before
