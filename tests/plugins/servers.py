"""One private PostgreSQL and one private Redis for the whole test session.

The controlling process starts them in a folder under /tmp and ends them; each worker of
pytest-xdist has a database (pytest-django names it) and a Redis number of its own. Of what
lies under var/ only the kept SQL of tests/template.py is read or written.
"""

import base64
import functools
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
import redis

from config.embedded import EmbeddedServers

# Short, and open to the unprivileged account that runs PostgreSQL for root.
TEMPORARY_FOLDER = "/tmp"
FOLDER_VARIABLE = "RIGHTSDESK_TEST_FOLDER"
VERSION_VARIABLE = "RIGHTSDESK_TEST_POSTGRES"
WORKER_VARIABLE = "PYTEST_XDIST_WORKER"
# What a developer's shell may hold and the tests must not see.
FOREIGN_VARIABLES = (
    "ALLOWED_HOSTS",
    "ANYMAIL",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "EMAIL_BACKEND",
    "EMAIL_URL",
    "PORT",
    "SITE_URL",
)

TEST_KEY = b"only for tests, 32 bytes long..."

servers_key = pytest.StashKey[EmbeddedServers]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Before Django reads its settings: say where the servers will be."""
    # What is collected stays: conftest.py lets the garbage collector begin after that.
    gc.disable()
    if WORKER_VARIABLE not in os.environ:
        servers = _plan(early_config)
        early_config.stash[servers_key] = servers
        os.environ["DATABASE_URL"] = servers.database_url
    _give_redis_number(int(os.environ.get(WORKER_VARIABLE, "gw-1").removeprefix("gw")) + 1)
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the servers before any worker needs them."""
    servers = session.config.stash.get(servers_key, None)
    if servers is not None and not session.config.option.collectonly:
        servers.start()


def _plan(config: pytest.Config) -> EmbeddedServers:
    folder = Path(tempfile.mkdtemp(prefix="rightsdesk-tests-", dir=TEMPORARY_FOLDER))
    folder.chmod(0o711)
    servers = EmbeddedServers(
        folder,
        postgres_version=int(os.environ.get(VERSION_VARIABLE, "18")),
        durable=False,
        dies_with_starter=True,
    )
    config.add_cleanup(lambda: _end(servers))
    for name in FOREIGN_VARIABLES:
        os.environ.pop(name, None)
    _keep_bytecode()
    os.environ[FOLDER_VARIABLE] = str(folder)
    os.environ["SECRET_KEY"] = "only for tests"
    os.environ["ENCRYPTION_KEYS"] = base64.urlsafe_b64encode(TEST_KEY).decode()
    return servers


def _keep_bytecode() -> None:
    """A run has some fifty processes: one of them compiles what the others read."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _give_redis_number(number: int) -> None:
    folder = os.environ[FOLDER_VARIABLE]
    os.environ["REDIS_URL"] = f"unix://{folder}/run/redis.sock?db={number}"
    os.environ["FILES_ROOT"] = f"{folder}/files-{number}"


def _end(servers: EmbeddedServers) -> None:
    servers.stop()
    shutil.rmtree(servers.root, ignore_errors=True)


@functools.cache
def _redis(address: str) -> redis.Redis:
    return redis.Redis.from_url(address)


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """No test finds what another one cached or queued."""
    _redis(os.environ["REDIS_URL"]).flushdb()
