"""What holds for every request, whatever its day: the law's invariants, tried at random."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.deadline import (
    ClockFacts,
    Dates,
    Ground,
    Regime,
    Suspension,
    compute,
    end_of_day,
)
from tests.looped import for_each

PLACES = {
    "FI": "Europe/Helsinki",
    "SE": "Europe/Stockholm",
    "DE": "Europe/Berlin",
    "DE-BY": "Europe/Berlin",
    "EE": "Europe/Tallinn",
    "GB-ENG": "Europe/London",
}
FIRST, LAST = date(2020, 1, 1), date(2040, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
ONE_DAY = timedelta(days=1)

tried_at_random = settings(max_examples=150, deadline=None, derandomize=True)


def noon(day: date, calendar: str) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(PLACES[calendar]))


def facts_of(
    day: date,
    calendar: str,
    *,
    waits: Iterable[tuple[Ground, int, int | None]] = (),
    told_after: int | None = None,
) -> ClockFacts:
    """Facts by days after receipt: when each question was asked and how long it waited."""
    return ClockFacts(
        received_at=noon(day, calendar),
        time_zone=PLACES[calendar],
        calendar=calendar,
        regime=Regime.UK if calendar.startswith("GB") else Regime.EU,
        suspensions=tuple(
            Suspension(
                ground=ground,
                asked_at=noon(day + timedelta(days=asked), calendar),
                answered_at=None
                if length is None
                else noon(day + timedelta(days=asked + length), calendar),
            )
            for ground, asked, length in waits
        ),
        extension_notified_at=None
        if told_after is None
        else noon(day + timedelta(days=told_after), calendar),
    )


days = st.dates(FIRST, LAST)
calendars = st.sampled_from(sorted(PLACES))
eu_calendars = st.sampled_from(sorted(set(PLACES) - {"GB-ENG"}))
waits = st.lists(
    st.tuples(st.sampled_from(Ground), st.integers(0, 120), st.integers(0, 60)), max_size=4
)
notices = st.none() | st.integers(0, 60)


def legal(dates: Dates) -> date:
    assert dates.due_on is not None
    return dates.due_on


@for_each("calendar", PLACES)
def test_for_every_day_of_21_years_the_month_ends_as_the_law_says(calendar: str) -> None:
    table = holiday_calendar(calendar)
    latest = FIRST
    for day in EVERY_DAY:
        dates = compute(facts_of(day, calendar))
        due = legal(dates)

        assert 28 <= (due - day).days <= 35
        assert table.is_working_day(due)
        assert table.is_working_day(dates.safe_on)
        assert dates.nominal_end <= due
        assert not any(
            table.is_working_day(dates.nominal_end + n * ONE_DAY)
            for n in range((due - dates.nominal_end).days)
        )
        assert day < dates.safe_on <= dates.nominal_end
        assert dates.target_on == dates.safe_on
        assert latest <= due, "a later receipt was due earlier"
        latest = due


@for_each("calendar", PLACES)
def test_for_every_day_of_21_years_an_extension_gives_89_to_96_days(calendar: str) -> None:
    table = holiday_calendar(calendar)
    latest = FIRST
    for day in EVERY_DAY[::3]:
        dates = compute(facts_of(day, calendar, told_after=20))
        due = legal(dates)

        assert dates.extension_valid
        assert 89 <= (due - day).days <= 96
        assert table.is_working_day(due)
        assert dates.refuse_by == dates.base_due_on < due
        assert dates.target_on is not None
        assert dates.safe_on < dates.target_on < due
        assert latest <= due
        latest = due


@given(day=days, calendar=calendars, waits=waits, told_after=notices)
@tried_at_random
def test_no_question_and_no_extension_ever_shortens_the_time(
    day: date, calendar: str, waits: list[tuple[Ground, int, int]], told_after: int | None
) -> None:
    facts = facts_of(day, calendar, waits=waits, told_after=told_after)
    dates = compute(facts)

    assert legal(dates) >= dates.due_without_suspension
    assert legal(dates) >= dates.base_due_on >= dates.nominal_end
    assert legal(dates) >= legal(compute(replace(facts, extension_notified_at=None)))
    assert dates.due_without_suspension == legal(compute(replace(facts, suspensions=())))
    assert dates.safe_on == compute(facts_of(day, calendar)).safe_on <= dates.base_due_on
    assert holiday_calendar(calendar).is_working_day(legal(dates))
    assert dates.target_on is not None
    assert dates.safe_on <= dates.target_on <= legal(dates)


@given(
    day=days,
    calendar=eu_calendars,
    start=st.integers(0, 40),
    length=st.integers(0, 40),
    cut=st.integers(0, 40),
    overlap=st.integers(0, 40),
)
@tried_at_random
def test_two_waits_that_overlap_count_as_the_one_they_cover(
    day: date, calendar: str, start: int, length: int, cut: int, overlap: int
) -> None:
    second = start + min(cut, length)
    whole = max(start + length, second + overlap) - start
    apart = facts_of(
        day,
        calendar,
        waits=[(Ground.IDENTITY, start, length), (Ground.CLARIFICATION, second, overlap)],
    )
    as_one = facts_of(day, calendar, waits=[(Ground.IDENTITY, start, whole)])

    assert compute(apart).nominal_end == compute(as_one).nominal_end
    plain = compute(facts_of(day, calendar))
    in_time = day + timedelta(days=start) <= plain.base_due_on
    assert compute(apart).nominal_end - plain.nominal_end == timedelta(days=whole if in_time else 0)


@given(day=days, calendar=calendars, waits=waits, told_after=notices)
@tried_at_random
def test_the_order_in_which_questions_are_listed_does_not_matter(
    day: date,
    calendar: str,
    waits: list[tuple[Ground, int, int]],
    told_after: int | None,
) -> None:
    facts = facts_of(day, calendar, waits=waits, told_after=told_after)
    turned = replace(facts, suspensions=tuple(reversed(facts.suspensions)))

    assert replace(compute(facts), steps=()) == replace(compute(turned), steps=())


@given(day=days, calendar=eu_calendars, asked=st.integers(0, 27), length=st.integers(0, 30))
@tried_at_random
def test_a_longer_wait_is_never_due_earlier(
    day: date, calendar: str, asked: int, length: int
) -> None:
    shorter = compute(facts_of(day, calendar, waits=[(Ground.IDENTITY, asked, length)]))
    longer = compute(facts_of(day, calendar, waits=[(Ground.IDENTITY, asked, length + 1)]))

    assert longer.nominal_end == shorter.nominal_end + ONE_DAY
    assert legal(longer) >= legal(shorter)


@given(day=days, calendar=calendars, asked=st.integers(0, 26), told_after=notices)
@tried_at_random
def test_an_open_wait_leaves_no_due_day_whose_lateness_could_be_counted(
    day: date, calendar: str, asked: int, told_after: int | None
) -> None:
    dates = compute(
        facts_of(day, calendar, waits=[(Ground.IDENTITY, asked, None)], told_after=told_after)
    )

    assert not dates.running
    assert (dates.due_on, dates.target_on, dates.due_ends_at) == (None, None, None)


@given(instant=st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31)), calendar=calendars)
@tried_at_random
def test_the_day_of_receipt_is_the_controllers_and_the_hour_does_not_matter(
    instant: datetime, calendar: str
) -> None:
    received_at = instant.replace(tzinfo=UTC)
    facts = replace(facts_of(FIRST, calendar), received_at=received_at)
    dates = compute(facts)

    assert dates.received_on == received_at.astimezone(ZoneInfo(PLACES[calendar])).date()
    assert replace(dates, steps=()) == replace(
        compute(facts_of(dates.received_on, calendar)), steps=()
    )


@given(day=days, calendar=calendars)
@tried_at_random
def test_a_day_ends_at_the_first_instant_of_the_next(day: date, calendar: str) -> None:
    zone = ZoneInfo(PLACES[calendar])
    end = end_of_day(day, PLACES[calendar])

    assert end.astimezone(zone) == datetime.combine(day + ONE_DAY, time(), zone)
    assert (end - timedelta(microseconds=1)).astimezone(zone).date() == day
