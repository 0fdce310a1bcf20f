"""YAML read with suspicion: every fault is named by its path in the document and its line."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.reader import Reader

from registers_app.domain.languages import LANGUAGES

# A register of 500 purposes, 2,000 data categories and 300 recipients in three languages is one
# and a half megabytes; ten leave room for its versions.
MAX_BYTES = 10_000_000
MAX_DEPTH = 20
# As in the forms of the admin.
MAX_TEXT = 10_000
# Who has mended so many looks again anyway.
MAX_FAULTS = 50
# A fact that is marked so was added by whoever wrote the file; it changes nothing in the desk.
ADDED = "added"
TEXT_TAG = "tag:yaml.org,2002:str"
# What no column of the database can hold.
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_COUNTRY = re.compile(r"([A-Z]{2})?")
# libyaml reads several times faster, to the same nodes and marks.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFault(ValueError):
    """Something in a document that cannot be taken in.

    ``path`` and ``line`` (from 1) say where, ``reason`` why.
    """

    def __init__(self, *, path: str, line: int, reason: str) -> None:
        super().__init__(
            _("%(path)s, line %(line)d: %(reason)s")
            % {"path": path or _("document"), "line": line, "reason": reason}
        )
        self.path = path
        self.line = line
        self.reason = reason


class FileRefused(ValueError):
    """A document is not taken in, and nothing was changed: all its faults, by line."""

    def __init__(self, faults: Iterable[YamlFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """What was found wrong with a document so far."""

    def __init__(self) -> None:
        self.found: list[YamlFault] = []

    def add(self, fault: YamlFault) -> None:
        """Keep *fault*. Raises FileRefused when there are enough."""
        self.found.append(fault)
        if len(self.found) >= MAX_FAULTS:
            self.refuse_if_any()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the fault that ends what is done inside, and go on after it."""
        try:
            yield
        except YamlFault as fault:
            self.add(fault)

    def refuse_if_any(self) -> None:
        """Raises FileRefused."""
        if self.found:
            raise FileRefused(self.found)


@dataclass(frozen=True, kw_only=True)
class Value:
    """A place in the document. Every reading method raises YamlFault for what does not fit."""

    node: yaml.Node
    path: str
    faults: Faults

    def fault(self, reason: str) -> YamlFault:
        """What is wrong here."""
        mark = self.node.start_mark
        return YamlFault(path=self.path, line=mark.line + 1 if mark else 1, reason=reason)

    def complain(self, reason: str) -> None:
        """Keep what is wrong here, and go on."""
        self.faults.add(self.fault(reason))

    def fields(self, known: Iterable[str], *, required: Iterable[str] = ()) -> dict[str, "Value"]:
        """The mapping's values by key. Kept: a key twice, unknown, or missing of *required*."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault(_("Fields with values are expected here."))
        names = {*known, ADDED}
        found: dict[str, Value] = {}
        for key, node in self.node.value:
            with self.faults.kept():
                name, value = self._field(key, node)
                if name in found:
                    raise self._at(key, value.path).fault(_("This key stands here twice."))
                if name not in names:
                    raise self._at(key, value.path).fault(_("There is no such key."))
                found[name] = value
        for name in required:
            if name not in found:
                self.complain(_("The key “%(key)s” is missing.") % {"key": name})
        found.pop(ADDED, None)
        return found

    def items(self) -> list["Value"]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fault(_("A list is expected here."))
        return [
            self._at(node, f"{self.path}[{number}]") for number, node in enumerate(self.node.value)
        ]

    def text(self) -> str:
        """A text; what YAML would read as a number, a date or yes/no has to be quoted."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != TEXT_TAG:
            raise self.fault(_("A text is expected here; put it in quotation marks."))
        text = str(self.node.value)
        if len(text) > MAX_TEXT:
            raise self.fault(_("At most %(number)d characters fit here.") % {"number": MAX_TEXT})
        if _UNKEPT.search(text):
            raise self.fault(_("A character stands here that belongs in no text."))
        return text

    def texts(self) -> dict[str, str]:
        """A text in one or more languages."""
        found = {}
        for language, value in self.fields(LANGUAGES).items():
            with self.faults.kept():
                found[language] = value.text()
        return found

    def keys(self) -> list[str]:
        """The keys of other lines."""
        return [value.text() for value in self.items()]

    def country(self) -> str:
        """The ISO code of a country, or nothing."""
        text = self.text()
        if not _COUNTRY.fullmatch(text):
            raise self.fault(_("Write the country’s two capital letters here, such as FI."))
        return text

    def flag(self) -> bool:
        """Yes or no."""
        value = self._plain()
        if not isinstance(value, bool):
            raise self.fault(_("Write true or false here."))
        return value

    def number(self) -> int:
        """A whole number."""
        value = self._plain()
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(_("A whole number is expected here."))
        return value

    def day(self) -> date:
        """A calendar day."""
        value = self._plain()
        if type(value) is not date:
            raise self.fault(_("A date such as 2026-03-31 is expected here."))
        return value

    def _at(self, node: yaml.Node, path: str) -> "Value":
        return Value(node=node, path=path, faults=self.faults)

    def _field(self, key: yaml.Node, node: yaml.Node) -> tuple[str, "Value"]:
        name = self._at(key, self.path).text()
        return name, self._at(node, f"{self.path}.{name}" if self.path else name)

    def _plain(self) -> Any:
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fault(_("A single value is expected here."))
        try:
            return yaml.SafeLoader("").construct_object(self.node)
        except (yaml.YAMLError, ValueError) as error:
            raise self.fault(_("This value cannot be read.")) from error


def read_yaml(source: bytes) -> Value:
    """The document's root. Raises FileRefused with the one fault that keeps it from being read.

    Too large, not UTF-8, characters that YAML does not take, references, tags, nested too deep,
    not YAML, empty.
    """
    try:
        node = _composed(source)
    except YamlFault as fault:
        raise FileRefused([fault]) from fault
    return Value(node=node, path="", faults=Faults())


def _composed(source: bytes) -> yaml.Node:
    if len(source) > MAX_BYTES:
        raise too_large()
    text = _decoded(source)
    try:
        _refuse_bombs(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _unreadable(line, str(error.problem)) from error
    except yaml.YAMLError as error:
        raise _unreadable(1, str(error)) from error
    if node is None:
        raise _unreadable(1, _("The file is empty."))
    return node


def too_large() -> YamlFault:
    """What is said of a file that is not even looked into."""
    megabytes = MAX_BYTES // 1_000_000
    reason = _("The file is too large: at most %(number)d megabytes.") % {"number": megabytes}
    return _unreadable(1, reason)


def _decoded(source: bytes) -> str:
    try:
        # Some editors put a mark before the text.
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise _unreadable(line, _("The file is not UTF-8.")) from error
    if strange := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        raise _unreadable(line, _("A character stands here that belongs in no text."))
    return text


def _unreadable(line: int, reason: str) -> YamlFault:
    return YamlFault(path="", line=line, reason=reason)


def _refuse_bombs(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _unreadable(line, _("References (*name) are not taken."))
        if getattr(event, "tag", None) is not None:
            raise _unreadable(line, _("Tags (!name) are not taken."))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _unreadable(line, _("The file is nested too deep."))
