"""Duties with dates of their own: the notice of Art. 14(3), and the British complaint."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.clock_facts import Regime, Rule, Source
from requests_app.domain.deadline import ClockFacts, compute
from requests_app.domain.duties import SourceFacts, acknowledge_by, tell_by
from requests_app.domain.explanation import LANGUAGES, explain
from tests.looped import for_each

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDARS = st.sampled_from(["FI", "SE", "DE", "DE-BY", "EE", "GB-ENG"])
LATER = st.none() | st.integers(0, 60)


def of(day: date, calendar: str = "FI", **more: date | None) -> SourceFacts:
    return SourceFacts(obtained_on=day, calendar=calendar, **more)  # type: ignore[arg-type]


@for_each(
    "obtained, told_by",
    [
        (date(2027, 3, 5), date(2027, 4, 5)),  # EDPB 01/2022, ex. 32
        (date(2026, 8, 31), date(2026, 9, 30)),  # ex. 33
        (date(2026, 1, 31), date(2026, 3, 2)),  # the last of February is a Saturday
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 2, 1)),
        (date(2026, 5, 19), date(2026, 6, 19)),  # Midsummer Eve is a working day
    ],
)
def test_the_month_is_counted_like_every_month(obtained: date, told_by: date) -> None:
    assert tell_by(of(obtained)).due_on == told_by


@given(day=DAYS, calendar=CALENDARS)
def test_without_an_event_it_ends_when_a_request_of_that_day_would(
    day: date, calendar: str
) -> None:
    received_at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    request = compute(ClockFacts(received_at=received_at, time_zone="UTC", calendar=calendar))

    assert tell_by(of(day, calendar)).due_on == request.base_due_on


@given(day=DAYS, calendar=CALENDARS, written=LATER, disclosed=LATER)
def test_the_earliest_of_month_communication_and_disclosure_counts(
    day: date, calendar: str, written: int | None, disclosed: int | None
) -> None:
    events = [day + timedelta(days=each) for each in (written, disclosed) if each is not None]
    due_on = tell_by(
        of(
            day,
            calendar,
            communication_on=None if written is None else day + timedelta(days=written),
            disclosure_on=None if disclosed is None else day + timedelta(days=disclosed),
        )
    ).due_on
    month_end = tell_by(of(day, calendar)).due_on

    assert due_on == min([month_end, *events])
    assert day <= due_on <= day + timedelta(days=35)
    assert due_on in events or holiday_calendar(calendar).roll_forward(due_on) == due_on


@given(day=DAYS, calendar=CALENDARS)
def test_what_came_later_is_never_told_of_earlier(day: date, calendar: str) -> None:
    next_day = day + timedelta(days=1)
    assert tell_by(of(day, calendar)).due_on <= tell_by(of(next_day, calendar)).due_on


def test_an_event_on_a_sunday_stays_where_it_is() -> None:
    assert tell_by(of(date(2026, 3, 2), disclosure_on=date(2026, 3, 8))).due_on == date(2026, 3, 8)


def test_the_day_itself_is_early_enough_and_the_day_before_is_no_use_of_data() -> None:
    day = date(2026, 3, 2)
    assert tell_by(of(day, communication_on=day)).due_on == day
    for event in ("communication_on", "disclosure_on"):
        with pytest.raises(ValueError, match="before they were obtained"):
            of(day, "FI", **{event: date(2026, 3, 1)})


def test_every_reason_cites_its_sentence_of_the_law_in_the_order_it_is_told() -> None:
    steps = tell_by(
        of(date(2026, 1, 31), communication_on=date(2026, 2, 20), disclosure_on=date(2026, 2, 25))
    ).steps

    assert [(step.rule, step.source, step.from_date, step.to_date) for step in steps] == [
        (Rule.OBTAINED, Source.NOTICE_MONTH, None, date(2026, 1, 31)),
        (Rule.ONE_MONTH_CLAMPED, Source.MONTHS, date(2026, 1, 31), date(2026, 2, 28)),
        (Rule.ROLLED_FORWARD, Source.WORKING_DAY, date(2026, 2, 28), date(2026, 3, 2)),
        (Rule.FIRST_COMMUNICATION, Source.NOTICE_COMMUNICATION, None, date(2026, 2, 20)),
        (Rule.FIRST_DISCLOSURE, Source.NOTICE_DISCLOSURE, None, date(2026, 2, 25)),
        (Rule.TELL_BY, Source.NOTICE, None, date(2026, 2, 20)),
    ]


def test_an_ordinary_month_needs_three_reasons_and_in_the_uk_another_law() -> None:
    in_the_uk = SourceFacts(obtained_on=date(2026, 3, 2), calendar="GB-ENG", regime=Regime.UK)

    assert [step.rule for step in tell_by(of(date(2026, 3, 2))).steps] == [
        Rule.OBTAINED,
        Rule.ONE_MONTH,
        Rule.TELL_BY,
    ]
    assert [step.source for step in tell_by(in_the_uk).steps] == [
        Source.NOTICE_MONTH,
        Source.UK_ANSWER,
        Source.NOTICE,
    ]


@given(day=DAYS, hour=st.integers(0, 23))
def test_a_complaint_is_acknowledged_within_thirty_days_of_which_its_own_is_the_first(
    day: date, hour: int
) -> None:
    due = acknowledge_by(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), "UTC")

    assert due.due_on == day + timedelta(days=29)


def test_a_complaint_is_dated_where_the_controller_is() -> None:
    just_after_midnight = datetime(2026, 6, 9, 23, 30, tzinfo=UTC)  # 00:30 in London

    due = acknowledge_by(just_after_midnight, "Europe/London")

    assert [(step.rule, step.source, step.from_date, step.to_date) for step in due.steps] == [
        (Rule.COMPLAINED, Source.COMPLAINT, None, date(2026, 6, 10)),
        (Rule.ACKNOWLEDGE_BY, Source.COMPLAINT, date(2026, 6, 10), date(2026, 7, 9)),
        (Rule.TELL_OUTCOME, Source.COMPLAINT_OUTCOME, None, None),
    ]


def test_an_instant_without_an_offset_is_none() -> None:
    with pytest.raises(ValueError, match="no UTC offset"):
        acknowledge_by(datetime(2026, 3, 2, 12), "UTC")


@for_each("language", LANGUAGES)
def test_the_reasons_are_whole_sentences_in_every_language(language: str) -> None:
    for due in (
        tell_by(of(date(2026, 1, 31), disclosure_on=date(2026, 2, 14))),
        acknowledge_by(datetime(2026, 3, 2, 12, tzinfo=UTC), "UTC"),
    ):
        for sentence in explain(due, language):
            assert sentence.endswith(")")
            assert "None" not in sentence
            assert "{" not in sentence
