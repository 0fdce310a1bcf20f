"""The desk's own code, read and not run."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("config", "registers_app", "requests_app", "notices_app")


def sources() -> list[Path]:
    """Every Python file of the desk, without tests and without migrations."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The path of each file from the root, and its syntax tree."""
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"), filename=name)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
