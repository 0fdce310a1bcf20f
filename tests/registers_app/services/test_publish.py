"""One version of a register is in force at a time, from its day on."""

from datetime import UTC, date, datetime

import pytest

from config.clock import today
from registers_app.domain.actors import SYSTEM, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Register, RegisterVersion
from registers_app.selectors import version_in_force, versions_in_force_today
from registers_app.services.errors import NotPermitted, NotPossible
from registers_app.services.publish import publish
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user, make_version

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
    with pytest.raises(NotPossible, match="moved on"):
        publish(version_id=register.versions.get().pk, effective_on=date(2026, 5, 1))


def test_the_version_of_a_day_is_the_one_in_force_on_it(register: Register) -> None:
    second = publish(version_id=make_version(register).pk, effective_on=date(2026, 5, 1))
    first = register.versions.get(number=1)
    assert version_in_force(register, on=date(2026, 4, 30)) == first
    assert version_in_force(register, on=date(2026, 5, 1)) == second


def test_a_version_is_in_force_later_than_the_one_before(register: Register) -> None:
    for day in (date(2020, 1, 1), date(2019, 12, 31)):
        with pytest.raises(NotPossible, match="choose a later day"):
            publish(version_id=make_version(register).pk, effective_on=day)
        register.versions.filter(state="draft").delete()
    assert states(register) == {1: "published"}


def test_before_the_first_day_the_oldest_version_is_the_best_there_is(register: Register) -> None:
    assert version_in_force(register, on=date(2001, 1, 1)) == register.versions.get()


def test_a_draft_is_never_in_force() -> None:
    register = Register.objects.create(
        controller=make_controller(), slug="new", created_at="2026-01-01T00:00:00Z"
    )
    RegisterVersion.objects.create(register=register, number=1)
    assert version_in_force(register, on=date(2026, 5, 1)) is None
    assert not versions_in_force_today()


def test_a_day_begins_where_the_controller_is(clock: Clock) -> None:
    """At noon UTC of 2 March it is the 3rd already on Kiritimati."""
    clock.set(datetime(2026, 3, 2, 12, tzinfo=UTC))
    early, late = (
        make_register(make_controller(time_zone=zone))
        for zone in ("Pacific/Kiritimati", "Europe/Helsinki")
    )
    for register in (early, late):
        publish(version_id=make_version(register).pk, effective_on=date(2026, 3, 3))
    numbers = {row.register: row.number for row in versions_in_force_today()}
    assert numbers == {early: 2, late: 1}


def test_only_who_publishes_registers_publishes(register: Register) -> None:
    draft = make_version(register)
    stranger = make_user(make_controller(), role=Role.ADMINISTRATOR)
    handler = make_user(register.controller, role=Role.HANDLER)
    for user in (stranger, handler):
        with pytest.raises(NotPermitted):
            publish(version_id=draft.pk, effective_on=date(2026, 5, 1), actor=user_actor(user.pk))


def test_what_a_file_says_was_published_before_is_older_than_its_register_here(
    register: Register,
) -> None:
    draft = make_version(register)
    draft.predates_desk = True
    draft.save()
    entered_on = today(register.controller.time_zone)
    with pytest.raises(NotPossible, match="before Rightsdesk"):
        publish(version_id=draft.pk, effective_on=entered_on, actor=SYSTEM)
    assert publish(version_id=draft.pk, effective_on=date(2021, 1, 1)).state == "published"
