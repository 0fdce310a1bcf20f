"""Owners are chased in time, once, and not while the clock or an answer of ours is waited for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import owner_actor
from registers_app.domain.roles import Role
from registers_app.models import DataSystem
from requests_app.models import AccessRequest, Reminder, Task, TaskSaid
from requests_app.services.ask_desk import ask_desk, write_to_owner
from requests_app.services.collect import collect
from requests_app.services.finish_task import finish_task
from requests_app.services.remind_owners import remind_owners
from requests_app.services.suspend import ask_clarification
from tests.cases import acting, ask_for_identity, begin, make_received, settle
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.portal.owner import make_task

pytestmark = pytest.mark.django_db

# Received on 2 March 2026.
TARGET = date(2026, 4, 2)


@pytest.fixture
def task(clock: Clock) -> Task:
    task = make_task()
    make_user(task.request.controller, role=Role.SUPERVISOR)
    other = Task.objects.exclude(pk=task.pk).get()
    finish_task(other.pk, step="cancel", result="Not used.", actor=acting(task.request.controller))
    return task


def sent_on(clock: Clock, day: date) -> list[str]:
    """The kinds of mails that a sweep sends on a day."""
    clock.set(datetime(day.year, day.month, day.day, 7, tzinfo=UTC))
    known = set(Notice.objects.values_list("pk", flat=True))
    remind_owners()
    return sorted(Notice.objects.exclude(pk__in=known).values_list("kind", flat=True))


def days_before(days: int) -> date:
    return TARGET - timedelta(days=days)


def test_owners_are_chased_then_handlers_and_supervisors_told(task: Task, clock: Clock) -> None:
    assert task.request.target_on == TARGET
    told = {days: sent_on(clock, days_before(days)) for days in range(10, -2, -1)}
    assert {days: kinds for days, kinds in told.items() if kinds} == {
        7: ["task_reminder"],
        3: ["staff_owner_silent", "task_reminder"],
        1: ["staff_owner_silent", "task_reminder"],
        0: ["task_reminder"],
    }
    kinds = Reminder.objects.order_by("reminder_on", "kind").values_list("kind", flat=True)
    assert list(kinds) == ["owner", "owner", "owner_handler", "owner", "owner_supervisor", "owner"]
    assert Notice.objects.filter(kind="task_reminder").latest("pk").to_address == task.mailbox


def test_each_is_sent_once_and_after_downtime_only_the_latest(task: Task, clock: Clock) -> None:
    assert sent_on(clock, days_before(2)) == ["staff_owner_silent", "task_reminder"]
    assert sent_on(clock, days_before(2)) == []


def test_nobody_is_chased_while_the_clock_is_suspended(task: Task, clock: Clock) -> None:
    clock.set(datetime(2026, 3, 20, 8, tzinfo=UTC))
    ask_clarification(
        task.request_id,
        question="Which of the two accounts?",
        facts="She has two accounts.",
        why_late="The second account was found today.",
        actor=acting(task.request.controller),
    )
    for days in (7, 3, 1, 0):
        assert sent_on(clock, days_before(days)) == []


def test_nobody_is_chased_who_waits_for_our_answer(task: Task, clock: Clock) -> None:
    ask_desk(task.pk, said=TaskSaid.QUESTION, text="Which one?", actor=owner_actor(task.pk))
    assert sent_on(clock, days_before(7)) == []
    write_to_owner(task.pk, text="The elder.", actor=acting(task.request.controller))
    assert sent_on(clock, days_before(6)) == ["task_reminder"]


def test_what_is_finished_is_asked_of_nobody(task: Task, clock: Clock) -> None:
    finish_task(task.pk, step="finish", result="Found.", actor=acting(task.request.controller))
    assert sent_on(clock, days_before(3)) == []


def test_who_could_not_be_called_while_identity_was_open_is_called_after(clock: Clock) -> None:
    controller = make_controller()
    request = begin(make_received(controller, register=make_register(controller)))
    DataSystem.objects.filter(name="Mailing list").update(owner_email="")
    ask_for_identity(request)
    collect(request.pk, actor=acting(controller))
    assert not Notice.objects.filter(kind="task_opened").exists()
    assert sent_on(clock, date(2026, 3, 3)) == []
    settle(AccessRequest.objects.get(pk=request.pk))
    assert sent_on(clock, date(2026, 3, 3)) == ["task_opened"]
    assert sent_on(clock, date(2026, 3, 3)) == []
