"""Plain data written as YAML in one canonical way: equal data are equal bytes, on every machine.

PyYAML's two emitters do not agree on where to break a line, and break texts where nobody would.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from yaml import ScalarNode
from yaml.reader import Reader
from yaml.resolver import Resolver

WIDTH = 100
STEP = "  "
TEXT_TAG = "tag:yaml.org,2002:str"
# Begins with a letter, holds nothing that YAML gives a meaning to.
_PLAIN = re.compile(r"[^\W\d_](?:[\w.;()/+%@’“”–—…-]|,(?= )| (?=\S))*")
_PLAIN_IN_A_LIST = re.compile(r"[^\W\d_][\w-]*")
# What a reader refuses or takes for the end of a line.
_UNSAFE = re.compile(f"{Reader.NON_PRINTABLE.pattern}|[\x85\u2028\u2029\ufeff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Yes and no to older readers.
_ONE_LETTER = frozenset("yYnN")
_resolver: Any = Resolver()


def yaml_text(tree: Mapping[str, Any]) -> str:
    """*tree* (mappings, lists, texts, numbers, days, yes and no) as a YAML document."""
    return "".join(f"{line}\n" for line in _mapping(tree, ""))


def _mapping(tree: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{indent}{key}:", value, indent + STEP)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield from _sequence(head, value, indent)
    else:
        first, *more = _scalar(value, indent, room=WIDTH - len(head) - 1)
        yield f"{head} {first}"
        yield from more


def _sequence(head: str, values: Sequence[Any], indent: str) -> Iterator[str]:
    if all(isinstance(value, str) for value in values):
        yield f"{head} [{', '.join(_in_a_list(value) for value in values)}]"
        return
    yield head
    for value in values:
        lines = _mapping(value, indent + STEP)
        yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
        yield from lines


def _scalar(value: Any, indent: str, *, room: int) -> list[str]:
    """The lines of *value*: the first stands beside its key, the others below."""
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, int):
        return [str(value)]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, str):
        return _text(value, indent, room)
    return ["{}" if isinstance(value, Mapping) else "[]"]


def _text(text: str, indent: str, room: int) -> list[str]:
    if _UNSAFE.search(text) or not _keeps_its_spaces(text):
        return [_escaped(text)]
    if "\n" in text:
        return _block(text, indent)
    if len(text) > room and "  " not in text:
        return [">-", *(indent + line for line in _wrapped(text, WIDTH - len(indent)))]
    return [text if _is_plain(text) else _quoted(text)]


def _keeps_its_spaces(text: str) -> bool:
    """Whether *text* can stand in lines of its own and come back as it was."""
    if "\t" in text or "\r" in text or text != text.strip(" ") or text.startswith("\n"):
        return False
    return " \n" not in text and not text.endswith("\n\n")


def _block(text: str, indent: str) -> list[str]:
    head = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return [head, *(indent + line if line else "" for line in lines)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _in_a_list(text: str) -> str:
    return text if _PLAIN_IN_A_LIST.fullmatch(text) and _is_plain(text) else _escaped(text)


def _is_plain(text: str) -> bool:
    """Whether every reader takes bare *text* for a text."""
    if not _PLAIN.fullmatch(text) or text in _ONE_LETTER:
        return False
    return bool(_resolver.resolve(ScalarNode, text, (True, False)) == TEXT_TAG)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _UNSAFE.match(character):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
