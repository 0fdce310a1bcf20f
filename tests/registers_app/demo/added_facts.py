"""The facts of a demo file that are marked as added, one line for each row that has some."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DEMO = Path(__file__).parents[3] / "registers_app" / "demo"
# What a line is called, not what it says.
UNSAID = ("key", "slug", "added")


def document(name: str) -> dict[str, Any]:
    """A demo file as plain data."""
    loaded: dict[str, Any] = yaml.safe_load((DEMO / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def added_facts(name: str) -> list[str]:
    """Lines for docs/seeds.md: where it stands in the file, and what was added there."""
    tree = document(name)
    lines = [*_line("controller", tree["controller"])]
    for joint in tree.get("joint_controllers", []):
        lines += _line(f"joint_controllers.{joint['slug']}", joint)
    several = len(tree["registers"]) > 1
    for register in tree["registers"]:
        lines += _register(register, f"{register['slug']}." if several else "")
    return lines


def _register(register: dict[str, Any], of_register: str) -> Iterator[str]:
    yield from _line(f"{of_register}register", register)
    for part in ("clients", "data_systems"):
        for row in register.get(part, []):
            yield from _line(f"{of_register}{part}", row)
    for version in register["versions"]:
        where = f"{of_register}versions[{version['number']}]"
        yield from _line(where, version)
        for part, rows in version.items():
            for row in rows if part != "added" and isinstance(rows, list) else []:
                yield from _line(f"{where}.{part}.{row['key']}", row)


def _line(where: str, row: dict[str, Any]) -> Iterator[str]:
    facts = [*_added(row), *_added_bases(row)]
    if facts:
        yield f"`{where}`: {'; '.join(facts)}"


def _added(row: dict[str, Any]) -> Iterator[str]:
    mark = row.get("added", [])
    for column in row if mark is True else mark:
        if column not in UNSAID:
            yield f"{column} {_said(row[column])}"


def _added_bases(row: dict[str, Any]) -> Iterator[str]:
    if row.get("added") is not True:
        marked = [basis for basis in row.get("bases", []) if basis.get("added")]
        yield from (f"bases {_basis(basis)}" for basis in marked)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return f"“{value['en']}”"
    if isinstance(value, list):
        return ", ".join(_basis(each) if isinstance(each, dict) else each for each in value) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(value).splitlines())


def _basis(basis: dict[str, Any]) -> str:
    acts = basis.get("legal_acts", {}).get("en")
    return f"{basis['basis']} (“{acts}”)" if acts else str(basis["basis"])
