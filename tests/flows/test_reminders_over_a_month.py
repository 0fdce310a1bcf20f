"""A request that nobody touches, day by day: who is told what, when, and how often."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from tests.house.calendar import HELSINKI, Month
from tests.house.house import House
from tests.house.order import Order
from tests.house.person import Person

LATE_DAYS = 3
STAFF = ("handler", "colleague", "supervisor")
REMINDERS = ("staff_before", "staff_today", "staff_late", "confirm_reminder")

Reminder = tuple[date, str, str]


# The days of reminders and those before them, on which none may come yet; or all days.
@pytest.mark.parametrize("days", ["telling", pytest.param("all", marks=pytest.mark.soak)])
def test_every_reminder_of_a_request_left_alone_is_sent_once_on_its_day(
    house: House, office: dict[str, Any], days: str
) -> None:
    month = house.begin_plain_day()
    person = Person(house, email=f"yksin{office['id']}@posti.example")
    person.submit(office)
    expected = Counter(_expected(month, office, person))
    reminding = {day for day, _kind, _to in expected}
    day = month.received_on
    while day < month.after_due(LATE_DAYS):
        day += timedelta(days=1)
        if days == "all" or {day, day + timedelta(days=1)} & reminding:
            house.morning(day)
            house.settle()
    assert _sent(house, office, person) == expected


def test_after_thirty_days_of_downtime_only_the_latest_missed_reminder_is_sent(
    house: House, office: dict[str, Any]
) -> None:
    month = house.begin_plain_day()
    person = Person(house, email=f"katko{office['id']}@posti.example")
    person.submit(office)
    house.settle()
    recipients = [office[role]["email"] for role in STAFF]

    for name in ("worker", "beat"):
        house.kill(name)
    down_until = month.before_due(2)
    house.morning(down_until)
    _start_again(house)
    missed = Counter(
        [(down_until, "staff_before", to) for to in recipients]
        + [(down_until, "confirm_reminder", person.email)]
    )
    assert _sent(house, office, person) == missed

    for name in ("worker", "beat"):
        house.kill(name)
    down_until += timedelta(days=30)
    house.morning(down_until)
    _start_again(house)
    missed += Counter((down_until, "staff_late", to) for to in recipients)
    assert _sent(house, office, person) == missed


def test_two_beats_and_a_killed_worker_double_no_reminder(
    house: House, office: dict[str, Any], order: Order
) -> None:
    month = house.begin_plain_day()
    person = Person(house, email=f"kaksi{office['id']}@posti.example")
    person.submit(office)
    house.start("second beat")
    for days in (14, 7):
        house.settle()
        order.remember()
        house.morning(month.before_due(days))
        house.restart("worker")
        house.settle()
    expected = [
        (month.before_due(days), "staff_before", office[role]["email"])
        for days in (14, 7)
        for role in STAFF
    ]
    found = {key: times for key, times in _sent(house, office, person).items() if key in expected}
    assert found == Counter(expected)


def _start_again(house: House) -> None:
    for name in ("beat", "worker"):
        house.start(name)
    house.settle()


def _expected(month: Month, office: dict[str, Any], person: Person) -> list[Reminder]:
    days = [(month.before_due(before), "staff_before") for before in (14, 7, 3, 1)]
    days.append((month.due_on, "staff_today"))
    days += [(month.after_due(late), "staff_late") for late in range(1, LATE_DAYS + 1)]
    return [(day, kind, office[role]["email"]) for day, kind in days for role in STAFF] + [
        (month.after_receipt(after), "confirm_reminder", person.email) for after in (3, 10)
    ]


def _sent(house: House, office: dict[str, Any], person: Person) -> Counter[Reminder]:
    """Every reminder mail that came for this organisation: its day, kind and recipient."""
    kinds = dict(house.rows("SELECT message_id, kind FROM notices_app_notice"))
    recipients = {office[role]["email"] for role in STAFF} | {person.email}
    return Counter(
        (mail.sent_at.astimezone(HELSINKI).date(), kinds[mail.message_id], mail.to)
        for mail in house.mails()
        if mail.to in recipients and kinds[mail.message_id] in REMINDERS
    )
