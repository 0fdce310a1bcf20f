"""Names of files in an archive that every system can unpack, each once."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

# Windows takes these for devices, whatever their ending.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
FORBIDDEN = frozenset('<>:"/\\|?*')
LONGEST = 120


def safe_names(names: Iterable[str]) -> Iterator[str]:
    """The names in their order, made safe; one that would be twice gets a number.

    Two that differ in case alone are twice: on Windows and macOS one would take the other's place.
    """
    taken: set[str] = set()
    for name in names:
        path = PurePosixPath(_safe(name))
        found, number = str(path), 1
        while found.casefold() in taken:
            number += 1
            found = f"{path.stem} ({number}){path.suffix}"
        taken.add(found.casefold())
        yield found


def _safe(name: str) -> str:
    whole = unicodedata.normalize("NFC", name)
    # Unprintable: control characters, and marks that turn the direction of what one reads.
    kept = "".join("_" if char in FORBIDDEN else char for char in whole if char.isprintable())
    bare = kept.strip(" .") or "file"
    path = PurePosixPath(bare)
    stem, ending = path.stem, path.suffix[:20]
    if bare.split(".")[0].strip().casefold() in DEVICES:
        stem = f"_{stem}"
    return f"{stem[: LONGEST - len(ending)].rstrip(' .')}{ending}"
