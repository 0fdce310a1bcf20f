"""YAML read with suspicion: every fault is named by its path in the document and its line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from django.utils.translation import gettext as _

from registers_app.domain.languages import LANGUAGES

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
# A fact that is marked so was added by whoever wrote the file; it changes nothing in the desk.
ADDED = "added"
TEXT_TAG = "tag:yaml.org,2002:str"


class YamlFault(ValueError):
    """The document cannot be taken in. ``path`` and ``line`` (from 1) say where, ``reason`` why."""

    def __init__(self, *, path: str, line: int, reason: str) -> None:
        super().__init__(
            _("%(path)s, line %(line)d: %(reason)s")
            % {"path": path or _("document"), "line": line, "reason": reason}
        )
        self.path = path
        self.line = line
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Value:
    """A place in the document. Every reading method raises YamlFault for what does not fit."""

    node: yaml.Node
    path: str

    def fault(self, reason: str) -> YamlFault:
        """What is wrong here."""
        mark = self.node.start_mark
        return YamlFault(path=self.path, line=mark.line + 1 if mark else 1, reason=reason)

    def fields(self, known: Iterable[str], *, required: Iterable[str] = ()) -> dict[str, "Value"]:
        """The mapping's values by key; no key twice, none unknown, none of *required* missing."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault(_("Fields with values are expected here."))
        found: dict[str, Value] = {}
        for key, node in self.node.value:
            name = Value(node=key, path=self.path).text()
            value = Value(node=node, path=f"{self.path}.{name}" if self.path else name)
            here = Value(node=key, path=value.path)
            if name in found:
                raise here.fault(_("This key stands here twice."))
            if name not in {*known, ADDED}:
                raise here.fault(_("There is no such key."))
            found[name] = value
        for name in required:
            if name not in found:
                raise self.fault(_("The key “%(key)s” is missing.") % {"key": name})
        found.pop(ADDED, None)
        return found

    def items(self) -> list["Value"]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fault(_("A list is expected here."))
        return [
            Value(node=node, path=f"{self.path}[{number}]")
            for number, node in enumerate(self.node.value)
        ]

    def text(self) -> str:
        """A text; what YAML would read as a number, a date or yes/no has to be quoted."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != TEXT_TAG:
            raise self.fault(_("A text is expected here; put it in quotation marks."))
        return str(self.node.value)

    def texts(self) -> dict[str, str]:
        """A text in one or more languages."""
        return {language: value.text() for language, value in self.fields(LANGUAGES).items()}

    def keys(self) -> list[str]:
        """The keys of other lines."""
        return [value.text() for value in self.items()]

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

    def _plain(self) -> Any:
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fault(_("A single value is expected here."))
        try:
            return yaml.SafeLoader("").construct_object(self.node)
        except (yaml.YAMLError, ValueError) as error:
            raise self.fault(_("This value cannot be read.")) from error


def read_yaml(source: bytes) -> Value:
    """The document's root. Raises YamlFault: too large, too deep, not UTF-8, not YAML, aliases."""
    if len(source) > MAX_BYTES:
        raise YamlFault(path="", line=1, reason=_("The file is too large."))
    try:
        text = source.decode()
        _refuse_bombs(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise YamlFault(path="", line=line, reason=_("The file is not UTF-8.")) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlFault(path="", line=line, reason=str(error.problem)) from error
    except yaml.YAMLError as error:
        raise YamlFault(path="", line=1, reason=str(error)) from error
    if node is None:
        raise YamlFault(path="", line=1, reason=_("The file is empty."))
    return Value(node=node, path="")


def _refuse_bombs(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault(path="", line=line, reason=_("References (*name) are not taken."))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise YamlFault(path="", line=line, reason=_("The file is nested too deep."))
