"""One migrated database for all workers: the first of them migrates it, each gets a copy.

Migrating takes longer than any test. The copy is migrated once more, which finds nothing to do.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

from tests.plugins.servers import FOLDER_VARIABLE, WORKER_VARIABLE

NAME = "migrated_once"
CHECKOUT = Path(__file__).resolve().parents[1]


def copy_for_a_worker() -> None:
    """Make the test database of a worker of pytest-xdist from the one that is migrated already."""
    if WORKER_VARIABLE in os.environ:
        connection.settings_dict["TEST"]["TEMPLATE"] = _migrated()


def _migrated() -> str:
    lock = Path(os.environ[FOLDER_VARIABLE], f"{NAME}.lock")
    with lock.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if not file.read():
            _migrate()
            file.write("done")
    return NAME


def _migrate() -> None:
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=CHECKOUT,
        env={**os.environ, "DATABASE_URL": urlsplit(address)._replace(path=f"/{NAME}").geturl()},
        check=True,
    )
