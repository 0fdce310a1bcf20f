"""The clock where the worked examples are silent: refusals, order, open waits, edges of days."""

from datetime import UTC, date, datetime, timedelta
from typing import TypedDict

import pytest

from requests_app.domain.calendars import DateOutsideCalendar, UnknownCalendar
from requests_app.domain.deadline import (
    ClockFacts,
    Dates,
    Ground,
    Regime,
    Rule,
    Suspension,
    ask_by,
    compute,
    end_of_day,
    forward_by,
    stop_by,
)
from requests_app.domain.periods import UnknownTimeZone
from tests.looped import for_each


class Place(TypedDict):
    time_zone: str
    calendar: str


HELSINKI: Place = {"time_zone": "Europe/Helsinki", "calendar": "FI"}
LONDON: Place = {"time_zone": "Europe/London", "calendar": "GB-ENG"}


def at(day: str, clock: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+00:00")


def waited(ground: Ground, asked: str, answered: str | None) -> Suspension:
    return Suspension(
        ground=ground, asked_at=at(asked), answered_at=at(answered, "11:00") if answered else None
    )


def dates_of(
    received: str,
    *suspensions: Suspension,
    extended: str | None = None,
    regime: Regime = Regime.EU,
    without_month: bool = False,
) -> Dates:
    place = LONDON if regime is Regime.UK else HELSINKI
    return compute(
        ClockFacts(
            received_at=at(received),
            regime=regime,
            suspensions=suspensions,
            extension_notified_at=at(extended) if extended else None,
            without_month=without_month,
            **place,
        )
    )


def rules(dates: Dates) -> list[Rule]:
    return [step.rule for step in dates.steps]


def test_while_identity_is_awaited_nothing_is_due_and_the_date_without_the_wait_is_shown() -> None:
    dates = dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-03-03", None))

    assert not dates.running
    assert (dates.due_on, dates.due_ends_at, dates.target_on) == (None, None, None)
    assert dates.base_due_on == dates.due_without_suspension == date(2026, 4, 2)
    assert Rule.SUSPENSION_OPEN in rules(dates)
    assert Rule.DUE not in rules(dates)


def test_a_wait_that_is_over_still_counts_while_another_is_open() -> None:
    dates = dates_of(
        "2026-03-02",
        waited(Ground.IDENTITY, "2026-03-03", "2026-03-10"),
        waited(Ground.CLARIFICATION, "2026-03-05", None),
    )

    assert dates.due_on is None
    assert dates.base_due_on == date(2026, 4, 9)
    assert dates.due_without_suspension == date(2026, 4, 2)


def test_an_open_wait_for_a_fee_stops_nothing_in_the_eu() -> None:
    dates = dates_of("2026-03-02", waited(Ground.FEE, "2026-03-03", None))

    assert dates.running
    assert dates.due_on == date(2026, 4, 2)
    assert Rule.FEE_NOT_COUNTED in rules(dates)


def test_a_question_after_the_due_day_does_not_bring_a_late_request_back_in_time() -> None:
    in_time = dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-04-02", "2026-04-12"))
    too_late = dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-04-03", "2026-04-13"))
    open_too_late = dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-04-03", None))

    assert in_time.due_on == date(2026, 4, 13)
    assert too_late.due_on == open_too_late.due_on == date(2026, 4, 2)
    assert open_too_late.running
    assert Rule.SUSPENSION_TOO_LATE in rules(too_late)


def test_in_the_uk_identity_asked_after_the_due_day_does_not_start_the_month_anew() -> None:
    dates = dates_of(
        "2026-03-02", waited(Ground.IDENTITY, "2026-04-03", "2026-04-20"), regime=Regime.UK
    )

    assert dates.due_on == date(2026, 4, 2)


def test_a_question_in_the_extended_time_moves_its_end_but_not_the_first_month() -> None:
    dates = dates_of(
        "2026-01-15",
        waited(Ground.IDENTITY, "2026-03-02", "2026-03-12"),
        extended="2026-02-10",
    )

    assert dates.base_due_on == dates.refuse_by == date(2026, 2, 16)
    assert dates.due_on == date(2026, 4, 27)


def test_a_later_question_does_not_make_a_late_notice_of_extension_timely() -> None:
    dates = dates_of(
        "2026-01-15",
        waited(Ground.IDENTITY, "2026-02-20", "2026-03-20"),
        extended="2026-02-18",
    )

    assert dates.extension_valid is False
    assert dates.due_on == date(2026, 2, 16)


def test_the_month_for_an_extension_does_not_run_out_while_a_wait_is_open() -> None:
    dates = dates_of(
        "2026-01-15", waited(Ground.IDENTITY, "2026-01-20", None), extended="2026-03-10"
    )

    assert dates.extension_valid is True
    assert dates.due_on is None


def test_without_the_suspension_a_notice_that_needed_it_falls_too() -> None:
    dates = dates_of(
        "2026-01-15",
        waited(Ground.IDENTITY, "2026-01-16", "2026-01-26"),
        extended="2026-02-20",
    )

    assert dates.due_on == date(2026, 4, 27)
    assert dates.due_without_suspension == date(2026, 2, 16)


def test_a_refusal_has_the_first_month_even_when_the_answer_has_three() -> None:
    dates = dates_of("2026-01-31", extended="2026-02-20")

    assert dates.due_on == date(2026, 4, 30)
    assert dates.refuse_by == date(2026, 3, 2)


def test_nothing_suspends_or_extends_the_month_to_confirm_a_stop() -> None:
    dates = dates_of(
        "2026-03-02",
        waited(Ground.IDENTITY, "2026-03-03", None),
        extended="2026-03-10",
        without_month=True,
    )

    assert dates.running
    assert dates.due_on == date(2026, 4, 2)
    assert dates.extension_valid is False
    assert {Rule.STOP_AT_ONCE, Rule.NO_SUSPENSION_OF_STOP, Rule.NO_EXTENSION_OF_STOP} <= set(
        rules(dates)
    )


def test_the_house_works_to_the_safe_day_until_something_moves_the_clock() -> None:
    plain = dates_of("2026-01-29")
    suspended = dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-03-03", "2026-03-04"))
    extended = dates_of("2026-01-31", extended="2026-02-20")
    refused = dates_of("2026-01-15", extended="2026-02-17")
    same_day = dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-03-03", "2026-03-03"))

    assert plain.target_on == plain.safe_on == date(2026, 2, 27)
    # Due on the Tuesday after Easter, so the last working day before is Maundy Thursday.
    assert (suspended.due_on, suspended.target_on) == (date(2026, 4, 7), date(2026, 4, 2))
    assert (extended.due_on, extended.target_on) == (date(2026, 4, 30), date(2026, 4, 29))
    assert refused.target_on == refused.safe_on
    assert same_day.target_on == same_day.safe_on


def test_three_touching_waits_add_up_and_the_same_wait_twice_counts_once() -> None:
    chain = dates_of(
        "2026-05-04",
        waited(Ground.CLARIFICATION, "2026-05-11", "2026-05-13"),
        waited(Ground.IDENTITY, "2026-05-05", "2026-05-08"),
        waited(Ground.IDENTITY, "2026-05-08", "2026-05-11"),
    )
    twice = dates_of(
        "2026-05-04",
        waited(Ground.IDENTITY, "2026-05-05", "2026-05-13"),
        waited(Ground.CLARIFICATION, "2026-05-06", "2026-05-07"),
    )

    assert chain.nominal_end == twice.nominal_end == date(2026, 6, 12)
    assert Rule.DAYS_ADDED in rules(chain)
    assert Rule.DAYS_ADDED_ONCE in rules(twice)


def test_in_the_uk_the_month_starts_at_the_latest_of_identity_and_fee() -> None:
    dates = dates_of(
        "2026-03-02",
        waited(Ground.FEE, "2026-03-03", "2026-03-20"),
        waited(Ground.IDENTITY, "2026-03-04", "2026-03-12"),
        regime=Regime.UK,
    )

    assert dates.due_on == date(2026, 4, 20)
    assert dates.due_without_suspension == date(2026, 4, 2)


def test_in_the_uk_days_of_clarification_before_the_month_started_anew_do_not_count_twice() -> None:
    dates = dates_of(
        "2026-03-02",
        waited(Ground.CLARIFICATION, "2026-03-03", "2026-03-11"),
        waited(Ground.IDENTITY, "2026-03-04", "2026-03-10"),
        regime=Regime.UK,
    )

    # 10 and 11 March: 10 April and two days, a Sunday.
    assert dates.nominal_end == date(2026, 4, 12)
    assert dates.due_on == date(2026, 4, 13)


def test_in_the_uk_an_extension_runs_three_months_from_the_relevant_time() -> None:
    dates = dates_of(
        "2026-03-02",
        waited(Ground.IDENTITY, "2026-03-03", "2026-03-10"),
        extended="2026-04-10",
        regime=Regime.UK,
    )

    assert dates.extended_due_on == date(2026, 6, 10)


def test_in_the_uk_an_open_fee_stops_the_clock() -> None:
    dates = dates_of("2026-03-02", waited(Ground.FEE, "2026-03-03", None), regime=Regime.UK)

    assert not dates.running
    assert dates.due_without_suspension == date(2026, 4, 2)


def test_a_question_later_than_five_working_days_is_named_as_late_yet_counts() -> None:
    # Received on Thursday 26 March 2026: Easter stands between.
    assert ask_by(at("2026-03-26"), **HELSINKI) == date(2026, 4, 2)

    prompt = dates_of("2026-03-26", waited(Ground.IDENTITY, "2026-04-02", "2026-04-08"))
    late = dates_of("2026-03-26", waited(Ground.IDENTITY, "2026-04-03", "2026-04-09"))

    assert Rule.ASKED_LATE not in rules(prompt)
    assert Rule.ASKED_LATE in rules(late)
    assert prompt.due_on == late.due_on == date(2026, 5, 4)


def test_a_stop_is_due_24_hours_later_even_over_a_change_of_the_clocks() -> None:
    received = datetime.fromisoformat("2026-03-28T12:00:00+02:00")

    assert stop_by(received) == datetime(2026, 3, 29, 10, tzinfo=UTC)


def test_a_processor_forwards_by_the_next_working_day() -> None:
    assert forward_by(at("2026-04-02"), **HELSINKI) == date(2026, 4, 7)
    assert forward_by(at("2026-04-04"), **HELSINKI) == date(2026, 4, 7)
    assert forward_by(at("2026-06-09", "21:30"), **HELSINKI) == date(2026, 6, 11)


def test_a_day_ends_where_midnight_does_not_exist() -> None:
    # In the Azores the clocks jump from midnight to one o'clock.
    assert end_of_day(date(2026, 3, 28), "Atlantic/Azores") == at("2026-03-29", "01:00")


def test_a_day_ends_by_its_own_clock_when_it_has_23_or_25_hours() -> None:
    spring = end_of_day(date(2026, 3, 29), "Europe/Helsinki")
    autumn = end_of_day(date(2026, 10, 25), "Europe/Helsinki")

    assert spring - end_of_day(date(2026, 3, 28), "Europe/Helsinki") == timedelta(hours=23)
    assert autumn - end_of_day(date(2026, 10, 24), "Europe/Helsinki") == timedelta(hours=25)


def test_a_naive_instant_is_refused_everywhere() -> None:
    naive = datetime(2026, 3, 2, 10)

    with pytest.raises(ValueError, match="no UTC offset"):
        ClockFacts(received_at=naive, **HELSINKI)
    with pytest.raises(ValueError, match="no UTC offset"):
        ClockFacts(received_at=at("2026-03-02"), extension_notified_at=naive, **HELSINKI)
    with pytest.raises(ValueError, match="no UTC offset"):
        Suspension(ground=Ground.IDENTITY, asked_at=naive, answered_at=None)
    with pytest.raises(ValueError, match="UTC offset"):
        stop_by(naive)
    with pytest.raises(ValueError, match="UTC offset"):
        forward_by(naive, **HELSINKI)


def test_facts_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="answered before"):
        waited(Ground.IDENTITY, "2026-03-10", "2026-03-03")
    with pytest.raises(ValueError, match="cannot belong"):
        dates_of("2026-03-02", waited(Ground.IDENTITY, "2026-03-01", "2026-03-03"))
    with pytest.raises(ValueError, match="before the request"):
        dates_of("2026-03-02", extended="2026-03-01")


@for_each("name", ["", "Europe", "Mars/Phobos", "../etc/passwd", "/etc/passwd"])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownTimeZone):
        compute(ClockFacts(received_at=at("2026-03-02"), time_zone=name, calendar="FI"))


def test_an_unknown_calendar_and_a_date_beyond_its_table_are_refused() -> None:
    with pytest.raises(UnknownCalendar):
        compute(
            ClockFacts(received_at=at("2026-03-02"), time_zone="Europe/Helsinki", calendar="XX")
        )
    with pytest.raises(DateOutsideCalendar):
        dates_of("2051-03-02")
