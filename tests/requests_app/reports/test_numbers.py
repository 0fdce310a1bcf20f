"""Every number of the report, over random histories, against reading one row after another."""

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.clock import today
from registers_app.domain.roles import Role
from registers_app.models import Controller, DataSystem, Register
from requests_app.reports.grouping import GROUPINGS, Group
from requests_app.reports.period import Basis, Period
from requests_app.reports.queries import Line, Report, deadline_report, known, requests_in
from requests_app.reports.tables import tables_of
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.reports import slow_path
from tests.requests_app.reports.histories import HISTORIES, PLAIN, Ground, write
from tests.requests_app.reports.slow_path import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground() -> Ground:
    """Two organisations on two sides of the world."""
    here = make_controller(time_zone="Europe/Helsinki")
    there = make_controller(time_zone="Pacific/Auckland")
    registers: dict[int, list[Register | None]] = {
        here.pk: [make_register(here), make_register(here, slug="staff", name="Staff"), None],
        there.pk: [make_register(there), None, None],
    }
    return Ground(
        controllers=[here, there],
        registers=registers,
        handlers=[make_user(here), make_user(there, role=Role.SUPERVISOR), None],
        system=DataSystem.objects.first(),
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    histories=st.lists(HISTORIES, min_size=1, max_size=12),
    window=st.tuples(st.integers(0, 140), st.integers(0, 140)),
    basis=st.sampled_from(Basis),
    group=st.sampled_from(Group),
)
def test_every_number_equals_what_reading_the_rows_gives(
    ground: Ground,
    histories: list[dict[str, Any]],
    window: tuple[int, int],
    basis: Basis,
    group: Group,
) -> None:
    with transaction.atomic():
        write(histories, ground)
        _check(ground, window=window, basis=basis, group=group)
        transaction.set_rollback(True)


def _check(ground: Ground, *, window: tuple[int, int], basis: Basis, group: Group) -> None:
    day = today("Europe/Helsinki")
    period = Period(
        first=day - timedelta(days=max(window)), last=day - timedelta(days=min(window)), basis=basis
    )
    report = deadline_report(ground.controllers, period=period, group=group)
    everything = slow_path.stories(ground.controllers)
    told = [story for story in everything if _is_in(story, period)]
    _check_lines(report, told, group)
    expected = slow_path.counts(told)
    assert {code: n for code, n in report.counts.items() if n} == expected
    _check_times(report, told)
    facts = {
        name: getattr(report.forecast.known, name)
        for name in ("late", "due", "waiting", "received", "ended")
    }
    assert facts == slow_path.forecast_facts(everything)
    # Whatever was found, it can be shown.
    assert len(tables_of(report)) == 13


def _is_in(story: Story, period: Period) -> bool:
    day = story.row.received_on if period.basis is Basis.RECEIVED else story.row.closed_on
    return day is not None and period.first <= day <= period.last


def _check_lines(report: Report, told: list[Story], group: Group) -> None:
    keys: dict[Group, Callable[[Story], object]] = {
        Group.CONTROLLER: lambda story: story.row.controller_id,
        Group.REGISTER: lambda story: story.row.submission.register_id,
        Group.RIGHT: lambda story: story.row.right,
        Group.CHANNEL: lambda story: story.row.submission.channel,
        Group.LANGUAGE: lambda story: story.row.submission.language,
        Group.HANDLER: lambda story: story.row.assignee_id,
    }
    of = keys[group]
    for line in report.lines:
        mine = [story for story in told if of(story) == line.key]
        assert dict(line.numbers) == slow_path.main_numbers(mine)
        assert line.name
    assert dict(report.total.numbers) == slow_path.main_numbers(told)
    shown = {line.key for line in report.lines if line.numbers["all"]}
    assert shown == {of(story) for story in told}


def _check_times(report: Report, told: list[Story]) -> None:
    waits = slow_path.wait_days(told)
    assert {each.ground: (each.asked, each.ended) for each in report.waits} == {
        name: (asked, len(days)) for name, (asked, days) in waits.items()
    }
    for wait in report.waits:
        _same(wait.median, wait.ninetieth, waits[wait.ground][1])
    answers = slow_path.answer_days(told)
    assert {each.right: each.answered for each in report.durations} == {
        right: len(days) for right, days in answers.items()
    }
    for answer in report.durations:
        _same(answer.median, answer.ninetieth, answers[answer.right])
    stays = slow_path.stays(told)
    assert {each.state: each.stays for each in report.stages} == {
        state: len(days) for state, days in stays.items()
    }
    for stage in report.stages:
        _same(stage.median, stage.ninetieth, stays[stage.state])


def _same(median: float | None, ninetieth: float | None, amounts: list[Any]) -> None:
    if not amounts:
        assert median is None
        assert ninetieth is None
        return
    assert median is not None
    assert ninetieth is not None
    assert math.isclose(median, slow_path.percentile(amounts, 0.5), abs_tol=1e-3)
    assert math.isclose(ninetieth, slow_path.percentile(amounts, 0.9), abs_tol=1e-3)


def test_the_share_on_time_is_of_what_was_answered() -> None:
    numbers = {"on_time": 3, "answered_late": 1}
    assert Line(key=None, name="x", numbers=numbers).rate == 0.75
    assert Line(key=None, name="x", numbers={"on_time": 0, "answered_late": 0}).rate is None


def test_history_is_counted_from_the_first_request_and_no_further_than_ninety_days(
    ground: Ground,
) -> None:
    assert known(ground.controllers).days == 0
    controller: Controller = ground.controllers[0]
    plan = PLAIN | {"age": 40}
    write([plan], ground)
    assert known([controller]).days == 40
    write([plan | {"age": 130}], ground)
    assert known([controller]).days == 90


def test_each_group_has_a_column_that_exists(ground: Ground) -> None:
    period = Period(first=today("UTC"), last=today("UTC"))
    for grouping in GROUPINGS.values():
        assert list(requests_in(ground.controllers, period=period).values(grouping.column)) == []
