"""What the migrations make, without migrating: each worker and each house begins with it.

Migrating takes longer than any test. So the empty schema is kept as SQL under var/, in a file named
after all that it depends on; whoever finds none migrates, once. ``tests/config/test_make_run.py``
compares it with what ``manage.py migrate`` makes.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection

from config.server_programs import POSTGRES_FOLDERS, POSTGRES_PACKAGE
from tests.plugins.servers import FOLDER_VARIABLE, VERSION_VARIABLE

NAME = "migrated_once"
CHECKOUT = Path(__file__).resolve().parents[1]
KEPT = CHECKOUT / "var" / "migrated"
# A branch or two, on two versions of PostgreSQL.
KEPT_FILES = 8


def copy_for_this_process() -> None:
    """Make the test database from a migrated one, which all workers share."""
    with _one_at_a_time(Path(os.environ[FOLDER_VARIABLE], f"{NAME}.lock")) as done:
        if not done.read():
            _make(NAME)
            restore(_address(NAME))
            done.write("done")
    connection.settings_dict["TEST"]["TEMPLATE"] = NAME


def restore(address: str) -> None:
    """Bring an empty database to where ``manage.py migrate`` would."""
    command = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run("psql", *command, f"--file={migrated_sql()}", f"--output={os.devnull}", address)


def dump(address: str, *options: str) -> str:
    """The SQL of a database, the same for the same database."""
    said = _run("pg_dump", "--no-owner", "--inserts", *options, address)
    return "".join(line for line in said.splitlines(True) if not line.startswith("\\"))


def migrated_sql() -> Path:
    """The file, made by the migrations if there is none yet."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{postgres_version()}-{_key()}.sql"
    with _one_at_a_time(KEPT / "lock"):
        if not kept.exists():
            draft = kept.with_suffix(".making")
            draft.write_text(_migrate())
            draft.rename(kept)
            _forget_old()
    return kept


def _key() -> str:
    """Stands for the migrations, the apps, and the libraries that some of them belong to."""
    files = [CHECKOUT / "requirements" / "dev.txt", *sorted(CHECKOUT.glob("*/migrations/*.py"))]
    parts = [f"{file.relative_to(CHECKOUT)} {file.read_text()}" for file in files]
    parts += settings.INSTALLED_APPS
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def _migrate() -> str:
    name = f"{NAME}_anew"
    _make(name)
    environment = {**os.environ, "DATABASE_URL": _address(name)}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, cwd=CHECKOUT, env=environment, check=True)
    return dump(_address(name))


def _forget_old() -> None:
    newest = sorted(KEPT.glob("*.sql"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest[KEPT_FILES:]:
        file.unlink()


def _make(name: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")


def _address(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def postgres_version() -> int:
    """The PostgreSQL on which this run stands."""
    return int(os.environ.get(VERSION_VARIABLE, "18"))


def _run(program: str, *arguments: str) -> str:
    found = find_spec(POSTGRES_PACKAGE)
    assert found is not None
    assert found.origin is not None
    programs = Path(found.origin).parent / POSTGRES_FOLDERS[postgres_version()] / "bin"
    command = [str(programs / program), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[IO[str]]:
    with lock.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file
