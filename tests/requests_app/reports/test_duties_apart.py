"""Duties that belong to no request: their numbers against reading one row after the other."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.clock import now, today
from registers_app.models import Controller
from requests_app.domain.duties import ACKNOWLEDGE_DAYS, Exemption
from requests_app.models import Complaint, SourceNotice
from requests_app.reports.duties import DutyRow, duty_rows
from requests_app.reports.period import Period
from tests.factories import make_controller, make_register
from tests.raw_sql import triggers_off

pytestmark = pytest.mark.django_db

days = st.integers(0, 60)
maybe_days = st.none() | days


@pytest.fixture
def controllers() -> list[Controller]:
    found = [make_controller(time_zone=zone) for zone in ("Europe/London", "Pacific/Auckland")]
    for controller in found:
        make_register(controller)
    return found


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    notices=st.lists(st.tuples(st.integers(0, 1), days, days, maybe_days, st.booleans())),
    complaints=st.lists(st.tuples(st.integers(0, 1), days, maybe_days)),
)
def test_every_number_equals_what_reading_the_rows_gives(
    controllers: list[Controller],
    notices: list[tuple[Any, ...]],
    complaints: list[tuple[Any, ...]],
) -> None:
    day = today("Europe/London")
    period = Period(first=day - timedelta(days=45), last=day)
    with transaction.atomic():
        with ExitStack() as asleep:
            for model in (SourceNotice, Complaint):
                asleep.enter_context(triggers_off(model))
            for plan in notices:
                _notice(controllers, *plan)
            for plan in complaints:
                _complaint(controllers, *plan)
        told, acknowledged = duty_rows(controllers, period=period)
        _check_notices(told, period)
        _check_complaints(acknowledged, period)
        transaction.set_rollback(True)


def _notice(
    controllers: list[Controller], where: int, age: int, due: int, told: int | None, exempt: bool
) -> None:
    controller = controllers[where]
    obtained_on = today(controller.time_zone) - timedelta(days=age)
    is_exempt = exempt and told is None
    SourceNotice.objects.create(
        register=controller.registers.get(),
        what="x",
        source="x",
        obtained_on=obtained_on,
        due_on=obtained_on + timedelta(days=due),
        counted_by="x",
        created_at=now(),
        created_by_id=1,
        told_on=None if told is None else obtained_on + timedelta(days=told),
        told_how="" if told is None else "x",
        told_by_id=None if told is None else 1,
        exemption=Exemption.INFORMED.value if is_exempt else "",
        exempt_because="x" if is_exempt else "",
        exempted_at=now() if is_exempt else None,
        exempted_by_id=1 if is_exempt else None,
    )


def _complaint(controllers: list[Controller], where: int, age: int, after: int | None) -> None:
    controller = controllers[where]
    received_on = today(controller.time_zone) - timedelta(days=age)
    late_at_night = datetime.combine(received_on, time(23), tzinfo=UTC)
    Complaint.objects.create(
        controller=controller,
        channel="email",
        received_at=late_at_night,
        received_on=received_on,
        acknowledge_by=received_on + timedelta(days=ACKNOWLEDGE_DAYS - 1),
        language="en",
        person_name="x",
        about="x",
        created_at=late_at_night + timedelta(days=1),
        acknowledged_at=None if after is None else late_at_night + timedelta(days=after),
    )


def _check_notices(row: DutyRow, period: Period) -> None:
    rows = [each for each in SourceNotice.objects.all() if _is_in(each.obtained_on, period)]
    open_ones = [
        (each.due_on, today(each.register.controller.time_zone))
        for each in rows
        if each.told_on is None and each.exempted_at is None
    ]
    done = [(each.told_on, each.due_on) for each in rows if each.told_on is not None]
    _check(row, len(rows), open_ones, done)
    assert row.exempt == sum(each.exempted_at is not None for each in rows)


def _check_complaints(row: DutyRow, period: Period) -> None:
    rows = [each for each in Complaint.objects.all() if _is_in(each.received_on, period)]
    open_ones = [
        (each.acknowledge_by, today(each.controller.time_zone))
        for each in rows
        if each.acknowledged_at is None
    ]
    done = [
        (
            each.acknowledged_at.astimezone(ZoneInfo(each.controller.time_zone)).date(),
            each.acknowledge_by,
        )
        for each in rows
        if each.acknowledged_at is not None
    ]
    _check(row, len(rows), open_ones, done)
    assert row.exempt == 0


def _check(
    row: DutyRow,
    entered: int,
    open_ones: list[tuple[date, date]],
    done: list[tuple[date, date]],
) -> None:
    to_go = [(last - day).days for last, day in open_ones]
    assert (row.entered, row.open, row.due_soon, row.late) == (
        entered,
        len(to_go),
        sum(0 <= left <= 7 for left in to_go),
        sum(left < 0 for left in to_go),
    )
    assert (row.in_time, row.done_late) == (
        sum(on <= last for on, last in done),
        sum(on > last for on, last in done),
    )


def _is_in(day: date, period: Period) -> bool:
    return period.first <= day <= period.last
