"""The clock of this process, as a test sets it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


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
