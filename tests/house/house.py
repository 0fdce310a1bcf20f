"""A whole desk of real processes: PostgreSQL, Redis, web, worker, beat and a mail server.

It lives in a folder of its own and shares nothing with the test session's servers. The commands
are those of the Procfile. All its processes read the same clock, which the test moves.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx

from config import processes
from config.clock import TEST_CLOCK_VARIABLE
from config.embedded import EmbeddedServers
from config.supervise import read_procfile
from tests.house.calendar import HELSINKI, MORNING, Month
from tests.house.lookout import Lookout
from tests.house.ports import free_port
from tests.house.post_office import Mail, PostOffice
from tests.house.visitor import Visitor
from tests.house.worker_log import WorkerLog
from tests.template import postgres_version, restore

CHECKOUT = Path(__file__).resolve().parent.parent.parent
TEMPORARY_FOLDER = "/tmp"
PATIENCE_SECONDS = 120.0
# Each sweep of an idle house costs as much as a small test.
SWEEP_SECONDS = 1.0
STUCK_SECONDS = 120
# As many as the tests of a run ask for: a process that furnishes reads the whole desk first.
OFFICES_AT_A_TIME = 30
FILES = "files"
SERVERS = ("postgres", "redis")
# A second one of a kind shows that two do no harm.
PROCESSES = {"web": "web", "worker": "worker", "beat": "beat", "second beat": "beat"}
EVERY_PROCESS = ("web", "worker", "beat")
SWEEPS = ("requests.remind", "notices.release_stuck")
KEY = base64.urlsafe_b64encode(b"only for houses, 32 bytes long..").decode()

T = TypeVar("T")


class House:
    """Starts everything on ``with``, and ends everything, also after a failure."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rightsdesk-house-", dir=TEMPORARY_FOLDER))
        self.folder.chmod(0o711)
        self.post = PostOffice()
        # Durable: what was committed must be there after a kill.
        self.servers = EmbeddedServers(
            self.folder,
            postgres_version=postgres_version(),
            durable=True,
            dies_with_starter=True,
        )
        self._lookout = Lookout(self.servers.database_url)
        self.address = f"http://127.0.0.1:{free_port()}"
        self._clock = self.folder / "clock"
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        # A drill kills from a thread of its own.
        self._running_lock = threading.Lock()
        self._worker_log = WorkerLog(self._log("worker"))
        self._visitors: list[Visitor] = []
        self._vacant: list[dict[str, Any]] = []
        self._commands = read_procfile(CHECKOUT / "Procfile")
        # The worker's log then says which sweep came and which one ended.
        self._commands["worker"] = self._commands["worker"].replace("WARNING", "INFO")

    def __enter__(self) -> Self:
        # Every request would be told twice, on standard error and in the captured log.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        try:
            self.post.start()
            self.servers.start()
            restore(self.servers.database_url)
            for name in EVERY_PROCESS:
                self.start(name)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close_browsers()
        for name in list(self._running):
            self._end(name)
        self.post.stop()
        self._lookout.close()
        self.servers.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- Processes ----------------------------------------------------------------------------

    def start(self, name: str) -> None:
        """Start one of PROCESSES or SERVERS, and wait until it does its work."""
        if name == "postgres":
            self.servers.start_postgres()
        elif name == "redis":
            self.servers.start_redis()
        else:
            self._start_process(name)
            self._wait_until_at_work(name)

    def kill(self, name: str) -> None:
        """kill -9. Redis also loses all it held."""
        if name == "postgres":
            self.servers.kill_postgres()
        elif name == "redis":
            self.servers.kill_redis()
            for kept in self.servers.redis.data.iterdir():
                shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        else:
            self._end(name)

    def restart(self, name: str) -> None:
        self.kill(name)
        self.start(name)

    def mend(self) -> None:
        """Start again whatever a test left down, and let the mails go out."""
        self.post.release()
        for server in SERVERS:
            self.start(server)
        for name in list(self._running):
            if name not in EVERY_PROCESS or self._running[name].poll() is not None:
                self._end(name)
        for name in EVERY_PROCESS:
            if name not in self._running:
                self.start(name)
        self.wait_for_sweeps(*SWEEPS)
        if self._left_in_sending():
            self.restart_worker_after_its_claims()
            self.wait_for_sweeps(*SWEEPS)
        self.wait_until_posted()

    def restart_worker_after_its_claims(self) -> None:
        """Kill the worker and let so much time pass that what it had claimed is taken up anew.

        Only then: a living worker that seems late would rightly be overtaken by another one.
        """
        self.kill("worker")
        self.advance(seconds=STUCK_SECONDS + 1)
        self.start("worker")

    def _left_in_sending(self) -> bool:
        return bool(self.rows("SELECT id FROM notices_app_notice WHERE state = 'sending'"))

    def _start_process(self, name: str) -> None:
        assert name not in self._running, f"{name} runs already"
        if name == "worker":
            self._worker_log.note_start()
        with self._log(name).open("ab") as log:
            self._running[name] = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {self._commands[PROCESSES[name]]}"],
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=processes.dies_with_parent(signal.SIGTERM),
            )

    def start_what_ended_unasked(self) -> None:
        """As whoever runs a Procfile does: Celery's worker may end when it loses its broker."""
        with self._running_lock:
            for name, process in list(self._running.items()):
                if process.poll() is not None:
                    del self._running[name]
                    self._start_process(name)

    def is_running(self, name: str) -> bool:
        """Whether a process was started and not ended since."""
        return name in self._running

    def _wait_until_at_work(self, name: str) -> None:
        if name == "web":
            self.wait_for(self._web_answers, what="web to answer")
        if name == "worker" and "beat" in self._running:
            self.wait_for_sweeps("requests.remind")

    def _end(self, name: str) -> None:
        with self._running_lock:
            process = self._running.pop(name)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(PATIENCE_SECONDS)

    def _web_answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/admin/login/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    @property
    def environment(self) -> dict[str, str]:
        """What every process of this desk is given, and nothing from outside."""
        programs = Path(sys.executable).parent
        return {
            "PATH": f"{programs}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "DEBUG": "1",
            "SECRET_KEY": "only for houses",
            "ENCRYPTION_KEYS": KEY,
            "DATABASE_URL": self.servers.database_url,
            "REDIS_URL": self.servers.redis_url,
            "FILES_ROOT": str(self.folder / FILES),
            "EMAIL_URL": self.post.url,
            "SITE_URL": self.address,
            "BIND_ADDRESS": "127.0.0.1",
            "PORT": self.address.rpartition(":")[2],
            "SWEEP_SECONDS": str(SWEEP_SECONDS),
            # Everybody here is fast, has no scripts, and comes from one place.
            "FILL_SECONDS": "0",
            "PROOF_OF_WORK": "0",
            "MANY_FROM_NETWORK": "1000000",
            "MANY_FOR_ADDRESS": "1000000",
            "FLOOD_FROM_NETWORK": "1000000",
            "UNDO_MINUTES": "0",
            "NOTICE_STUCK_SECONDS": str(STUCK_SECONDS),
            TEST_CLOCK_VARIABLE: str(self._clock),
        }

    # --- Time ---------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The time in the house."""
        offset = float(self._clock.read_text()) if self._clock.exists() else 0.0
        return datetime.now(UTC) + timedelta(seconds=offset)

    def today(self) -> date:
        """The local day of the house's organisations."""
        return self.now().astimezone(HELSINKI).date()

    def begin_plain_day(self) -> Month:
        """Move on to a morning from which the month is easy to count, and say its days."""
        day = self.today() + timedelta(days=1)
        while not (month := Month.beginning(day)).is_plain:
            day += timedelta(days=1)
        self.morning(month.received_on)
        return month

    def morning(self, day: date) -> None:
        """Make it nine in the morning of *day*, local time."""
        self.at(datetime.combine(day, MORNING, tzinfo=HELSINKI))

    def at(self, moment: datetime) -> None:
        """Make it *moment* (aware) in every process; time then runs on from there."""
        draft = self._clock.with_suffix(".new")
        draft.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        draft.replace(self._clock)

    def advance(self, **amount: float) -> None:
        """Move on by timedelta(**amount)."""
        self.at(self.now() + timedelta(**amount))

    # --- Looking in ---------------------------------------------------------------------------

    def rows(self, query: str, *parameters: object) -> list[Any]:
        """The rows of a query, with named columns; only to look."""
        return self._lookout.rows(query, parameters)

    def value(self, query: str, *parameters: object) -> Any:
        """The one value of a query."""
        ((found,),) = self.rows(query, *parameters)
        return found

    def manage(self, *arguments: str, succeeds: bool = True) -> subprocess.CompletedProcess[str]:
        """Run manage.py in the house."""
        return self.run("manage.py", *arguments, succeeds=succeeds)

    def run(self, *arguments: str, succeeds: bool = True) -> subprocess.CompletedProcess[str]:
        """Run Python in the house."""
        finished = subprocess.run(
            [sys.executable, *arguments],
            cwd=CHECKOUT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if succeeds:
            assert finished.returncode == 0, f"{arguments} failed:\n{finished.stderr}"
        return finished

    def furnish(self, *, offices: int = 1, **columns: object) -> list[dict[str, Any]]:
        """Have so many organisations, each with its register and staff (furnish.py)."""
        wishes = json.dumps([columns] * offices)
        made: list[dict[str, Any]] = json.loads(
            self.run("-m", "tests.house.furnish", wishes).stdout
        )
        return made

    def vacant_office(self) -> dict[str, Any]:
        """An organisation that no test has used."""
        if not self._vacant:
            self._vacant = self.furnish(offices=OFFICES_AT_A_TIME)
        return self._vacant.pop()

    def visitor(self) -> Visitor:
        """A browser of somebody who has not been here yet."""
        self._visitors.append(Visitor(self.address))
        return self._visitors[-1]

    def close_browsers(self) -> None:
        """Everybody goes home."""
        while self._visitors:
            self._visitors.pop().client.close()

    def stored_files(self) -> set[str]:
        """The names of the files that lie in the desk's storage."""
        root = self.folder / FILES
        return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}

    def mails(self, *, to: str | None = None, subject: str = "") -> list[Mail]:
        """The mails that have come, oldest first."""
        return self.post.mails(to=to, subject=subject)

    def mails_of_kind(self, kind: str, *, to: str | None = None) -> list[Mail]:
        """The mails that tell something of this kind, oldest first."""
        kinds = dict(self.rows("SELECT message_id, kind FROM notices_app_notice"))
        return [mail for mail in self.mails(to=to) if kinds[mail.message_id] == kind]

    # --- Waiting ------------------------------------------------------------------------------

    def wait_for(
        self, predicate: Callable[[], T], *, what: str = "", timeout: float = PATIENCE_SECONDS
    ) -> T:
        """Wait until *predicate* gives something true, and return that."""
        limit = time.monotonic() + timeout
        while not (found := predicate()):
            self.start_what_ended_unasked()
            if time.monotonic() > limit:
                raise AssertionError(f"waited in vain for {what or predicate}\n{self.logs()}")
            time.sleep(0.05)
        return found

    def wait_for_mail(self, *, to: str, subject: str = "", after: int = 0) -> Mail:
        """The first mail to an address, later than number *after*."""

        def newest() -> Mail | None:
            return next((m for m in self.mails(to=to, subject=subject) if m.number > after), None)

        found = self.wait_for(newest, what=f"a mail to {to} {subject!r}")
        assert found is not None
        return found

    def wait_for_sweeps(self, *names: str) -> None:
        """Wait for sweeps that came to the worker after this moment, until they have ended."""
        since = self._worker_log.length()
        self.wait_for(
            lambda: all(self._worker_log.has_swept(name, since=since) for name in names),
            what=f"sweeps of {names}",
        )

    def settle(self) -> None:
        """Wait until every sweep has seen the present time, and every mail that is due is out."""
        self.wait_for_sweeps(*SWEEPS)
        self.wait_until_posted()

    def wait_until_posted(self) -> None:
        """Wait until no mail that is due waits in the outbox."""
        self.wait_for(lambda: not self.unposted(), what="the outbox to be empty")

    def unposted(self) -> list[Any]:
        """The mails that are due or on their way; letters on paper wait until staff post them."""
        return self.rows(
            "SELECT id, kind, state, attempts, last_error FROM notices_app_notice "
            "WHERE way = 'mail' AND (state = 'sending' OR state = 'queued' AND due_at <= %s)",
            self.now(),
        )

    def logs(self, lines: int = 40) -> str:
        """The tails of all logs."""
        files = [*sorted(self.folder.glob("*.log")), *sorted((self.folder / "log").glob("*.log"))]
        parts = []
        for file in files:
            tail = file.read_text(errors="replace").splitlines()[-lines:]
            parts.append(f"----- {file.name}\n" + "\n".join(tail))
        return "\n".join(parts)

    def _log(self, name: str) -> Path:
        return self.folder / f"{PROCESSES[name]}.log"
