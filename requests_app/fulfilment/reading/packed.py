"""A packed document opened safely: no bomb, no entity, nothing outside of it is asked for.

XML in such documents never has a document type (ECMA-376 part 2, ODF 1.3 part 2): one that has is
refused, and with it every entity that could be declared.
"""

import posixpath
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from requests_app.fulfilment.reading.text import Unreadable

MOST_UNPACKED = 64 * 1024 * 1024  # of all the XML that is read
MOST_PARTS = 10_000
DEEPEST = 150
PIECE = 64 * 1024


class Packed:
    """The parts of a document by their names. Raises Unreadable for whatever is not one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable from error
        self._infos = {info.filename: info for info in self._archive.infolist()}
        if len(self._infos) != len(self._archive.infolist()) or len(self._infos) > MOST_PARTS:
            raise Unreadable  # of two parts with one name, programs show one or the other
        self._left = MOST_UNPACKED

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._infos)

    def tree(self, name: str) -> Element | None:
        """A part as a tree of plain names; None where there is no such part."""
        info = self._infos.get(name)
        return None if info is None else tree_of(self._read(info))

    def _read(self, info: ZipInfo) -> bytes:
        """What it unpacks to, whatever size it says it has."""
        try:
            with self._archive.open(info) as part:
                content = part.read(self._left + 1)
        except (BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error, EOFError) as no:
            raise Unreadable from no
        self._left -= len(content)
        if self._left < 0:
            raise Unreadable
        return content

    def relations(self, name: str) -> dict[str, str]:
        """What a part points at inside the document, by the id it uses."""
        found = {}
        for each in self._relations(name):
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                path = posixpath.join("/", posixpath.dirname(name), target)
                found[each.get("Id", "")] = posixpath.normpath(path).lstrip("/")
        return found

    def links(self, name: str) -> dict[str, str]:
        """What a part points at outside, by the id it uses."""
        return {
            each.get("Id", ""): each.get("Target", "")
            for each in self._relations(name)
            if each.get("TargetMode") == "External"
        }

    def main_part(self) -> str:
        """The part that the document begins with. Raises Unreadable."""
        for each in self._relations(""):
            if each.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(f"/{each.get('Target', '')}").lstrip("/")
        raise Unreadable

    def _relations(self, name: str) -> Iterator[Element]:
        folder, base = posixpath.split(name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return iter(()) if tree is None else iter(tree)


def tree_of(content: bytes) -> Element:
    """XML as a tree, names without their namespaces. Raises Unreadable."""
    try:
        _refuse_types(content)
        return _tree(content)
    except (ParseError, expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable from error


class _Begun(Exception):
    """The first element: no document type can follow."""


def _refuse_types(content: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _raise(Unreadable)
    parser.StartElementHandler = _raise(_Begun)
    with suppress(_Begun):
        parser.Parse(content, True)


def _raise(error: type[Exception]) -> Callable[..., None]:
    def handler(*_seen: Any) -> None:
        raise error

    return handler


def _tree(content: bytes) -> Element:
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    root: Element | None = None
    depth = 0
    for piece in range(0, len(content), PIECE):
        parser.feed(content[piece : piece + PIECE])
        happened: Iterator[Any] = parser.read_events()
        for event, node in happened:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise Unreadable
            if event == "start":
                root = node if root is None else root
                _strip(node)
    parser.close()
    if root is None:
        raise Unreadable
    return root


def _strip(node: Element) -> None:
    node.tag = node.tag.rpartition("}")[2]
    for name in [name for name in node.attrib if "}" in name]:
        node.attrib[name.rpartition("}")[2]] = node.attrib.pop(name)
