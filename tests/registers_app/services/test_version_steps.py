"""A version is written, looked at and published; who did what with it is kept."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from registers_app.domain.actors import SYSTEM, Actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Purpose, Register, RegisterVersion
from registers_app.services.confirm_register import confirm_register
from registers_app.services.errors import NotPermitted, NotPossible
from registers_app.services.publish import publish
from registers_app.services.return_to_draft import return_to_draft
from registers_app.services.send_to_review import send_to_review
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user, make_version

pytestmark = pytest.mark.django_db

DAY = date(2027, 1, 1)


@pytest.fixture
def register() -> Register:
    """At an organisation where a second person publishes."""
    register = make_register(make_controller())
    Controller.objects.update(second_person_publishes=True)
    return Register.objects.get(pk=register.pk)


@pytest.fixture
def writer(register: Register) -> Actor:
    return user_actor(make_user(register.controller, role=Role.REGISTER_EDITOR).pk)


@pytest.fixture
def second(register: Register) -> Actor:
    return user_actor(make_user(register.controller, role=Role.REGISTER_EDITOR).pk)


def trail(version: RegisterVersion) -> list[tuple[str, int | None, str]]:
    return list(version.steps.values_list("step", "actor_id", "note"))


def test_two_persons_publish_and_the_trail_names_both(
    register: Register, writer: Actor, second: Actor
) -> None:
    draft = make_version(register)
    send_to_review(draft.pk, actor=writer)
    published = publish(version_id=draft.pk, effective_on=DAY, actor=second)
    assert (published.submitted_by_id, published.published_by_id) == (writer.id, second.id)
    assert trail(draft) == [
        ("send_to_review", writer.id, ""),
        ("publish", second.id, ""),
    ]
    first = register.versions.get(number=1)
    assert trail(first)[-1] == ("supersede", second.id, "")


def test_who_sent_a_version_to_review_does_not_publish_it(
    register: Register, writer: Actor
) -> None:
    draft = make_version(register)
    send_to_review(draft.pk, actor=writer)
    for actor in (writer, SYSTEM):
        with pytest.raises(NotPossible, match="second person looks at it"):
            publish(version_id=draft.pk, effective_on=DAY, actor=actor)
    assert RegisterVersion.objects.get(pk=draft.pk).state == "in_review"


@pytest.mark.parametrize("who", ["writer", "system"])
def test_nobody_publishes_a_draft_that_no_one_has_looked_at(
    register: Register, writer: Actor, who: str
) -> None:
    actor = writer if who == "writer" else SYSTEM
    with pytest.raises(NotPossible, match="send the version to review"):
        publish(version_id=make_version(register).pk, effective_on=DAY, actor=actor)


def test_history_needs_no_second_person(register: Register) -> None:
    draft = make_version(register)
    draft.predates_desk = True
    draft.save()
    published = publish(version_id=draft.pk, effective_on=date(2021, 5, 1))
    assert (published.state, published.published_by) == ("published", None)


def test_where_one_person_is_enough_a_draft_is_published_at_once(writer: Actor) -> None:
    Controller.objects.update(second_person_publishes=False)
    draft = make_version(Register.objects.get())
    publish(version_id=draft.pk, effective_on=DAY, actor=writer)
    assert [step for step, _actor, _note in trail(draft)] == ["send_to_review", "publish"]


def test_in_review_nothing_is_edited(register: Register, writer: Actor) -> None:
    draft = make_version(register)
    send_to_review(draft.pk, actor=writer)
    draft = RegisterVersion.objects.get(pk=draft.pk)
    draft.security_measures = {"en": "None."}
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Purpose.objects.filter(version=draft).update(is_research=True)


def test_a_returned_version_says_what_to_change_and_is_edited_again(
    register: Register, writer: Actor, second: Actor
) -> None:
    draft = make_version(register)
    send_to_review(draft.pk, actor=writer)
    with pytest.raises(NotPossible, match="what is to be changed"):
        return_to_draft(draft.pk, note="  ", actor=second)
    return_to_draft(draft.pk, note=" Name the recipients. ", actor=second)
    assert trail(draft)[-1] == ("return_to_draft", second.id, "Name the recipients.")
    Purpose.objects.filter(version=draft).update(is_research=True)


def test_each_step_is_for_who_may_take_it(register: Register, writer: Actor) -> None:
    draft = make_version(register)
    for role in (Role.HANDLER, Role.SUPERVISOR, Role.DPO):
        reader = user_actor(make_user(register.controller, role=role).pk)
        with pytest.raises(NotPermitted):
            send_to_review(draft.pk, actor=reader)
        with pytest.raises(NotPermitted):
            return_to_draft(draft.pk, note="No.", actor=reader)
        with pytest.raises(NotPermitted):
            confirm_register(register.pk, actor=reader)


def test_a_step_out_of_turn_is_not_possible(register: Register, writer: Actor) -> None:
    draft = make_version(register)
    with pytest.raises(NotPossible, match="moved on"):
        return_to_draft(draft.pk, note="No.", actor=writer)
    send_to_review(draft.pk, actor=writer)
    with pytest.raises(NotPossible, match="moved on"):
        send_to_review(draft.pk, actor=writer)


def test_that_a_register_still_holds_is_kept_with_who_found_it(
    register: Register, second: Actor, clock: Clock
) -> None:
    confirmed = confirm_register(register.pk, actor=second)
    assert confirmed.reviewed_on == date(2026, 3, 2)
    assert trail(register.versions.get())[-1] == ("still_holds", second.id, "")


def test_where_nothing_is_published_nothing_still_holds(register: Register, second: Actor) -> None:
    empty = Register.objects.create(
        controller=register.controller, slug="new", created_at=register.created_at
    )
    with pytest.raises(NotPossible):
        confirm_register(empty.pk, actor=second)
