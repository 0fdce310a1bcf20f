"""Runs the processes of a Procfile together: starts them again when they end, ends them all.

Each process is a session of its own, so that Ctrl-C reaches the supervisor alone, and gets
SIGTERM from the kernel (Linux) if the supervisor is killed.
"""

import contextlib
import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from config import processes

PROCFILE_LINE = re.compile(r"^([A-Za-z0-9_-]+):\s*(.+)$", re.MULTILINE)
TICK_SECONDS = 0.25
STEADY_SECONDS = 60
LONGEST_PAUSE_SECONDS = 30
END_LIMIT_SECONDS = 20
KILL_LIMIT_SECONDS = 10
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def read_procfile(path: Path) -> dict[str, str]:
    """The command of each process, by its name."""
    return dict(PROCFILE_LINE.findall(path.read_text(encoding="utf-8")))


class Supervised:
    """One line of the Procfile and the process that runs it at present."""

    def __init__(self, name: str, command: str) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.start_again_at = 0.0
        self.short_lives = 0
        self.unfinished = b""

    def start(self, *, folder: Path, environment: Mapping[str, str]) -> None:
        """Start the process; its output comes through ``self.process.stdout``."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            ["/bin/sh", "-c", f"exec {self.command}"],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=processes.dies_with_parent(signal.SIGTERM),
        )

    def pause_before_restart(self) -> float:
        """Seconds to wait: longer each time the process lived only a short while."""
        lived = time.monotonic() - self.started_at
        self.short_lives = 0 if lived > STEADY_SECONDS else self.short_lives + 1
        return float(min(2 ** max(self.short_lives - 1, 0), LONGEST_PAUSE_SECONDS))

    def signal_group(self, what: signal.Signals) -> None:
        """Send a signal to the process and to all it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, what)


class Supervisor:
    """Keeps the processes of a Procfile running until told to end."""

    def __init__(
        self,
        commands: Mapping[str, str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        say: Callable[[str], None],
        each_tick: Callable[[], None],
        before_the_end: Callable[[], None],
        ends_with_parent: bool,
    ) -> None:
        self._supervised = [Supervised(name, command) for name, command in commands.items()]
        self._folder = folder
        self._environment = environment
        self._say = say
        self._each_tick = each_tick
        self._before_the_end = before_the_end
        self._parent = os.getppid() if ends_with_parent else None
        self._ending_asked = 0
        self._selector = selectors.DefaultSelector()
        self._width = max(len(name) for name in commands)

    def run(self) -> None:
        """Run until SIGINT, SIGTERM, SIGHUP or the end of the parent; then end every process."""
        before = {what: signal.signal(what, self._ask_to_end) for what in ENDING_SIGNALS}
        try:
            for one in self._supervised:
                self._start(one)
            while not self._must_end():
                self._pass_on_output(TICK_SECONDS)
                self._restart_ended()
                self._each_tick()
        finally:
            with contextlib.suppress(BrokenPipeError):
                self._before_the_end()
            self._end_all()
            for what, handler in before.items():
                signal.signal(what, handler)

    def _ask_to_end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending_asked += 1

    def _must_end(self) -> bool:
        return self._ending_asked > 0 or (self._parent is not None and os.getppid() != self._parent)

    def _start(self, one: Supervised) -> None:
        one.start(folder=self._folder, environment=self._environment)
        if one.process is not None and one.process.stdout is not None:
            os.set_blocking(one.process.stdout.fileno(), False)
            self._selector.register(one.process.stdout, selectors.EVENT_READ, one)

    def _restart_ended(self) -> None:
        for one in self._supervised:
            if one.process is not None and one.process.poll() is not None:
                self._take_leave(one)
                pause = one.pause_before_restart()
                one.start_again_at = time.monotonic() + pause
                self._say(f"{one.name} ended unasked; it is started again in {pause:.0f} s.")
            elif one.process is None and time.monotonic() >= one.start_again_at:
                self._start(one)

    def _take_leave(self, one: Supervised) -> None:
        # What it started must not live on beside its successor.
        one.signal_group(signal.SIGKILL)
        if one.process is not None and one.process.stdout is not None:
            self._read(one)
            self._selector.unregister(one.process.stdout)
            one.process.stdout.close()
        one.process = None

    def _pass_on_output(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            self._read(key.data)

    def _read(self, one: Supervised) -> None:
        if one.process is None or one.process.stdout is None:
            return
        chunk = one.process.stdout.read()
        if not chunk:
            # The pipe is closed though the process lives: do not spin on it.
            time.sleep(TICK_SECONDS if chunk == b"" and one.process.poll() is None else 0)
            return
        *lines, one.unfinished = (one.unfinished + chunk).split(b"\n")
        for line in lines:
            self._say(f"{one.name:<{self._width}} | {line.decode(errors='replace')}")

    def _end_all(self) -> None:
        for one in self._supervised:
            if one.process is not None:
                processes.send_signal(one.process.pid, signal.SIGTERM)
        asked, limit = self._ending_asked, time.monotonic() + END_LIMIT_SECONDS
        while self._any_alive() and time.monotonic() < limit and self._ending_asked <= asked + 1:
            with contextlib.suppress(BrokenPipeError):
                self._pass_on_output(TICK_SECONDS)
        for one in self._supervised:
            one.signal_group(signal.SIGKILL)
            if one.process is not None:
                one.process.wait(KILL_LIMIT_SECONDS)
                if one.process.stdout is not None:
                    one.process.stdout.close()
        self._selector.close()

    def _any_alive(self) -> bool:
        return any(
            one.process is not None and one.process.poll() is None for one in self._supervised
        )
