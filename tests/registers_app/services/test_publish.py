"""One version of a register is in force at a time, from its day on."""

from datetime import date

import pytest
from django_fsm import TransitionNotAllowed

from registers_app.models import Register, RegisterVersion
from registers_app.selectors import version_in_force
from registers_app.services.publish import publish
from tests.factories import make_controller, make_register, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


def states(register: Register) -> dict[int, str]:
    return dict(register.versions.values_list("number", "state"))


def test_publishing_supersedes_the_version_before(register: Register) -> None:
    publish(version_id=make_version(register).pk, effective_on=date(2026, 5, 1))
    assert states(register) == {1: "superseded", 2: "published"}


def test_what_is_published_is_not_published_again(register: Register) -> None:
    with pytest.raises(TransitionNotAllowed):
        publish(version_id=register.versions.get().pk, effective_on=date(2026, 5, 1))


def test_the_version_of_a_day_is_the_one_in_force_on_it(register: Register) -> None:
    second = publish(version_id=make_version(register).pk, effective_on=date(2026, 5, 1))
    first = register.versions.get(number=1)
    assert version_in_force(register, on=date(2026, 4, 30)) == first
    assert version_in_force(register, on=date(2026, 5, 1)) == second


def test_before_the_first_day_the_oldest_version_is_the_best_there_is(register: Register) -> None:
    assert version_in_force(register, on=date(2001, 1, 1)) == register.versions.get()


def test_a_draft_is_never_in_force() -> None:
    register = Register.objects.create(
        controller=make_controller(), slug="new", created_at="2026-01-01T00:00:00Z"
    )
    RegisterVersion.objects.create(register=register, number=1)
    assert version_in_force(register, on=date(2026, 5, 1)) is None
