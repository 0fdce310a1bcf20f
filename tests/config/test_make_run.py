"""``make run``: one command opens the desk, one signal ends all of it, and nothing is lost."""

import contextlib
import os
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.embedded import EmbeddedServers
from config.processes import wait_for
from tests.template import dump, migrated_sql, postgres_version

# One checkout and its data serve all of these, so they run one after the other.
pytestmark = pytest.mark.house

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_IN_A_CLONE = (".venv", ".git", "var", "staticfiles", "__pycache__", "*.mo", ".*_cache")
LIMIT_SECONDS = 240
OPEN = "The desk is open."
# As few processes as do the work.
LEAN = {"WEB_CONCURRENCY": "1", "WORKER_CONCURRENCY": "1"}


class Desk:
    """A ``make run`` that was started, and what it says."""

    def __init__(self, checkout: Path, *, port: int, **environment: str) -> None:
        self.checkout = checkout
        self.port = port
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.make = subprocess.Popen(
            ["make", "run"],
            cwd=checkout,
            # An emptied environment, without even a home.
            env={"PATH": os.environ["PATH"], "PORT": str(port), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.make.stdout is not None
        for line in self.make.stdout:
            self._lines.put(line.rstrip())
        self._lines.put(None)

    def wait_to_say(self, text: str) -> None:
        limit = time.monotonic() + LIMIT_SECONDS
        while not any(text in line for line in self.said):
            with contextlib.suppress(queue.Empty):
                line = self._lines.get(timeout=max(limit - time.monotonic(), 0.01))
                assert line is not None, "\n".join(self.said)
                self.said.append(line)
            assert time.monotonic() < limit, "\n".join(self.said)

    def wait_until_open(self) -> None:
        self.wait_to_say(OPEN)

    def wait_until_ended(self) -> str:
        """Everything it said."""
        self.make.wait(LIMIT_SECONDS)
        self._reader.join(LIMIT_SECONDS)
        while (line := self._lines.get(timeout=LIMIT_SECONDS)) is not None:
            self.said.append(line)
        return "\n".join(self.said)

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5):
                    return True
            except urllib.error.HTTPError as error:
                return error.code < 500
        return False

    def process(self, word: str) -> psutil.Process | None:
        """The eldest process that has this word in its command line."""
        found = [each for each in processes_of(self.checkout) if word in command(each)]
        return min(found, key=lambda each: each.create_time(), default=None)

    def kill(self, word: str) -> psutil.Process:
        """Kill that process."""
        found = self.process(word)
        assert found is not None
        found.kill()
        return found

    def replaced(self, word: str, former: psutil.Process) -> bool:
        found = self.process(word)
        return found is not None and found.pid != former.pid

    def clean_up(self) -> None:
        # The number of one that has ended may by now be somebody else's.
        if self.make.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.make.pid, signal.SIGTERM)
        self.make.wait(LIMIT_SECONDS)
        self._reader.join(LIMIT_SECONDS)
        if self.make.stdout is not None:
            self.make.stdout.close()


def command(process: psutil.Process) -> list[str]:
    with contextlib.suppress(psutil.Error):
        return list(process.cmdline())
    return []


def belongs_to(process: psutil.Process, checkout: Path) -> bool:
    with contextlib.suppress(psutil.Error):
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return process.cwd().startswith(str(checkout)) or any(
            str(checkout) in part for part in process.cmdline()
        )
    return False


def processes_of(checkout: Path) -> list[psutil.Process]:
    return [each for each in psutil.process_iter() if belongs_to(each, checkout)]


def all_ended(checkout: Path) -> bool:
    return wait_for(lambda: not processes_of(checkout), seconds=LIMIT_SECONDS)


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A clone for all desks; its demo is loaded by the first one that opens."""
    with clone() as copy:
        yield copy


class Desks:
    """The desks over one clone, one after another. An open one is left to the next test."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.port = free_port()
        self._last: Desk | None = None

    def open(self) -> Desk:
        """The one that is open, or else another one."""
        if self._last is not None and self._last.answers():
            return self._last
        self.clean_up()
        return self.open_another()

    def open_another(self) -> Desk:
        """At once, in whatever state the last one is."""
        former = self._last
        # The first one is a bare make run.
        self._last = Desk(self.checkout, port=self.port, **(LEAN if former else {}))
        self._last.wait_until_open()
        if former is not None:
            former.clean_up()
        return self._last

    def clean_up(self) -> None:
        if self._last is not None:
            self._last.clean_up()


