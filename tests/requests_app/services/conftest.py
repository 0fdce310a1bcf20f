"""A clock that a test sets."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.clock import TEST_CLOCK_VARIABLE


class Clock:
    """Moves the clock of this process, in every thread."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def set(self, instant: datetime) -> None:
        """It is *instant* now, and time goes on."""
        self._write(instant - datetime.now(UTC))

    def advance(self, **time: int) -> None:
        """Let time pass."""
        offset = timedelta(seconds=float(self._file.read_text(encoding="ascii") or 0))
        self._write(offset + timedelta(**time))

    def _write(self, offset: timedelta) -> None:
        # Replaced as a whole: another thread never reads half a number.
        draft = self._file.with_suffix(".new")
        draft.write_text(str(offset.total_seconds()), encoding="ascii")
        draft.replace(self._file)


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Monday 2 March 2026, ten o'clock in Helsinki: a month without holidays begins."""
    file = tmp_path / "clock"
    monkeypatch.setenv(TEST_CLOCK_VARIABLE, str(file))
    clock = Clock(file)
    clock.set(datetime(2026, 3, 2, 8, tzinfo=UTC))
    return clock
