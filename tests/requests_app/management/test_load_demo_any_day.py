"""The demo tells the same story on whatever day and at whatever hour it is loaded."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from config.clock import at, now
from registers_app.models import Controller
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.deadline import ClockFacts, compute
from requests_app.management.demo.case import Case
from requests_app.management.demo.cases import CASES
from requests_app.management.demo.load import REGISTERS
from requests_app.management.demo.timetable import JUST_NOW, Timetable, timetable
from requests_app.models import Channel
from tests.requests_app.management.demo import check_it_stands, load_demo

HELSINKI = ZoneInfo("Europe/Helsinki")
A_SUNDAY_AT_NIGHT = datetime(2027, 12, 26, 0, 30, tzinfo=HELSINKI)
OTHER_DAYS = [
    datetime(2026, 12, 25, 12, 0, tzinfo=HELSINKI),
    datetime(2027, 1, 1, 0, 5, tzinfo=HELSINKI),
    datetime(2027, 2, 28, 23, 55, tzinfo=HELSINKI),
    datetime(2027, 3, 30, 9, 0, tzinfo=HELSINKI),  # after Easter
    datetime(2027, 6, 19, 15, 0, tzinfo=HELSINKI),
    datetime(2028, 2, 29, 8, 0, tzinfo=HELSINKI),
    datetime(2029, 10, 29, 8, 0, tzinfo=HELSINKI),  # a Monday after the change of the clocks
]


@pytest.mark.soak
@pytest.mark.django_db
def test_it_is_whole_on_a_holiday_a_sunday_at_half_past_midnight(settings: Settings) -> None:
    settings.DEBUG = True
    with at(A_SUNDAY_AT_NIGHT):
        load_demo()
        check_it_stands()


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("moment", OTHER_DAYS, ids=str)
def test_it_is_whole_on_other_awkward_days(moment: datetime, settings: Settings) -> None:
    settings.DEBUG = True
    with at(moment):
        load_demo()
        check_it_stands()


@examples(max_examples=60, deadline=None)
@given(
    moment=st.datetimes(
        min_value=datetime(2026, 6, 1), max_value=datetime(2045, 1, 1), timezones=st.just(UTC)
    )
)
def test_no_step_of_a_case_comes_too_early_or_too_late(moment: datetime) -> None:
    with at(moment):
        for case in CASES:
            clocks = clocks_of(case)
            check_order(case, timetable(case, clocks), clocks[0])


def check_order(case: Case, times: Timetable, controller: Controller) -> None:
    zone, calendar = ZoneInfo(controller.time_zone), holiday_calendar(controller.calendar)
    instants = [times.entered_at, *times.steps]
    assert all(earlier < later for earlier, later in pairwise(instants))
    assert instants[-1] < now()
    assert times.received_at <= now() - JUST_NOW + timedelta(seconds=1)
    if case.channel is Channel.PORTAL:
        assert times.received_at == times.entered_at
    else:
        assert times.received_at < times.entered_at
        assert calendar.is_working_day(times.received_at.astimezone(zone).date())


@pytest.mark.parametrize("case", [case for case in CASES if case.due_in is not None])
def test_what_is_due_soon_is_due_soon_on_every_third_day_of_two_years(case: Case) -> None:
    assert case.due_in is not None
    assert case.channel is Channel.PORTAL  # the rest comes on working days, so it may be due before
    for days in range(0, 730, 3):
        noon = datetime(2027, 1, 1, 12, 0, tzinfo=HELSINKI) + timedelta(days=days)
        with at(noon):
            clocks = clocks_of(case)
            left = due_on(timetable(case, clocks), clocks) - noon.date()
        # No day may end a month on that very day: Easter, or the end of February.
        assert 0 <= left.days - case.due_in <= 5


def due_on(times: Timetable, clocks: list[Controller]) -> date:
    return min(
        compute(
            ClockFacts(
                received_at=times.received_at, time_zone=each.time_zone, calendar=each.calendar
            )
        ).base_due_on
        for each in clocks
    )


def clocks_of(case: Case) -> list[Controller]:
    """The controllers in the file of the case's organisation, the one turned to first."""
    owner = case.about_register[0]
    first = case.addressed_to or owner
    return sorted(controllers_in(f"{owner}.yaml"), key=lambda each: each.slug != first)


@cache
def controllers_in(file: str) -> tuple[Controller, ...]:
    tree = yaml.safe_load((REGISTERS / file).read_text(encoding="utf-8"))
    rows = [tree["controller"], *tree.get("joint_controllers", [])]
    names = ("slug", "time_zone", "calendar", "regime")
    return tuple(Controller(**{name: row[name] for name in names}) for row in rows)