@pytest.fixture(scope="module")
def desks(checkout: Path) -> Iterator[Desks]:
    """For the tests that stand last: while a desk is open, nobody else starts one."""
    desks = Desks(checkout)
    yield desks
    desks.clean_up()


@pytest.fixture
def open_desk(desks: Desks) -> Desk:
    return desks.open()


@contextlib.contextmanager
def clone() -> Iterator[Path]:
    """The tracked and new files of this checkout, as a clone would have them."""
    folder = Path(tempfile.mkdtemp(prefix="rd-run-", dir="/tmp"))
    folder.chmod(0o711)
    copy = folder / "clone"
    shutil.copytree(CHECKOUT, copy, ignore=shutil.ignore_patterns(*NOT_IN_A_CLONE), symlinks=True)
    _lend_environment(copy)
    yield copy
    for process in processes_of(copy):
        with contextlib.suppress(psutil.Error):
            process.kill()
    shutil.rmtree(folder)


def _lend_environment(copy: Path) -> None:
    """Our own environment, marked as installed, so that no test changes it."""
    (copy / ".venv").mkdir()
    for part in (CHECKOUT / ".venv").iterdir():
        if not part.name.startswith("installed-"):
            (copy / ".venv" / part.name).symlink_to(part)
    locks = "cat requirements/base.txt requirements/base.txt | cksum >.venv/installed-base"
    subprocess.run(["sh", "-c", locks], cwd=copy, check=True)


@pytest.fixture
def port() -> int:
    return free_port()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Start = Callable[..., Desk]


@pytest.fixture
def start(checkout: Path, port: int) -> Iterator[Start]:
    """Starts desks that are ended after the test."""
    desks: list[Desk] = []

    def start_desk(**environment: str) -> Desk:
        desks.append(Desk(checkout, port=port, **environment))
        return desks[-1]

    yield start_desk
    for desk in desks:
        desk.clean_up()
    assert all_ended(checkout)


