"""A ZIP file that is written piece by piece: it is never whole in memory, nor bare on a disk."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# Above it the format needs other fields, which must be known beforehand.
LARGE = 2**31
READABLE = 0o100644 << 16
UNIX = 3


class PartBroken(Exception):
    """A part is not what it was when it was kept."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One file to be: ``sha256`` is what it must come to, ``facts`` what the manifest adds."""

    name: str
    size: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]
    facts: Mapping[str, object] = field(default_factory=dict)


def part_of(name: str, content: bytes) -> Part:
    """A part that is there already."""
    return Part(
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pieces=lambda: (content,),
    )


def zipped(
    parts: Iterable[Part], *, at: datetime, done: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """The archive of *parts*, all dated *at*: the same parts give the same bytes.

    *done* is called after each part. Raises PartBroken for one that is not what it was.
    """
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for part in parts:
            with archive.open(_info(part, at), "w", force_zip64=part.size >= LARGE) as entry:
                for piece in _checked(part):
                    entry.write(piece)
                    yield sink.taken()
            yield sink.taken()
            done()
    yield sink.taken()


def _info(part: Part, at: datetime) -> ZipInfo:
    info = ZipInfo(part.name, at.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.external_attr = READABLE
    info.create_system = UNIX
    info.file_size = part.size
    return info


def _checked(part: Part) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for piece in part.pieces():
        digest.update(piece)
        yield piece
    if digest.hexdigest() != part.sha256:
        raise PartBroken


class _Sink:
    """What is written, until it is taken away. It cannot seek, so nothing is written twice."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        """Hold it."""
        self._held += piece
        return len(piece)

    def flush(self) -> None:
        """There is nothing behind it."""

    def taken(self) -> bytes:
        """What has come since the last time."""
        held = bytes(self._held)
        self._held.clear()
        return held


class Pulled:
    """Pieces as a file to read from; it counts and digests what went through."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = bytearray()
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of all that was read."""
        return self._digest.hexdigest()

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        taken = bytes(self._held[:size])
        del self._held[:size]
        self._digest.update(taken)
        self.size += len(taken)
        return taken
