"""A new holiday table, or a controller that counts by another clock, dates open requests anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registers_app.models import Controller
from requests_app.domain.calendars import HolidayCalendar, holiday_calendar
from requests_app.models import AuditEntry, RightsRequest
from requests_app.services import redate as redating
from requests_app.services.close import withdraw
from requests_app.services.redate_stale import redate_stale
from tests.cases import acting, make_received
from tests.clock import Clock
from tests.factories import make_controller

pytestmark = pytest.mark.django_db

DUE = date(2026, 4, 2)
NewDay = Callable[[date], None]


@pytest.fixture
def new_holiday(monkeypatch: pytest.MonkeyPatch) -> NewDay:
    """Let a new table for Finland have one more holiday."""

    def declare(day: date) -> None:
        def table(name: str) -> HolidayCalendar:
            known = holiday_calendar(name)
            if name != "FI":
                return known
            return replace(known, version="next year", days=known.days | {day})

        monkeypatch.setattr(redating, "holiday_calendar", table)
        monkeypatch.setattr("requests_app.domain.deadline.holiday_calendar", table)

    return declare


def again(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.get(pk=request.pk)


def test_a_new_holiday_on_the_due_day_moves_it_and_is_logged(
    clock: Clock, new_holiday: NewDay
) -> None:
    request = make_received()
    assert request.due_on == DUE
    new_holiday(DUE)

    assert redate_stale() == 1
    # Good Friday and Easter follow.
    assert again(request).due_on == date(2026, 4, 7)
    entry = AuditEntry.objects.get(event="clock.redated")
    assert entry.facts["due_on"] == ["2026-04-02", "2026-04-07"]
    assert entry.facts["holiday_version"][1].startswith("FI next year ")
    assert entry.actor_kind == "system"
    assert redate_stale() == 0


@pytest.mark.parametrize(
    ("changes", "due_on"),
    [
        ({"country": "EE", "calendar": "EE", "time_zone": "Europe/Tallinn"}, DUE),
        ({"country": "DK", "calendar": "DK", "time_zone": "Europe/Copenhagen"}, date(2026, 4, 7)),
        (
            {"country": "GB", "calendar": "GB-ENG", "time_zone": "Europe/London", "regime": "UK"},
            DUE,
        ),
    ],
)
def test_a_controller_that_moves_to_another_country_counts_by_its_days(
    clock: Clock, changes: dict[str, str], due_on: date
) -> None:
    request = make_received()
    Controller.objects.filter(pk=request.controller_id).update(**changes)

    assert redate_stale() == 1
    assert again(request).due_on == due_on
    assert again(request).holiday_version.startswith(changes["calendar"])


def test_what_is_closed_keeps_the_dates_by_which_it_was_closed(
    clock: Clock, new_holiday: NewDay
) -> None:
    request = make_received()
    withdraw(request.pk, statement="", actor=acting(request.controller))
    new_holiday(DUE)

    assert redate_stale() == 0
    assert again(request).due_on == DUE


def test_nothing_stale_costs_as_little_for_many_requests_as_for_one(clock: Clock) -> None:
    controller = make_controller()
    make_received(controller)
    one = queries_of_a_sweep()
    for _ in range(5):
        make_received(controller)

    assert queries_of_a_sweep() == one


def queries_of_a_sweep() -> int:
    with CaptureQueriesContext(connection) as queries:
        assert redate_stale() == 0
    return len(queries)
