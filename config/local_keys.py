"""Keys of an installation that was given none: made once, kept under var/ with mode 0600."""

import base64
import os
import secrets
from pathlib import Path

from config.server_place import ServerError, not_ours


def local_key(path: Path) -> str:
    """The key kept in *path*; made there first when the file does not exist.

    Two processes that start together end with the same key: whoever links first wins.
    Raises ServerError when another account keeps the file.
    """
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii").strip()
    except PermissionError as error:
        raise ServerError(not_ours(path)) from error


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii"))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