def write(checkout: Path, text: str) -> None:
    with psycopg.connect(EmbeddedServers(checkout / "var").database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (text text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [text])


def kept(checkout: Path) -> list[str]:
    with psycopg.connect(EmbeddedServers(checkout / "var").database_url) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM kept")]


def test_a_signal_while_the_desk_is_just_starting_ends_every_process(
    start: Start, checkout: Path
) -> None:
    desk = start()
    desk.wait_to_say("Bringing the database up to date")
    desk.make.terminate()
    assert all_ended(checkout)


def test_a_taken_port_is_named_before_anything_is_started(start: Start, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        desk = start()
        said = desk.wait_until_ended()
    assert desk.make.returncode != 0
    assert f"Port {port} cannot be used" in said
    assert "Traceback" not in said
    assert "Starting" not in said


def test_a_port_that_is_no_number_is_refused_in_a_sentence(start: Start) -> None:
    desk = start(PORT="http")
    said = desk.wait_until_ended()
    assert desk.make.returncode != 0
    assert "PORT must be a number" in said
    assert "Traceback" not in said


def run_command(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [".venv/bin/python", "manage.py", *arguments],
        cwd=checkout,
        env={"PATH": os.environ["PATH"]},
        input="case_id,regime,received_at,tz,calendar,suspensions,extension_notified_at\n",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.usefixtures("start")
def test_a_command_that_needs_the_database_starts_it_and_stops_it(checkout: Path) -> None:
    finished = run_command(checkout, "migrate", "--verbosity=1")
    assert finished.returncode == 0, finished.stderr
    assert "Running migrations" in finished.stdout
    assert (checkout / "var" / "log" / "postgresql-18.log").exists()
    assert processes_of(checkout) == []


@pytest.mark.skipif(postgres_version() != 18, reason="a desk's own PostgreSQL is another one")
@pytest.mark.usefixtures("start")
def test_what_the_tests_begin_with_is_what_the_migrations_make(
    checkout: Path, request: pytest.FixtureRequest
) -> None:
    assert run_command(checkout, "migrate").returncode == 0
    servers = EmbeddedServers(checkout / "var")
    servers.start_postgres()
    request.addfinalizer(servers.stop)

    made = but_when(dump(servers.database_url))

    assert any("CREATE TRIGGER" in line for line in made)
    assert made == but_when(migrated_sql().read_text())


def but_when(sql: str) -> list[str]:
    """A dump without the moments of its migrations."""
    return [line for line in sql.splitlines() if "public.django_migrations" not in line]


@pytest.mark.usefixtures("start")
def test_a_command_that_needs_no_database_starts_none(checkout: Path) -> None:
    log = checkout / "var" / "log" / "postgresql-18.log"
    before = log.stat().st_size if log.exists() else 0
    assert run_command(checkout, "due_date", "-").returncode == 0
    assert (log.stat().st_size if log.exists() else 0) == before


def test_one_command_opens_the_desk_and_says_where(open_desk: Desk) -> None:
    desk = open_desk
    assert desk.answers()
    desk.wait_to_say(f"http://localhost:{desk.port}/admin/mailbox/")
    for word in ("gunicorn", "worker", "beat"):
        assert desk.process(word) is not None


# How a desk ends. A signal from the terminal reaches all that run in its foreground.
ENDS: dict[str, Callable[[Desk], object]] = {
    "make is asked to end": lambda desk: desk.make.terminate(),
    "Ctrl-C": lambda desk: os.killpg(desk.make.pid, signal.SIGINT),
    "the terminal is closed": lambda desk: os.killpg(desk.make.pid, signal.SIGHUP),
    "make is killed": lambda desk: desk.make.kill(),
}
# Two signals that reach the same processes are taken the same way; and a desk that make was asked
# to end stands in the two tests beside this one, as it starts and as it stops.
RARE = ("the terminal is closed", "make is asked to end")


@pytest.mark.parametrize(
    "end", [pytest.param(end, marks=pytest.mark.soak if end in RARE else ()) for end in ENDS]
)
def test_however_it_ends_no_process_stays_and_the_next_start_finds_the_data(
    desks: Desks, end: str
) -> None:
    desk = desks.open()
    write(desks.checkout, end)
    ENDS[end](desk)
    assert all_ended(desks.checkout)
    assert not desk.answers()
    desks.open_another()
    assert end in kept(desks.checkout)


def test_a_start_while_the_last_desk_is_stopping_waits_for_it(desks: Desks) -> None:
    first = desks.open()
    write(desks.checkout, "stopping")
    first.make.terminate()
    first.wait_to_say("Stopping the desk")
    desks.open_another()
    assert "stopping" in kept(desks.checkout)


# Servers that were killed with all the rest recover in test_embedded.py too.
@pytest.mark.parametrize("victim", ["run_desk", pytest.param("everything", marks=pytest.mark.soak)])
def test_a_start_after_kill_9_recovers_on_the_same_port(desks: Desks, victim: str) -> None:
    desk = desks.open()
    write(desks.checkout, victim)
    if victim == "run_desk":
        desk.kill("run_desk")
    else:
        for process in processes_of(desks.checkout):
            process.kill()
    desks.open_another()
    assert victim in kept(desks.checkout)


def test_a_start_beside_a_running_desk_names_its_address(open_desk: Desk, port: int) -> None:
    second = Desk(open_desk.checkout, port=port)
    said = second.wait_until_ended()
    second.clean_up()
    assert second.make.returncode != 0
    assert f"A desk already runs in this checkout: http://localhost:{open_desk.port}" in said
    assert open_desk.answers()


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_a_process_that_is_killed_is_started_again_and_said_so(open_desk: Desk, name: str) -> None:
    desk = open_desk
    word = {"web": "gunicorn"}.get(name, name)
    killed = desk.kill(word)
    desk.wait_to_say(f"{name} ended unasked")
    assert wait_for(lambda: desk.replaced(word, killed), seconds=LIMIT_SECONDS)
    assert wait_for(desk.answers, seconds=LIMIT_SECONDS)


@pytest.mark.parametrize("name", ["PostgreSQL", "Redis"])
def test_a_private_server_that_is_killed_is_started_again(open_desk: Desk, name: str) -> None:
    servers = EmbeddedServers(open_desk.checkout / "var")
    if name == "PostgreSQL":
        servers.kill_postgres()
    else:
        servers.kill_redis()
    assert wait_for(servers.is_running, seconds=LIMIT_SECONDS)
    assert wait_for(open_desk.answers, seconds=LIMIT_SECONDS)


def test_a_command_beside_a_running_desk_leaves_its_servers_running(open_desk: Desk) -> None:
    assert run_command(open_desk.checkout, "migrate").returncode == 0
    assert EmbeddedServers(open_desk.checkout / "var").is_running()
    assert open_desk.answers()
