"""The reasons of a date, step by step: which rule, where it is written, and the days it counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from requests_app.domain.deadline import (
    ClockFacts,
    Ground,
    Regime,
    Rule,
    Source,
    Suspension,
    compute,
    earliest,
)
from requests_app.domain.explanation import explain
from tests.looped import for_each

Told = tuple[Rule, Source, str | None, str | None, int | None]
R, S = Rule, Source


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)


def asked(ground: Ground, asked_on: str, answered_on: str) -> Suspension:
    return Suspension(ground=ground, asked_at=at(asked_on), answered_at=at(answered_on))


def facts(
    received_on: str,
    *questions: Suspension,
    extended_on: str | None = None,
    regime: Regime = Regime.EU,
    without_month: bool = False,
) -> ClockFacts:
    uk = regime is Regime.UK
    return ClockFacts(
        received_at=at(received_on),
        time_zone="Europe/London" if uk else "Europe/Helsinki",
        calendar="GB-ENG" if uk else "FI",
        regime=regime,
        suspensions=questions,
        extension_notified_at=at(extended_on) if extended_on else None,
        without_month=without_month,
    )


def told(given: ClockFacts) -> list[Told]:
    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return [
        (step.rule, step.source, text(step.from_date), text(step.to_date), step.days)
        for step in compute(given).steps
    ]


MONDAY_2_MARCH: list[Told] = [
    (R.RECEIVED, S.START, None, "2026-03-02", None),
]
MONTH_FROM_2_MARCH: Told = (R.ONE_MONTH, S.MONTHS, "2026-03-02", "2026-04-02", None)
DUE_2_APRIL: Told = (R.DUE, S.ANSWER, None, "2026-04-02", None)
SAFE_2_APRIL: Told = (R.SAFE, S.UNDUE_DELAY, None, "2026-04-02", None)


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        pytest.param(
            facts("2026-03-02"), [*MONDAY_2_MARCH, MONTH_FROM_2_MARCH, DUE_2_APRIL], id="plain"
        ),
        pytest.param(
            facts("2026-01-31"),
            [
                (R.RECEIVED, S.START, None, "2026-01-31", None),
                (R.ONE_MONTH_CLAMPED, S.MONTHS, "2026-01-31", "2026-02-28", None),
                (R.ROLLED_FORWARD, S.WORKING_DAY, "2026-02-28", "2026-03-02", None),
                (R.DUE, S.ANSWER, None, "2026-03-02", None),
                (R.SAFE, S.UNDUE_DELAY, None, "2026-02-27", None),
            ],
            id="a shorter month that ends on a Saturday",
        ),
        pytest.param(
            facts(
                "2026-03-02",
                asked(Ground.CLARIFICATION, "2026-03-03", "2026-03-05"),
                extended_on="2026-03-10",
                without_month=True,
            ),
            [
                *MONDAY_2_MARCH,
                (R.STOP_AT_ONCE, S.STOP, "2026-03-02", None, None),
                (R.NO_SUSPENSION_OF_STOP, S.STOP, "2026-03-03", "2026-03-05", None),
                MONTH_FROM_2_MARCH,
                (R.NO_EXTENSION_OF_STOP, S.STOP, "2026-03-10", None, None),
                DUE_2_APRIL,
            ],
            id="a duty to stop",
        ),
        pytest.param(
            facts("2026-03-02", asked(Ground.FEE, "2026-03-05", "2026-03-20")),
            [
                *MONDAY_2_MARCH,
                (R.FEE_NOT_COUNTED, S.FEE, "2026-03-05", "2026-03-20", None),
                MONTH_FROM_2_MARCH,
                DUE_2_APRIL,
            ],
            id="a fee",
        ),
        pytest.param(
            facts("2026-03-02", asked(Ground.IDENTITY, "2026-03-04", "2026-03-04")),
            [
                *MONDAY_2_MARCH,
                (R.SUSPENDED_SAME_DAY, S.SUSPENSION, "2026-03-04", "2026-03-04", 0),
                MONTH_FROM_2_MARCH,
                DUE_2_APRIL,
            ],
            id="answered on the same day",
        ),
        pytest.param(
            facts("2026-03-02", asked(Ground.IDENTITY, "2026-03-10", "2026-03-12")),
            [
                *MONDAY_2_MARCH,
                (R.SUSPENDED_IDENTITY, S.SUSPENSION, "2026-03-10", "2026-03-12", 2),
                (R.ASKED_LATE, S.SUSPENSION, "2026-03-10", "2026-03-09", None),
                MONTH_FROM_2_MARCH,
                (R.DAYS_ADDED, S.SUSPENSION, "2026-04-02", "2026-04-04", 2),
                (R.ROLLED_FORWARD, S.WORKING_DAY, "2026-04-04", "2026-04-07", None),
                (R.DUE, S.ANSWER, None, "2026-04-07", None),
                (R.WITHOUT_SUSPENSION, S.ANSWER, None, "2026-04-02", None),
                SAFE_2_APRIL,
            ],
            id="asked later than five working days",
        ),
        pytest.param(
            facts("2026-03-02", asked(Ground.IDENTITY, "2026-04-10", "2026-04-12")),
            [
                *MONDAY_2_MARCH,
                (R.SUSPENSION_TOO_LATE, S.SUSPENSION, "2026-04-10", "2026-04-02", None),
                MONTH_FROM_2_MARCH,
                DUE_2_APRIL,
            ],
            id="asked when the month was over",
        ),
        pytest.param(
            facts("2026-03-02", extended_on="2026-03-20"),
            [
                *MONDAY_2_MARCH,
                MONTH_FROM_2_MARCH,
                (R.EXTENDED, S.ANSWER, "2026-03-02", "2026-06-02", None),
                (R.DUE, S.ANSWER, None, "2026-06-02", None),
                SAFE_2_APRIL,
                (R.REFUSE_BY, S.REFUSAL, None, "2026-04-02", None),
            ],
            id="extended",
        ),
        pytest.param(
            facts("2026-03-02", extended_on="2026-04-03"),
            [
                *MONDAY_2_MARCH,
                MONTH_FROM_2_MARCH,
                (R.EXTENSION_TOO_LATE, S.ANSWER, "2026-04-03", "2026-04-02", None),
                DUE_2_APRIL,
            ],
            id="extended too late",
        ),
        pytest.param(
            facts(
                "2026-03-02",
                asked(Ground.CLARIFICATION, "2026-03-05", "2026-03-09"),
                regime=Regime.UK,
            ),
            [
                (R.RECEIVED, S.UK_GUIDANCE, None, "2026-03-02", None),
                (R.UK_CLARIFICATION, S.UK_ANSWER, "2026-03-05", "2026-03-09", 5),
                (R.ONE_MONTH, S.UK_ANSWER, "2026-03-02", "2026-04-02", None),
                (R.DAYS_ADDED, S.UK_ANSWER, "2026-04-02", "2026-04-07", 5),
                (R.DUE, S.UK_ANSWER, None, "2026-04-07", None),
                (R.WITHOUT_SUSPENSION, S.UK_ANSWER, None, "2026-04-02", None),
                (R.UK_SAFE, S.UK_ANSWER, None, "2026-04-01", None),
            ],
            id="which data are meant, in the UK",
        ),
        pytest.param(
            facts("2026-03-02", asked(Ground.FEE, "2026-03-05", "2026-03-20"), regime=Regime.UK),
            [
                (R.RECEIVED, S.UK_GUIDANCE, None, "2026-03-02", None),
                (R.UK_FEE_RESTART, S.UK_ANSWER, "2026-03-05", "2026-03-20", None),
                (R.ONE_MONTH, S.UK_ANSWER, "2026-03-20", "2026-04-20", None),
                (R.DUE, S.UK_ANSWER, None, "2026-04-20", None),
                (R.WITHOUT_SUSPENSION, S.UK_ANSWER, None, "2026-04-02", None),
                (R.UK_SAFE, S.UK_ANSWER, None, "2026-04-01", None),
            ],
            id="a fee, in the UK",
        ),
    ],
)
def test_a_date_is_explained_by_the_very_steps_that_made_it(
    given: ClockFacts, steps: list[Told]
) -> None:
    assert told(given) == steps


def test_a_day_promised_within_the_extension_is_the_day_worked_to_and_is_told() -> None:
    whole = facts("2026-03-02", extended_on="2026-03-20")
    early = replace(whole, promised_on=date(2026, 5, 3))  # a Sunday
    steps = told(early)
    assert (R.PROMISED, S.ANSWER, "2026-03-20", "2026-05-03", None) in steps
    assert [step for step in steps if step[0] is not R.PROMISED] == told(whole)
    # The 1st of May is a holiday, the 2nd a Saturday.
    assert compute(early).target_on == date(2026, 4, 30)
    assert compute(early).due_on == compute(whole).due_on == date(2026, 6, 2)


def test_a_promise_of_the_last_day_tells_nothing_new_and_one_without_extension_counts_not() -> None:
    whole = facts("2026-03-02", extended_on="2026-03-20")
    last = replace(whole, promised_on=date(2026, 6, 2))
    assert told(last) == told(whole)
    assert compute(last).target_on == compute(whole).target_on
    too_late = facts("2026-03-02", extended_on="2026-04-03")
    promised = replace(too_late, promised_on=date(2026, 3, 10))
    assert compute(promised).target_on == compute(too_late).target_on


def test_a_naive_answer_to_a_question_is_refused() -> None:
    naive = at("2026-03-05").replace(tzinfo=None)
    with pytest.raises(ValueError, match="UTC offset"):
        Suspension(ground=Ground.IDENTITY, asked_at=at("2026-03-04"), answered_at=naive)


@for_each("received_on, day", [("2026-01-29", "Saturday"), ("2027-01-29", "Sunday")])
def test_the_day_off_that_moves_an_end_is_called_by_its_name(received_on: str, day: str) -> None:
    sentences = " ".join(explain(compute(facts(received_on)), "en"))
    assert day in sentences
    assert {"Saturday": "Sunday", "Sunday": "Saturday"}[day] not in sentences


def test_of_joint_clocks_the_first_to_end_counts_and_says_which_other_gave_more() -> None:
    early, late = compute(facts("2026-03-02")), compute(facts("2026-03-04"))
    found = earliest([late, early])
    assert found.due_on == early.due_on
    step = found.steps[-1]
    assert (step.rule, step.source, step.days) == (R.JOINT_EARLIEST, S.JOINT, None)
    assert (step.from_date, step.to_date) == (late.due_on, early.due_on)
    assert found.steps[:-1] == early.steps
    assert earliest([early, early]) == early
    with pytest.raises(ValueError, match="no dates"):
        earliest([])


def test_of_joint_clocks_the_day_counts_that_is_due_and_not_what_it_would_be_unpaused() -> None:
    one, other = compute(facts("2026-03-02")), compute(facts("2026-03-04"))
    sooner = replace(one, due_on=date(2026, 4, 10), due_without_suspension=date(2026, 4, 20))
    later = replace(other, due_on=date(2026, 4, 12), due_without_suspension=date(2026, 4, 5))
    assert earliest([later, sooner]).due_on == date(2026, 4, 10)


@for_each("regime, source", [(Regime.EU, S.SUSPENSION), (Regime.UK, S.UK_ANSWER)])
def test_an_open_question_says_since_when_it_waits_and_until_when_it_would_run(
    regime: Regime, source: Source
) -> None:
    question = Suspension(ground=Ground.CLARIFICATION, asked_at=at("2026-03-05"), answered_at=None)
    dates = compute(facts("2026-03-02", question, regime=regime))
    (step,) = [step for step in dates.steps if step.rule is R.SUSPENSION_OPEN]
    assert (step.source, step.from_date, step.to_date) == (
        source,
        date(2026, 3, 5),
        date(2026, 4, 2),
    )
    assert dates.due_on is None


def test_once_the_person_was_waited_for_the_house_works_to_the_day_before_the_last() -> None:
    dates = compute(facts("2026-03-02", asked(Ground.IDENTITY, "2026-03-03", "2026-03-10")))
    assert dates.safe_on == date(2026, 4, 2)
    assert (dates.target_on, dates.due_on) == (date(2026, 4, 8), date(2026, 4, 9))


def test_a_single_day_that_does_not_count_moves_that_day_too() -> None:
    dates = compute(facts("2026-05-05", regime=Regime.UK))
    assert dates.target_on == dates.safe_on == date(2026, 6, 4)
    question = asked(Ground.CLARIFICATION, "2026-05-06", "2026-05-06")
    dates = compute(facts("2026-05-05", question, regime=Regime.UK))
    assert dates.safe_on == date(2026, 6, 4)
    assert (dates.target_on, dates.due_on) == (date(2026, 6, 5), date(2026, 6, 8))
