"""Starting, finding and ending processes of the operating system."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from config.server_place import Account, ServerError

LOG_LIMIT_BYTES = 10 * 1024 * 1024
POLL_SECONDS = 0.02
QUIET_SECONDS = 5

# A child that ends stays in the process table until it is waited for, so each one is kept here.
_started: list[subprocess.Popen[bytes]] = []


def start_server(
    command: Sequence[str | Path],
    *,
    folder: Path,
    log: Path,
    account: Account,
    death_signal: signal.Signals | None,
) -> subprocess.Popen[bytes]:
    """Start a server as *account*, apart from our terminal, its output going to *log*.

    With *death_signal* the server gets that signal when the process that started it ends.
    """
    _turn_over(log)
    with log.open("ab") as output:
        child = subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            cwd=folder,
            env=bare_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o077,
            preexec_fn=None if death_signal is None else dies_with_parent(death_signal),
            **as_account(account),
        )
    _started.append(child)
    return child


def as_account(account: Account) -> dict[str, Any]:
    """The arguments that make subprocess run a child as *account* and in no other group."""
    if account.is_ours:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def bare_environment() -> dict[str, str]:
    """What a server sees of our environment: nothing that would change its behaviour."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def dies_with_parent(death_signal: signal.Signals) -> Callable[[], None] | None:
    """What a child runs first to get *death_signal* when its parent ends; Linux only."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask_for_signal() -> None:
        set_parent_death_signal = 1
        prctl(set_parent_death_signal, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return ask_for_signal


def marked_processes(marker: str, *, programs: Sequence[str]) -> list[int]:
    """The living processes of *programs* that show *marker* in their command line."""
    return [
        process.pid
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] in programs
        and any(marker in part for part in process.info["cmdline"] or ())
    ]


def processes_with_environment(variables: Mapping[str, str]) -> list[psutil.Process]:
    """The other living processes of ours that were started with all these *variables*."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and variables.items() <= process.environ().items():
                found.append(process)
    return found


def is_alive(pid: int) -> bool:
    """Whether a process with this number does something still (a zombie does not)."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def wait_until_gone(pids: Sequence[int], *, seconds: float) -> bool:
    """Wait for these processes to end; whether all did in time."""
    gone = wait_for(lambda: not any(is_alive(pid) for pid in pids), seconds=seconds)
    _reap()
    return gone


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Wait until *condition* holds; whether it did in time."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(POLL_SECONDS)
    return True


def send_signal(pid: int, what: signal.Signals) -> None:
    """Send a signal to a process that may have ended already."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, what)


def wait_for_server(
    name: str,
    *,
    is_ready: Callable[[], bool],
    child: subprocess.Popen[bytes] | None,
    log: Path,
    seconds: float,
) -> None:
    """Wait until a server just started answers. Raises ServerError when it ends or stays mute.

    Without *child* the server was started by another process.
    """
    begun = time.monotonic()
    told = False
    while not is_ready():
        waited = time.monotonic() - begun
        if (child is not None and child.poll() is not None) or waited > seconds:
            raise ServerError(
                f"The private {name} did not start. Its log ({log}) ends so:\n{_last_lines(log)}"
            )
        if waited > QUIET_SECONDS and not told:
            told = True
            print(
                f"Waiting for the private {name}, which may be mending its files after an abrupt "
                f"end; its log is {log}",
                file=sys.stderr,
            )
        time.sleep(POLL_SECONDS)


def _last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, to be shown to a person."""
    if not log.exists():
        return "(the log is empty)"
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".old.log"))


def _reap() -> None:
    _started[:] = [child for child in _started if child.poll() is None]
