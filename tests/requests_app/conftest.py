"""A clock that a test sets."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.clock import TEST_CLOCK_VARIABLE
from tests.clock import Clock


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Monday 2 March 2026, ten o'clock in Helsinki: a month without holidays begins."""
    file = tmp_path / "clock"
    monkeypatch.setenv(TEST_CLOCK_VARIABLE, str(file))
    clock = Clock(file)
    clock.set(datetime(2026, 3, 2, 8, tzinfo=UTC))
    return clock
