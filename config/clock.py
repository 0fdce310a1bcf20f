"""The one place time comes from.

Every process asks :func:`now` what time it is, and SQL gets that value as a parameter, never
``now()``. Tests may move all processes alike: ``RIGHTSDESK_TEST_CLOCK`` names a file that
holds an offset in seconds, read anew at every call. A system check refuses that variable
outside tests (``config/checks.py``). Within one process, :func:`at` tells what happened in the
past as if it happened now: for the demo and for tests.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TEST_CLOCK_VARIABLE = "RIGHTSDESK_TEST_CLOCK"

_moved: ContextVar[timedelta] = ContextVar("moved", default=timedelta(0))


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _offset() + _moved.get()


def today(time_zone: str) -> date:
    """The present calendar day in *time_zone* (an IANA name)."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """In this context the clock stands at *instant* (aware) and runs on from there."""
    before = _moved.set(instant - datetime.now(UTC) - _offset())
    try:
        yield
    finally:
        _moved.reset(before)


def _offset() -> timedelta:
    clock_file = os.environ.get(TEST_CLOCK_VARIABLE)
    if not clock_file:
        return timedelta(0)
    try:
        return timedelta(seconds=float(Path(clock_file).read_text(encoding="ascii") or 0))
    except FileNotFoundError:
        return timedelta(0)
