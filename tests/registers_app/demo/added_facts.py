"""The facts of a demo file that are marked as added, one line each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DEMO = Path(__file__).parents[3] / "registers_app" / "demo"


def document(name: str) -> dict[str, Any]:
    """A demo file as plain data."""
    loaded: dict[str, Any] = yaml.safe_load((DEMO / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def added_facts(name: str) -> list[str]:
    """Lines for docs/seeds.md; each names its register where the file has several."""
    tree = document(name)
    lines = [f"controller: {line}" for line in _marked(tree["controller"])]
    for joint in tree.get("joint_controllers", []):
        lines += [f"joint controller {joint['name']}: {line}" for line in _marked(joint)]
    several = len(tree["registers"]) > 1
    for register in tree["registers"]:
        of_register = f"{register['slug']}, " if several else ""
        lines += [of_register + line for line in _register(register)]
    return lines


def _register(register: dict[str, Any]) -> Iterator[str]:
    yield from (f"register: {line}" for line in _marked(register))
    for client in register.get("clients", []):
        yield from (f"client: {line}" for line in _marked(client))
    for system in register["data_systems"]:
        yield from (f"data system: {line}" for line in _marked(system))
    for version in register["versions"]:
        yield from (f"version {version['number']}, {line}" for line in _version(version))


def _version(version: dict[str, Any]) -> Iterator[str]:
    yield from _marked(version)
    for key, value in version.items():
        rows = value if isinstance(value, list) else [value]
        for row in rows:
            if isinstance(row, dict):
                yield from (f"{key}: {line}" for line in _row(row))


def _row(row: dict[str, Any]) -> Iterator[str]:
    yield from _marked(row)
    for key, value in row.items():
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, dict):
                yield from (f"{_text(row)} – {key}: {line}" for line in _marked(part))


def _marked(fields: dict[str, Any]) -> Iterator[str]:
    mark = fields.get("added")
    if mark is True:
        yield _text(fields)
    elif isinstance(mark, list):
        yield from (f"{key} {_said(fields[key])}" for key in mark)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return str(value["en"])
    if isinstance(value, list):
        return ", ".join(value)
    return ", ".join(str(value).splitlines())


def _text(fields: dict[str, Any]) -> str:
    if "names" in fields:
        return str(fields["names"]["en"])
    if "basis" in fields:
        acts = fields.get("legal_acts", {}).get("en")
        return f"{fields['basis']} ({acts})" if acts else str(fields["basis"])
    if "owner" in fields:
        return f"{fields['name']} ({fields['owner']}, {fields['owner_email']})"
    if "agreement" in fields:
        return f"{fields['name']} ({fields['email']}, {fields['agreement']})"
    return str(fields["en"])
