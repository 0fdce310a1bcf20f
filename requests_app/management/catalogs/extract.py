"""Find every text that is to be translated, in Python and in templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

ROOMS = ("config", "registers_app", "requests_app", "notices_app", "templates")
TEMPLATE_SUFFIXES = {".html", ".txt", ".eml"}
# Where the parts of a message stand among a call's arguments: (context, text, plural).
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
LITERAL = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
# What Django's templatize makes of the tags: ` gettext('…') `, ` ngettext('…', '…', count) `, …
CALL = re.compile(rf"\b(n?p?gettext|_)\(((?:{LITERAL}(?:,\s*)?)+)", re.DOTALL)


@dataclass(frozen=True, order=True, kw_only=True)
class Message:
    """One text to translate; ``context`` and ``plural`` are empty where there is none."""

    text: str
    context: str = ""
    plural: str = ""


class NotLiteral(ValueError):
    """A text that is put together at run time, so that nobody could translate it."""


def messages(root: Path) -> dict[Message, list[str]]:
    """Every message of the project and the files it stands in. Raises NotLiteral."""
    found: dict[Message, set[str]] = {}
    for path in _files(root):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        here = _in_python(source, name) if path.suffix == ".py" else _in_template(source, name)
        for message in here:
            found.setdefault(message, set()).add(name)
    return {message: sorted(found[message]) for message in sorted(found)}


def _files(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            is_source = path.suffix == ".py" and "migrations" not in path.parts
            is_template = room == "templates" and path.suffix in TEMPLATE_SUFFIXES
            if is_source or is_template:
                yield path


def _in_python(source: str, name: str) -> Iterator[Message]:
    tree = ast.parse(source, filename=name)
    functions = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = functions.get(node.func.id)
            if function:
                yield _message(function, [_literal(argument) for argument in node.args], name, node)


def _imported(tree: ast.Module) -> dict[str, str]:
    """The names under which a file imports Django's functions, with what they are."""
    return {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").removesuffix("_noop")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name.removesuffix("_lazy").removesuffix("_noop") in PLACES
    }


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _message(function: str, arguments: list[str | None], name: str, node: ast.Call) -> Message:
    context, text, plural = (
        "" if place is None else arguments[place] for place in PLACES[function]
    )
    if context is None or text is None or plural is None:
        raise NotLiteral(f"{name}, line {node.lineno}: the text is not a literal.")
    return Message(text=text, context=context, plural=plural)


def _in_template(source: str, name: str) -> Iterator[Message]:
    for call in CALL.finditer(templatize(source, origin=name)):
        function = "gettext" if call[1] == "_" else call[1]
        arguments = [ast.literal_eval(each) for each in re.findall(LITERAL, call[2], re.DOTALL)]
        context, text, plural = (
            "" if place is None else arguments[place] for place in PLACES[function]
        )
        yield Message(text=text, context=context, plural=plural)
