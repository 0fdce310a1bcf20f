"""Whose registers are shown, who answers for them, and which version is in force."""

import pytest

from registers_app.models import Register, VersionState
from registers_app.selectors import answering_controller, joint_with, published_registers
from tests.factories import make_controller, make_register, make_version, texts

pytestmark = pytest.mark.django_db


def test_a_joint_controller_shows_the_register_of_the_one_that_keeps_it_once() -> None:
    ours, theirs, third = make_controller(), make_controller(), make_controller()
    register = make_register(ours)
    register.joint_controllers.add(theirs, third)
    for controller in (ours, theirs, third):
        assert list(published_registers(controller)) == [register]
    assert list(published_registers(make_controller())) == []


def test_a_register_without_a_version_in_force_is_not_shown_to_anybody() -> None:
    ours, theirs = make_controller(), make_controller()
    register = Register.objects.create(
        controller=ours, slug="new", names=texts("New"), created_at=make_register(ours).created_at
    )
    register.joint_controllers.add(theirs)
    assert make_version(register).state == VersionState.DRAFT
    assert list(published_registers(theirs)) == []


def test_the_controller_that_keeps_the_register_answers_and_stands_first() -> None:
    ours, theirs = make_controller(name="Zenith Oy"), make_controller(name="Apex Ab")
    register = make_register(ours)
    assert joint_with(register) == [ours]
    register.joint_controllers.add(theirs)
    assert answering_controller(register) == ours
    assert joint_with(register) == [ours, theirs]


def test_a_controller_that_was_made_joint_with_itself_stands_there_once() -> None:
    ours = make_controller()
    register = make_register(ours)
    register.joint_controllers.add(ours)
    assert joint_with(register) == [ours]
    assert list(published_registers(ours)) == [register]
