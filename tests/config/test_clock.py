"""One clock for every process, moved by tests alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.clock import TEST_CLOCK_VARIABLE, now, today


@pytest.fixture
def clock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "clock"
    monkeypatch.setenv(TEST_CLOCK_VARIABLE, str(file))
    return file


def move_to(instant: datetime, clock_file: Path) -> None:
    clock_file.write_text(str((instant - datetime.now(UTC)).total_seconds()), encoding="ascii")


def test_now_is_an_instant_in_utc() -> None:
    assert now().utcoffset() == timedelta(0)


def test_an_offset_moves_the_clock_at_once(clock_file: Path) -> None:
    before = now()
    clock_file.write_text("86400", encoding="ascii")
    moved = now()
    clock_file.write_text("-86400", encoding="ascii")

    assert moved - before >= timedelta(days=1)
    assert now() < before


@pytest.mark.parametrize("content", [None, ""])
def test_a_clock_file_that_says_nothing_moves_nothing(
    clock_file: Path, content: str | None
) -> None:
    if content is not None:
        clock_file.write_text(content, encoding="ascii")
    before, read, after = datetime.now(UTC), now(), datetime.now(UTC)

    assert before <= read <= after


@pytest.mark.parametrize(
    ("instant", "helsinki", "stockholm", "london"),
    [
        (datetime(2026, 1, 31, 21, 30, tzinfo=UTC), 31, 31, 31),
        (datetime(2026, 1, 31, 22, 30, tzinfo=UTC), 1, 31, 31),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), 1, 1, 31),
        # Summer time: midnight comes an hour earlier.
        (datetime(2026, 7, 31, 21, 30, tzinfo=UTC), 1, 31, 31),
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), 1, 1, 31),
        (datetime(2026, 7, 31, 23, 30, tzinfo=UTC), 1, 1, 1),
    ],
)
def test_today_is_the_local_day(
    clock_file: Path, instant: datetime, helsinki: int, stockholm: int, london: int
) -> None:
    move_to(instant, clock_file)
    days = [today(f"Europe/{city}").day for city in ("Helsinki", "Stockholm", "London")]

    assert days == [helsinki, stockholm, london]


def test_a_leap_day_is_a_day(clock_file: Path) -> None:
    move_to(datetime(2028, 2, 29, 12, tzinfo=UTC), clock_file)

    assert today("Europe/Helsinki") == date(2028, 2, 29)
