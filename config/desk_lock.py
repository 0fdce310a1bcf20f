"""One desk at a time in one checkout."""

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from config.embedded import open_lock

STOPPING_LIMIT_SECONDS = 30


class AlreadyRunningError(Exception):
    """Another desk runs in this checkout; the message names its address."""


@dataclass(frozen=True)
class Holder:
    """What the running desk tells of itself."""

    address: str
    pid: int
    stopping: bool = False


class DeskLock:
    """Held while a desk runs; the kernel lifts it even from a killed one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextlib.contextmanager
    def held(self, *, address: str) -> Iterator[None]:
        """Hold the lock. Raises AlreadyRunningError; waits for a desk that is stopping."""
        lock = open_lock(self._path)
        try:
            self._take(lock)
            self._write(Holder(address=address, pid=os.getpid()))
            yield
        finally:
            os.close(lock)

    def say_stopping(self) -> None:
        """Let a desk that starts now wait for our end."""
        holder = self._read()
        if holder is not None:
            self._write(Holder(address=holder.address, pid=holder.pid, stopping=True))

    def _take(self, lock: int) -> None:
        limit = time.monotonic() + STOPPING_LIMIT_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._refuse_unless_stopping(limit)
                time.sleep(0.1)
            else:
                return

    def _refuse_unless_stopping(self, limit: float) -> None:
        holder = self._read()
        if holder is None:
            raise AlreadyRunningError("A desk is just starting in this checkout.")
        if not holder.stopping or time.monotonic() > limit:
            raise AlreadyRunningError(
                f"A desk already runs in this checkout: {holder.address} (process {holder.pid}). "
                f"Use that one, or stop it first with Ctrl-C where it was started, or with: "
                f"kill {holder.pid}"
            )

    def _read(self) -> Holder | None:
        try:
            return Holder(**json.loads(self._path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            return None

    def _write(self, holder: Holder) -> None:
        self._path.write_text(json.dumps(asdict(holder)), encoding="utf-8")
