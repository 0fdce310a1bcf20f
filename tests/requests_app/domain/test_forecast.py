"""The forecast: plain proportion, told with no more precision than it has."""

from requests_app.domain.forecast import WEEKS, Known, forecast, rounded
from tests.looped import for_each


def known(**more: object) -> Known:
    facts = {
        "late": 2,
        "due": (10, 4, 3, 1),
        "waiting": 0,
        "received": 90,
        "ended": 90,
        "days": 90,
        **more,
    }
    return Known(**facts)  # type: ignore[arg-type]


def test_what_falls_due_is_held_against_the_pace() -> None:
    found = forecast(known())
    # One a day: after seven days 7 of the 12 that were late or due; all the rest in time.
    assert found.behind == [5, 2, 0, 0]
    assert (found.new, found.answers) == (30, 30)


@for_each("more", [{"days": 27}, {"ended": 9}])
def test_with_too_little_history_nothing_is_foretold(more: dict[str, int]) -> None:
    found = forecast(known(**more))
    assert (found.new, found.answers, found.behind) == (None, None, None)


def test_the_least_history_is_enough_and_what_is_known_stays() -> None:
    facts = known(days=28, ended=10, received=28)
    found = forecast(facts)
    assert found.known == facts
    # Ten in 28 days: after 7, 14, 21 and 30 days 2, 5, 7 and 10 whole ones of 12, 16, 19 and 20.
    assert found.behind == [10, 11, 12, 10]
    assert (found.new, found.answers) == (30, 11)
    little = known(days=27)
    assert forecast(little).known == little


@for_each(
    "number, said", [(0, 0), (7.4, 7), (19.4, 19), (20, 20), (22, 20), (23, 25), (123.4, 125)]
)
def test_what_is_only_expected_is_rounded(number: float, said: int) -> None:
    assert rounded(number) == said


def test_the_weeks_are_thirty_days_without_gap_or_overlap() -> None:
    days = [day for first, last in WEEKS for day in range(first, last + 1)]
    assert days == list(range(30))
