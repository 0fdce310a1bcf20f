"""The private servers of a desk that was given none: PostgreSQL and Redis under var/.

Settings only compute their addresses. Whoever needs a server calls :func:`use_desk_servers`
(``config/postgresql`` does, at each connection), which starts what is not running; the last
process that used them stops them when it ends. A shared file lock tells who is using them, and
the kernel lifts it even from a killed process.
"""

import atexit
import contextlib
import fcntl
import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from config.embedded_postgres import DATABASE, ROLE, PrivatePostgres
from config.embedded_redis import PrivateRedis
from config.server_place import (
    SYSTEM_FOLDER,
    Place,
    ServerError,
    find_place,
    private_folder,
    root_folder,
)

VAR_FOLDER = Path(__file__).resolve().parent.parent / "var"


def _silent(_text: str) -> None:
    """Say nothing."""


class EmbeddedServers:
    """A private PostgreSQL and a private Redis whose files belong to the folder *root*.

    ``durable=False`` is for tests: faster, and lost with the machine. With *dies_with_starter*
    the servers end when the process that started them is killed (Linux).
    """

    def __init__(
        self,
        root: Path,
        *,
        postgres_version: int = 18,
        durable: bool = True,
        dies_with_starter: bool = False,
        system_folder: Path = SYSTEM_FOLDER,
    ) -> None:
        self.root = root
        self._postgres_version = postgres_version
        self._durable = durable
        self._dies_with_starter = dies_with_starter
        self._system_folder = system_folder
        self._users_lock: int | None = None

    @functools.cached_property
    def place(self) -> Place:
        """The folders and the account of the servers."""
        return find_place(root=self.root, system_folder=self._system_folder)

    @functools.cached_property
    def postgres(self) -> PrivatePostgres:
        """The PostgreSQL alone."""
        return PrivatePostgres(
            self.place,
            version=self._postgres_version,
            durable=self._durable,
            dies_with_starter=self._dies_with_starter,
        )

    @functools.cached_property
    def redis(self) -> PrivateRedis:
        """The Redis alone."""
        return PrivateRedis(
            self.place, durable=self._durable, dies_with_starter=self._dies_with_starter
        )

    @property
    def database_url(self) -> str:
        """For DATABASE_URL and for psycopg."""
        return f"postgresql://{ROLE}@/{DATABASE}?host={self.place.sockets}"

    def database_settings(self) -> dict[str, object]:
        """An entry of Django's DATABASES."""
        return {
            "ENGINE": "config.postgresql",
            "NAME": DATABASE,
            "USER": ROLE,
            "PASSWORD": "",
            "HOST": str(self.place.sockets),
            "PORT": "",
        }

    @property
    def redis_url(self) -> str:
        """For REDIS_URL and for Django's cache."""
        return f"unix://{self.redis.socket}?db=0"

    @property
    def broker_url(self) -> str:
        """For Celery."""
        return broker_url(self.redis_url)

    def is_running(self) -> bool:
        """Whether both servers answer."""
        return self.postgres.is_running() and self.redis.is_running()

    def start(self) -> None:
        """Start what is not running. Raises ServerError."""
        self.start_postgres()
        self.start_redis()

    def start_postgres(self) -> None:
        """Start PostgreSQL if it is not running. Raises ServerError."""
        with self._one_at_a_time():
            self.postgres.start()

    def start_redis(self) -> None:
        """Start Redis if it is not running. Raises ServerError."""
        with self._one_at_a_time():
            private_folder(self.redis.data, self.place.account)
            self.redis.start()

    def stop(self) -> None:
        """Stop both servers in good order, whoever started them."""
        with self._one_at_a_time():
            self.redis.stop()
            self.postgres.stop()

    def kill_postgres(self) -> None:
        """End PostgreSQL as a power cut would."""
        self.postgres.kill()

    def kill_redis(self) -> None:
        """End Redis as a power cut would."""
        self.redis.kill()

    def use(
        self, *, postgres: bool = True, redis: bool = True, say: Callable[[str], None] = _silent
    ) -> None:
        """Have the chosen servers running until this process ends. Raises ServerError.

        The last process that uses them stops them.
        """
        if self._users_lock is None:
            self._prepare()
            self._users_lock = open_lock(self.root / "servers.users")
            fcntl.flock(self._users_lock, fcntl.LOCK_SH)
            atexit.register(self._leave, os.getpid())
        if postgres and not self.postgres.is_running():
            say("Starting the private PostgreSQL …")
            self.start_postgres()
        if redis and not self.redis.is_running():
            say("Starting the private Redis …")
            self.start_redis()

    def _leave(self, user: int) -> None:
        # A forked child shares our lock; its end is not ours.
        if self._users_lock is None or os.getpid() != user:
            return
        lock, self._users_lock = self._users_lock, None
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.stop()
        os.close(lock)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        self._prepare()
        lock = open_lock(self.root / "servers.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _prepare(self) -> None:
        place = self.place
        root_folder(place.root, 0o755)
        if place.folder != place.root:
            root_folder(place.folder.parent, 0o711)
            root_folder(place.folder, 0o711)
        root_folder(place.logs, 0o700)
        private_folder(place.sockets, place.account)


@functools.cache
def desk_servers() -> EmbeddedServers:
    """The private servers of this checkout."""
    return EmbeddedServers(VAR_FOLDER)


def use_desk_servers(*, say: Callable[[str], None] = _silent) -> None:
    """Have the private servers running that DATABASE_URL and REDIS_URL do not replace.

    *say* hears which one is started. Raises ServerError.
    """
    postgres, redis = needs_private_postgres(), needs_private_redis()
    if postgres or redis:
        desk_servers().use(postgres=postgres, redis=redis, say=say)


def needs_private_postgres() -> bool:
    """Whether no database was named."""
    return not os.environ.get("DATABASE_URL")


def needs_private_redis() -> bool:
    """Whether no Redis was named."""
    return not os.environ.get("REDIS_URL")


def broker_url(redis_url: str) -> str:
    """*redis_url* as Celery wants it: it has its own way to name a Unix socket."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"


def open_lock(path: Path) -> int:
    """A descriptor of a lock file, made first when it is missing. Raises ServerError."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise ServerError(
            f"{path} belongs to another account, which ran this desk before. Run it as that "
            f"account, or hand over the folder: sudo chown -R $(id -un) {path.parent}"
        ) from error
