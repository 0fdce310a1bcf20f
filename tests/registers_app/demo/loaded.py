"""The organisations of the demo, as the demo loads them."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.clock import TEST_CLOCK_VARIABLE
from registers_app.exchange.load_yaml import load_yaml
from tests.clock import Clock
from tests.registers_app.demo.added_facts import DEMO

NAMES = ("jackbot", "jamix", "jalonom", "jakamo", "jamworks")
# Monday, ten o’clock in Helsinki and eight in London.
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def load(*names: str) -> None:
    """Load files of the demo on the morning on which the clock of its tests begins."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = Path(folder, "clock")
        Clock(file).set(MORNING)
        patch.setenv(TEST_CLOCK_VARIABLE, str(file))
        for name in names:
            load_yaml((DEMO / f"{name}.yaml").read_bytes())
