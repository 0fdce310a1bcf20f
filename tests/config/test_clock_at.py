"""Within a context the clock stands elsewhere, and nowhere else."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from config.clock import at, now, today

PAST = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


def test_inside_the_context_it_is_that_instant_and_time_goes_on() -> None:
    with at(PAST):
        first, second = now(), now()
    assert PAST <= first <= second < PAST + timedelta(minutes=1)


def test_the_local_day_follows() -> None:
    with at(PAST):
        assert str(today("Europe/Helsinki")) == "2026-03-02"
        assert str(today("UTC")) == "2026-03-01"


def test_afterwards_it_is_now_again_even_after_an_error() -> None:
    before = now()
    with pytest.raises(RuntimeError), at(PAST):
        raise RuntimeError
    assert now() >= before


def test_contexts_nest() -> None:
    with at(PAST):
        with at(PAST - timedelta(days=30)):
            assert now() < PAST - timedelta(days=29)
        assert now() >= PAST


def test_another_thread_is_not_moved() -> None:
    seen: list[datetime] = []
    with at(PAST):
        thread = Thread(target=lambda: seen.append(now()))
        thread.start()
        thread.join()
    assert seen[0] > PAST + timedelta(days=1)
