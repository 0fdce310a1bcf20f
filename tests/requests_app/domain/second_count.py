"""The same dates by another arithmetic: walked day by day, with the holiday library itself.

It shares nothing with ``requests_app/domain``: no month is added, no span subtracted, and no
frozen table read. Where both agree, a slip in one of them would have to be made twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# Reg. 1182/71 Art. 2(1) takes what the state designates: no eve is, and no swapped bridge day.
NOT_DESIGNATED = {
    "FI": {"Midsummer Eve", "Christmas Eve"},
    "AX": {"Midsummer Eve", "Christmas Eve", "Åland's Autonomy Day"},
}
SWAPPED = "Day off (substituted from"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the second count comes to."""

    received_on: date
    nominal_end: date
    base_due: date
    extended_due: date | None
    safe_due: date
    extension_valid: bool | None


@dataclass(frozen=True, kw_only=True)
class _Question:
    ground: str
    asked_on: date
    answered_on: date


def second_count(row: dict[str, str]) -> Counted:
    """Count one row of the conformance suite."""
    zone = ZoneInfo(row["tz"])
    received = _day(row["received_at"], zone)
    questions = sorted(_questions(row["suspensions"], zone), key=lambda each: each.asked_on)
    base = _nominal(row, received, questions, months=1)
    base_due = _next_open(base, row["calendar"])
    valid = None
    if row["extension_notified_at"]:
        valid = _day(row["extension_notified_at"], zone) <= base_due
    extended = _nominal(row, received, questions, months=3) if valid else None
    safe = _month_end(received, 1)
    if row["regime"] == "UK":
        safe -= ONE_DAY
    while not _is_open(safe, row["calendar"]):
        safe -= ONE_DAY
    return Counted(
        received_on=received,
        nominal_end=base,
        base_due=base_due,
        extended_due=_next_open(extended, row["calendar"]) if extended else None,
        safe_due=safe,
        extension_valid=valid,
    )


def _nominal(
    row: dict[str, str], received: date, questions: list[_Question], *, months: int
) -> date:
    """The end of the period before it is moved off a holiday."""
    start, still, waits = received, set[date](), set[date]()
    for question in questions:
        last = _next_open(_end(start, still, months), row["calendar"])
        if question.asked_on > last and question.asked_on not in waits:
            continue
        if row["regime"] == "EU":
            if question.ground == "fee":
                continue
            days = list(_days(question.asked_on, question.answered_on))
            still |= set(days[:-1])
            waits |= set(days)
        elif question.ground == "clarification":
            days = [*_days(question.asked_on, question.answered_on)]
            still |= set(days)
            waits |= {*days, question.answered_on + ONE_DAY}
        else:
            start = max(start, question.answered_on)
    return _end(start, still, months)


def _end(start: date, still: set[date], months: int) -> date:
    day = _month_end(start, months)
    for _ in [each for each in still if each >= start]:
        day += ONE_DAY
    return day


def _month_end(start: date, months: int) -> date:
    """Walk on until the month is the right one, and the number too or the month over."""
    day, passed = start, 0
    while True:
        day += ONE_DAY
        passed += day.day == 1
        is_last = (day + ONE_DAY).day == 1
        if passed == months and (day.day == start.day or (is_last and day.day < start.day)):
            return day


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def _next_open(day: date, calendar: str) -> date:
    while not _is_open(day, calendar):
        day += ONE_DAY
    return day


def _is_open(day: date, calendar: str) -> bool:
    return day.weekday() < SATURDAY and day not in _free(calendar, day.year)


@cache
def _free(calendar: str, year: int) -> frozenset[date]:
    country, _, subdivision = calendar.partition("-")
    listed = holidays.country_holidays(
        country, subdiv=subdivision or None, years=year, language="en_US"
    )
    unwanted = NOT_DESIGNATED.get(country, set())
    return frozenset(
        day
        for day in listed
        if not all(name in unwanted or name.startswith(SWAPPED) for name in listed.get_list(day))
    )


def _day(text: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(text).astimezone(zone).date()


def _questions(text: str, zone: ZoneInfo) -> list[_Question]:
    found = []
    for one in filter(None, text.split("|")):
        ground, asked, answered = one.split("~")
        found.append(
            _Question(ground=ground, asked_on=_day(asked, zone), answered_on=_day(answered, zone))
        )
    return found
