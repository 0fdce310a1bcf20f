"""Where the private servers keep their files, and which account runs them.

PostgreSQL refuses to run as root. Root therefore lends the work to an unprivileged account, and
no existing folder is ever opened for it: where that account cannot pass, the files lie under
/var/lib/rightsdesk instead. An ordinary user keeps everything under var/.
"""

import hashlib
import os
import pwd
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

SYSTEM_FOLDER = Path("/var/lib/rightsdesk")
# A Unix socket's path must fit into 104 bytes on macOS and 108 on Linux.
SOCKET_PATH_LIMIT = 100
LONGEST_SOCKET_NAME = "/.s.PGSQL.5432.lock"
# libpq splits a host at commas, URLs escape blanks: such a path is not used for sockets.
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")


class ServerError(Exception):
    """A private server cannot be used; the message says why and what to do, in whole sentences."""


@dataclass(frozen=True)
class Account:
    """The user and group a server runs as."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether it is the account of this very process."""
        return self.uid == os.geteuid()


@dataclass(frozen=True)
class Place:
    """The folders of the private servers that belong to one root folder (usually var/)."""

    root: Path
    folder: Path
    sockets: Path
    account: Account

    @property
    def logs(self) -> Path:
        """Where the servers' logs lie; always beside the root's other files."""
        return self.root / "log"


def find_place(*, root: Path, system_folder: Path = SYSTEM_FOLDER) -> Place:
    """The place of the servers of *root*. Starts nothing and opens nothing to others."""
    root = root.absolute().resolve()
    account = _account_for(root)
    folder = root if account.is_ours or can_pass(account, root) else _outside(root, system_folder)
    return Place(root=root, folder=folder, sockets=_sockets(folder, account), account=account)


def can_pass(account: Account, path: Path) -> bool:
    """Whether *account* may walk through *path* and every folder above it."""
    return all(_may(account, part, stat.S_IXOTH) for part in (path, *path.parents))


def can_read(account: Account, path: Path) -> bool:
    """Whether *account* may reach and read *path*."""
    return can_pass(account, path.parent) and _may(account, path, stat.S_IROTH)


def private_folder(path: Path, account: Account) -> None:
    """Make *path* a folder of *account* alone. Raises ServerError when it is somebody else's."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        _refuse_foreign(path, account)
        return
    except PermissionError as error:
        raise ServerError(not_ours(path.parent)) from error
    if not account.is_ours:
        os.chown(path, account.uid, account.gid)


def root_folder(path: Path, mode: int) -> None:
    """Make *path*, and what is missing above it, for this process's own account."""
    if path.is_dir():
        return
    try:
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        path.mkdir(mode=mode, exist_ok=True)
    except PermissionError as error:
        raise ServerError(not_ours(path.parent)) from error


def _account_for(root: Path) -> Account:
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid())
    owner = _nearest_existing(root.parent).stat()
    if owner.st_uid != 0:
        return Account(uid=owner.st_uid, gid=owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid)


def _may(account: Account, path: Path, other_bit: int) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:
        # Made later with mode 0755, less what the umask takes away.
        return not _umask() & other_bit
    if found.st_uid == account.uid:
        return bool(found.st_mode & other_bit << 6)
    if found.st_gid == account.gid:
        return bool(found.st_mode & other_bit << 3)
    return bool(found.st_mode & other_bit)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _outside(root: Path, system_folder: Path) -> Path:
    """A folder named after a token that lies in *root*: a new checkout never finds old data."""
    token_file = root / "server_place"
    root_folder(root, 0o755)
    try:
        descriptor = os.open(token_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(8))
    token = token_file.read_text(encoding="ascii").strip()
    if not re.fullmatch(r"[0-9a-f]{16}", token):
        raise ServerError(f"{token_file} is damaged. Remove it to begin with an empty database.")
    return system_folder / token


def _sockets(folder: Path, account: Account) -> Path:
    sockets = folder / "run"
    length = len(os.fsencode(sockets)) + len(LONGEST_SOCKET_NAME)
    if length < SOCKET_PATH_LIMIT and PLAIN_PATH.fullmatch(str(sockets)):
        return sockets
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    # Not TMPDIR: every process of the desk must find the same folder.
    return Path("/tmp") / f"rightsdesk-{account.uid}-{digest}"  # noqa: S108


def _refuse_foreign(path: Path, account: Account) -> None:
    found = path.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid:
        if stat.S_IMODE(found.st_mode) & 0o077:
            raise ServerError(f"{path} is open to others. Close it first: chmod 700 {path}")
        return
    raise ServerError(not_ours(path))


def not_ours(path: Path) -> str:
    """What to tell someone whose desk meets a file of another account."""
    owner = _name_of(_nearest_existing(path).stat().st_uid)
    me = _name_of(os.geteuid())
    return (
        f"{path} belongs to {owner}, so {me} cannot keep the private servers there. "
        f"Hand it over with: sudo chown -R {me} {path} – or run as {owner}, "
        "or name your own servers in DATABASE_URL and REDIS_URL."
    )


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _nearest_existing(path: Path) -> Path:
    return next(part for part in (path, *path.parents) if part.exists())
